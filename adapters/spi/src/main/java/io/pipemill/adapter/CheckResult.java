package io.pipemill.adapter;

import java.util.Map;

/**
 * The answer to the one health question every component is asked.
 *
 * @param component what was asked, e.g. {@code crude-retail (jdbc)}
 * @param level how it is
 * @param message what was found, and what to do if it is not OK
 * @param facts further readings by name (version, identity, SIMULATED, lag)
 */
public record CheckResult(
    String component, Level level, String message, Map<String, String> facts) {

  /** OK, usable but weaker than it should be, or not usable. */
  public enum Level {
    OK,
    WARN,
    FAIL
  }

  public static CheckResult ok(String component, String message) {
    return new CheckResult(component, Level.OK, message, Map.of());
  }

  public static CheckResult warn(String component, String message) {
    return new CheckResult(component, Level.WARN, message, Map.of());
  }

  public static CheckResult fail(String component, String message) {
    return new CheckResult(component, Level.FAIL, message, Map.of());
  }
}

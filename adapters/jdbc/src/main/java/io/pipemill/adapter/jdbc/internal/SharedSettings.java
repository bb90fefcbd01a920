package io.pipemill.adapter.jdbc.internal;

import io.pipemill.adapter.Settings;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code jdbc:} section is one for reading and writing: each side must know the other's keys.
 */
public final class SharedSettings {
  private static final List<String> KEYS =
      List.of(
          "poll", "overlap", "schema", "zone", "fetchSize", "passPage", "seenLimit", "resolveWait");

  private SharedSettings() {}

  /** Counts the keys of both sides as known. */
  public static void know(Settings jdbc) {
    KEYS.forEach(jdbc::has);
  }

  /** {@code zone}: what wall clocks in the tables show; null where the server's own counts. */
  public static @Nullable ZoneId zone(Settings jdbc, List<String> problems) {
    String zone = jdbc.text("zone");
    try {
      return zone == null ? null : ZoneId.of(zone);
    } catch (DateTimeException e) {
      problems.add(
          jdbc.place() + ".zone: found " + zone + ", expected a time zone such as Asia/Shanghai");
      return null;
    }
  }
}

package io.pipemill.adapter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A section of a configuration file, read strictly: every problem is collected with its place, what
 * was found and what was expected; {@link #problems()} reports all at once, unread keys among them
 * with a did-you-mean.
 */
public final class Settings {
  private final String place;
  private final Map<String, Object> values;
  private final Function<String, String> secrets;
  private final Set<String> read = new LinkedHashSet<>();
  private final Map<String, Settings> sections = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param place file and section, as shown in problems: {@code crude-retail/system.yaml: jdbc}
   * @param values keys with strings, numbers, booleans, lists or maps
   * @param secrets resolves {@code env:NAME} and {@code file:PATH}
   */
  public Settings(String place, Map<String, Object> values, Function<String, String> secrets) {
    this.place = place;
    this.values = values;
    this.secrets = secrets;
  }

  public String place() {
    return place;
  }

  public boolean has(String key) {
    read.add(key);
    return values.get(key) != null;
  }

  public @Nullable String text(String key) {
    read.add(key);
    Object value = values.get(key);
    if (value instanceof Map || value instanceof List) {
      problems.add(place + "." + key + ": found " + value + ", expected a single value");
      return null;
    }
    return value == null ? null : String.valueOf(value);
  }

  public String text(String key, String fallback) {
    String value = text(key);
    return value == null ? fallback : value;
  }

  /** A value that must be there; an empty string stands in for it after the problem is noted. */
  public String required(String key) {
    String value = text(key);
    if (value == null || value.isBlank()) {
      problems.add(place + "." + key + ": missing, expected a value");
      return "";
    }
    return value;
  }

  public int integer(String key, int fallback, int min, int max) {
    String value = text(key);
    if (value == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(value.trim());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // reported below with the limits
    }
    problems.add(
        place
            + "."
            + key
            + ": found "
            + value
            + ", expected a whole number from "
            + min
            + " to "
            + max);
    return fallback;
  }

  public boolean flag(String key, boolean fallback) {
    String value = text(key);
    if (value == null) {
      return fallback;
    }
    if (value.equals("true") || value.equals("false")) {
      return value.equals("true");
    }
    problems.add(place + "." + key + ": found " + value + ", expected true or false");
    return fallback;
  }

  /** A duration as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}. */
  public Duration duration(String key, Duration fallback) {
    String value = text(key);
    if (value == null) {
      return fallback;
    }
    var matcher =
        java.util.regex.Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)").matcher(value.trim());
    if (!matcher.matches()) {
      problems.add(
          place
              + "."
              + key
              + ": found "
              + value
              + ", expected a duration such as 250ms, 5s, 2m, 1h or 7d");
      return fallback;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  /** One of the given words. */
  public String choice(String key, String fallback, List<String> choices) {
    String value = text(key);
    if (value == null) {
      return fallback;
    }
    if (choices.contains(value)) {
      return value;
    }
    problems.add(
        place
            + "."
            + key
            + ": found "
            + value
            + ", expected one of "
            + choices
            + didYouMean(value, choices));
    return fallback;
  }

  /** A list of strings; a single value counts as a list of one. */
  public List<String> list(String key) {
    read.add(key);
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof List<?> items) {
      return items.stream().map(String::valueOf).toList();
    }
    return List.of(String.valueOf(value));
  }

  /** A section below; empty if absent. Its problems are reported with this one's. */
  @SuppressWarnings("unchecked")
  public Settings section(String key) {
    read.add(key);
    return sections.computeIfAbsent(
        key,
        k -> {
          Object value = values.get(k);
          if (value != null && !(value instanceof Map)) {
            problems.add(place + "." + k + ": found " + value + ", expected a section");
          }
          return new Settings(
              place + "." + k,
              value instanceof Map ? (Map<String, Object>) value : Map.of(),
              secrets);
        });
  }

  /** Whether the value of a key is a section, and not a single value. */
  public boolean sectioned(String key) {
    read.add(key);
    return values.get(key) instanceof Map;
  }

  /** All keys, for sections whose keys are names. Counts all as read. */
  public Set<String> keys() {
    read.addAll(values.keySet());
    return values.keySet();
  }

  /**
   * A secret: {@code <key>From: env:NAME} or {@code file:PATH}, or {@code <key>} in clear text
   * (tests and demo).
   */
  public @Nullable String secret(String key) {
    String from = text(key + "From");
    if (from != null) {
      try {
        return secrets.apply(from);
      } catch (IllegalArgumentException e) {
        problems.add(place + "." + key + "From: " + e.getMessage());
        return null;
      }
    }
    return text(key);
  }

  /**
   * Everything that is wrong in this section and those below it, unknown keys included; empty if
   * all is well.
   */
  public List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    for (String key : values.keySet()) {
      if (!read.contains(key)) {
        all.add(place + "." + key + ": unknown key" + didYouMean(key, read));
      }
    }
    sections.values().forEach(section -> all.addAll(section.problems()));
    return all;
  }

  /** Stops if anything is wrong, with everything that is. */
  public void verify() {
    List<String> all = problems();
    if (!all.isEmpty()) {
      throw new AdapterException("CFG-001", ErrorKind.CONFIGURATION, String.join("\n", all));
    }
  }

  private static String didYouMean(String word, Iterable<String> candidates) {
    String best = null;
    int least = Math.max(2, word.length() / 3) + 1;
    for (String candidate : candidates) {
      int distance =
          distance(
              word.toLowerCase(java.util.Locale.ROOT),
              candidate.toLowerCase(java.util.Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best == null ? "" : ", did you mean '" + best + "'?";
  }

  private static int distance(String a, String b) {
    return org.apache.commons.text.similarity.LevenshteinDistance.getDefaultInstance().apply(a, b);
  }
}

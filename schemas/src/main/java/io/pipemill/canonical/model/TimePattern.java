package io.pipemill.canonical.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Regular expressions for the days and instants there are, and for their bounds. */
final class TimePattern {
  private static final String LEAP =
      "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
  static final String DAY =
      "(?:[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
          + "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
          + "|02-(?:0[1-9]|1[0-9]|2[0-8]))|"
          + LEAP
          + "-02-29)";
  static final String INSTANT = DAY + "T(?:[01][0-9]|2[0-3])(?::[0-5][0-9]){2}(?:\\.[0-9]{1,9})?Z";

  private static final String LAST_DAY = "9999-12-31";
  private static final String LAST_INSTANT = "9999-12-31T23:59:59.999999999Z";
  private static final int SECONDS = 19;

  private TimePattern() {}

  /** One pattern for the notation, and one for each bound that says more than the notation. */
  static List<String> patterns(
      FieldKind kind, @Nullable String earliest, @Nullable String latest, String path) {
    boolean day = kind == FieldKind.DATE;
    List<String> patterns = new ArrayList<>();
    patterns.add("^" + (day ? DAY : INSTANT) + "$");
    if (earliest != null) {
      patterns.add(
          "^" + (day ? from(earliest, "") : from(seconds(earliest, path, false), ".*")) + "$");
    }
    if (latest != null && !latest.equals(day ? LAST_DAY : LAST_INSTANT)) {
      if (day) {
        patterns.add("^" + upTo(latest, "") + "$");
      } else {
        boolean wholeSecond = latest.endsWith(".999999999Z");
        patterns.add(
            "^" + upTo(seconds(latest, path, true), wholeSecond ? ".*" : "(?:\\.0+)?Z") + "$");
      }
    }
    return patterns;
  }

  /** The bound to the second; what cannot be said about its fraction is refused. */
  private static String seconds(String bound, String path, boolean last) {
    String end = bound.substring(Math.min(SECONDS, bound.length()));
    if (end.equals("Z") || last && end.equals(".999999999Z")) {
      return bound.substring(0, SECONDS);
    }
    throw XsdProfile.unsupported(
        path, "the bound '" + bound + "' of an instant that is not a whole second in UTC (…Z)");
  }

  /** Texts of the same form that are the bound or stand behind it in the order of texts. */
  private static String from(String bound, String behind) {
    List<String> forms = new ArrayList<>();
    for (int i = 0; i < bound.length(); i++) {
      char c = bound.charAt(i);
      if (c >= '0' && c < '9') {
        forms.add(bound.substring(0, i) + "[" + (char) (c + 1) + "-9].*");
      }
    }
    forms.add(bound + behind);
    return NumberPattern.oneOf(forms);
  }

  private static String upTo(String bound, String behind) {
    List<String> forms = new ArrayList<>();
    for (int i = 0; i < bound.length(); i++) {
      char c = bound.charAt(i);
      if (c > '0' && c <= '9') {
        forms.add(bound.substring(0, i) + "[0-" + (char) (c - 1) + "].*");
      }
    }
    forms.add(bound + behind);
    return NumberPattern.oneOf(forms);
  }
}

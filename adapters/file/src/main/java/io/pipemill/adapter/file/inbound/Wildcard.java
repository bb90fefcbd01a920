package io.pipemill.adapter.file.inbound;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for a text people see in a cell: {@code *} any text, {@code ?} one sign, {@code {NAME}}
 * the part that is taken; without regard to case.
 *
 * @param name of the part that is taken; null if the pattern has none
 */
record Wildcard(String text, Pattern pattern, @Nullable String name) {
  private static final Pattern PART = Pattern.compile("\\{([^{}]+)}");

  static Wildcard of(String text) {
    String plain = SheetPlan.plain(text);
    Matcher part = PART.matcher(plain);
    boolean found = part.find();
    String regex =
        found
            ? glob(plain.substring(0, part.start())) + "(.+?)" + glob(plain.substring(part.end()))
            : glob(plain);
    return new Wildcard(
        text,
        Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL),
        found ? part.group(1).strip() : null);
  }

  private static String glob(String text) {
    StringBuilder regex = new StringBuilder();
    for (char c : text.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return regex.toString();
  }

  static List<Wildcard> all(List<String> texts) {
    return texts.stream().map(Wildcard::of).toList();
  }

  /** The part that is taken, the whole text where none is named; null if the text does not fit. */
  @Nullable String match(String cell) {
    Matcher matcher = pattern.matcher(cell);
    if (!matcher.matches()) {
      return null;
    }
    return name == null ? cell : matcher.group(1).strip();
  }

  boolean fits(String cell) {
    return pattern.matcher(cell).matches();
  }

  static boolean anyFits(List<Wildcard> all, String cell) {
    return all.stream().anyMatch(each -> each.fits(cell));
  }
}

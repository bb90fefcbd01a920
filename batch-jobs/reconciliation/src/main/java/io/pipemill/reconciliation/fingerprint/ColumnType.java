package io.pipemill.reconciliation.fingerprint;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A type as its engine writes it.
 *
 * @param name in small letters, without arguments: {@code timestamp with time zone}
 * @param arguments what stood in parentheses; {@code max} is -1
 */
public record ColumnType(String name, List<Integer> arguments) {
  private static final Pattern ARGUMENTS = Pattern.compile("\\(([^()]*)\\)");
  private static final Pattern NAME = Pattern.compile("[\\p{Alpha}_][\\w ]*(\\[\\])*");

  /**
   * @throws IllegalArgumentException if it does not look like a type; the message names it
   */
  static ColumnType parse(String written) {
    Matcher arguments = ARGUMENTS.matcher(written);
    String name = arguments.replaceAll(" ").strip().replaceAll(" +", " ");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(written);
    }
    arguments.reset();
    return new ColumnType(
        name.toLowerCase(Locale.ROOT),
        arguments.find() ? numbers(written, arguments.group(1)) : List.of());
  }

  private static List<Integer> numbers(String written, String arguments) {
    try {
      return Stream.of(arguments.split(","))
          // VARCHAR2(20 CHAR) and NUMBER(*,2) are Oracle's
          .map(one -> one.strip().replaceAll("(?i) +(char|byte)$", "").replace("*", "38"))
          .map(one -> one.equalsIgnoreCase("max") ? -1 : Integer.parseInt(one))
          .toList();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(written, e);
    }
  }

  /** An argument, or a number where it was not given. */
  int argument(int index, int otherwise) {
    return index < arguments.size() ? arguments.get(index) : otherwise;
  }

  @Override
  public String toString() {
    if (arguments.isEmpty()) {
      return name;
    }
    String inside =
        String.join(",", arguments.stream().map(one -> one < 0 ? "max" : one.toString()).toList());
    int blank = name.startsWith("timestamp ") || name.startsWith("time ") ? name.indexOf(' ') : -1;
    return blank < 0
        ? name + "(" + inside + ")"
        : name.substring(0, blank) + "(" + inside + ")" + name.substring(blank);
  }
}

package io.pipemill.mapping.in;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns of one record that repeat: {@code each: {columns: {QTY: "QTY_{n}"}, n: 1..12, skip:
 * blank}} makes one element per turn, in which QTY stands for QTY_1, QTY_2 and so on.
 *
 * @param group whose records have the columns; null for the present record
 * @param columns the names an element uses, each with the column it stands for in every turn
 * @param turns what {n} is in every turn, as written
 * @param skip which turns make no element
 * @param blanks texts that mean that there is nothing
 */
public record RepeatedColumns(
    @Nullable String group,
    Map<String, List<String>> columns,
    List<String> turns,
    Skip skip,
    Set<String> blanks) {

  /** Which turns make no element. */
  public enum Skip {
    /** Those in which every column is empty. */
    BLANK,
    /** Those in which every column is empty or zero. */
    ZERO,
    NONE
  }

  /** Stands for the turn in column names, and is itself a column of the element. */
  static final String TURN = "{n}";

  private static final Set<String> KEYS = Set.of("group", "columns", "n", "skip", "blank");
  private static final int MOST_TURNS = 400;
  private static final Pattern RANGE = Pattern.compile("(\\d{1,6})\\s*\\.\\.\\s*(\\d{1,6})");

  /**
   * @return null (and findings) if it is wrong
   */
  public static @Nullable RepeatedColumns of(YamlValue.Mapping each, Findings findings) {
    int before = findings.errors();
    SectionReader keys = new SectionReader(each, findings);
    keys.only(KEYS);
    YamlValue.Mapping declared = keys.section("columns");
    if (declared == null || declared.entries().isEmpty()) {
      findings.error(
          keys.place("columns"),
          "MAP-003",
          "nothing",
          "columns: {QTY: \"QTY_{n}\"}",
          "'each' names no columns that repeat");
      return null;
    }
    List<String> turns = turns(keys, declared, findings);
    Map<String, List<String>> columns = new LinkedHashMap<>();
    for (YamlValue.Entry entry : declared.entries()) {
      columns.put(entry.key(), columns(entry, turns, findings));
    }
    Skip skip = Skip.valueOf(upper(keys.choice("skip", "blank", Set.of("blank", "zero", "none"))));
    Set<String> blanks = Set.copyOf(keys.list("blank"));
    String group = keys.text("group");
    return findings.errors() > before
        ? null
        : new RepeatedColumns(group, columns, turns, skip, blanks);
  }

  private static String upper(String word) {
    return word.toUpperCase(java.util.Locale.ROOT);
  }

  /** {@code 1..12}, {@code 01..12}, a list; without one as many as there are listed columns. */
  private static List<String> turns(
      SectionReader keys, YamlValue.Mapping declared, Findings findings) {
    List<String> turns = new ArrayList<>();
    if (!keys.has("n")) {
      int listed =
          declared.entries().stream()
              .map(YamlValue.Entry::value)
              .filter(YamlValue.Sequence.class::isInstance)
              .mapToInt(value -> ((YamlValue.Sequence) value).items().size())
              .findFirst()
              .orElse(0);
      if (listed == 0) {
        findings.error(
            keys.place(), "MAP-003", "nothing", "n: 1..12, or a list", "'n' is missing in 'each'");
      }
      for (int i = 1; i <= listed; i++) {
        turns.add(String.valueOf(i));
      }
      return turns;
    }
    String text = keys.section().get("n") instanceof YamlValue.Scalar scalar ? scalar.text() : null;
    Matcher range = RANGE.matcher(text == null ? "" : text.strip());
    if (text == null) {
      turns.addAll(keys.list("n"));
    } else if (range.matches()) {
      int width = range.group(1).startsWith("0") ? range.group(1).length() : 1;
      int last = Integer.parseInt(range.group(2));
      for (int i = Integer.parseInt(range.group(1)); i <= last && turns.size() <= MOST_TURNS; i++) {
        turns.add(String.format(java.util.Locale.ROOT, "%0" + width + "d", i));
      }
    }
    if (turns.isEmpty()
        || turns.size() > MOST_TURNS
        || new TreeSet<>(turns).size() < turns.size()
        || turns.stream().anyMatch(String::isBlank)) {
      findings.error(
          keys.place("n"),
          "MAP-046",
          text == null ? String.join(", ", turns) : text,
          "a range such as 1..12 or a list, at most " + MOST_TURNS + " turns, each once",
          "'n' of the repeated columns is no range and no list");
      return List.of();
    }
    return turns;
  }

  private static List<String> columns(
      YamlValue.Entry entry, List<String> turns, Findings findings) {
    List<String> columns = new ArrayList<>();
    if (entry.value() instanceof YamlValue.Sequence listed) {
      for (YamlValue item : listed.items()) {
        columns.add(item instanceof YamlValue.Scalar scalar ? scalar.text().strip() : "");
      }
      if (columns.size() != turns.size() || columns.contains("")) {
        wrong(
            entry,
            columns.size() + " columns",
            turns.size() + " columns, one for each of " + String.join(", ", turns),
            findings);
      }
      return columns;
    }
    String pattern = entry.value() instanceof YamlValue.Scalar one ? one.text().strip() : "";
    if (!pattern.contains(TURN) || entry.key().equals(TURN)) {
      wrong(entry, pattern, "a column with {n} in its name, or a list of columns", findings);
    }
    for (String turn : turns) {
      columns.add(pattern.replace(TURN, turn));
    }
    return columns;
  }

  private static void wrong(
      YamlValue.Entry entry, String found, String expected, Findings findings) {
    findings.error(
        entry.place(),
        "MAP-046",
        found,
        expected,
        "repeated column '" + entry.key() + "': found " + found + ", expected " + expected);
  }

  /** Whether {n} is a number in every turn. */
  boolean numbered() {
    return turns.stream().allMatch(turn -> turn.matches("\\d{1,18}"));
  }
}

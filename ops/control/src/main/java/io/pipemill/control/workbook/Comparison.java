package io.pipemill.control.workbook;

import io.pipemill.control.workbook.Sheet.Mark;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.CodeTable;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Ignored;
import io.pipemill.mapping.describe.MappingDescription.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One mapping beside its signed version. Without a signed version of the system nothing is marked;
 * a mapping that is new since then is added as a whole.
 */
final class Comparison {
  private final MappingDescription now;
  private final @Nullable MappingDescription before;
  private final boolean signed;
  private final Words words;
  private final FieldWords fieldWords;

  /**
   * @param before the mapping as it was signed; null if it was not
   * @param signed whether the system has a signed version at all
   */
  Comparison(
      MappingDescription now, @Nullable MappingDescription before, boolean signed, Words words) {
    this.now = now;
    this.before = before;
    this.signed = signed;
    this.words = words;
    this.fieldWords = new FieldWords(words);
  }

  MappingDescription now() {
    return now;
  }

  @Nullable MappingDescription before() {
    return before;
  }

  /** A row of today and, if the signed version has it, the row of then. */
  private <R> Change change(@Nullable R then, Function<R, String> what) {
    if (!signed) {
      return Change.NONE;
    }
    if (then == null) {
      return new Change(Mark.ADDED, words.get("change.added"));
    }
    String told = what.apply(then);
    return told.isEmpty() ? Change.NONE : new Change(Mark.CHANGED, told);
  }

  Change removed() {
    return new Change(Mark.REMOVED, words.get("change.removed"));
  }

  Change of(Field field) {
    return change(
        find(before == null ? List.of() : before.fields(), Field::key, field.key()),
        then -> {
          List<String> told = new ArrayList<>();
          difference(
              told,
              "change.source",
              String.join(", ", then.sources()),
              String.join(", ", field.sources()));
          if (!then.steps().equals(field.steps())) {
            told.add(
                words.get(
                    "change.steps",
                    flat(fieldWords.steps(then.steps(), now.direction())),
                    flat(fieldWords.steps(field.steps(), now.direction()))));
          }
          for (String list : field.lists()) {
            String changed = ofList(list);
            if (!changed.isEmpty()) {
              told.add(changed);
            }
          }
          return String.join("\n", told);
        });
  }

  List<Field> removedFields() {
    return gone(before == null ? List.of() : before.fields(), now.fields(), Field::key);
  }

  Change of(Rule rule) {
    return change(
        find(rules(before), Rule::key, rule.key()),
        then -> {
          List<String> told = new ArrayList<>();
          difference(told, "change.text", then.text(), rule.text());
          return String.join("\n", told);
        });
  }

  List<Rule> removedRules() {
    return gone(rules(before), rules(now), Rule::key);
  }

  /** The rules, and what happens with unknown masters, which the version covers as well. */
  static List<Rule> rules(@Nullable MappingDescription mapping) {
    if (mapping == null) {
      return List.of();
    }
    List<Rule> rules = new ArrayList<>(mapping.rules());
    mapping
        .bundle()
        .policies()
        .forEach(
            (master, policy) ->
                rules.add(
                    new Rule(
                        "onMissing." + master,
                        List.of(),
                        policy.name().toLowerCase(java.util.Locale.ROOT),
                        0)));
    List<String> blanks = mapping.bundle().blanks();
    if (!blanks.isEmpty()) {
      rules.add(new Rule("blank.system", List.of(), String.join(", ", blanks), 0));
    }
    return rules;
  }

  Change of(Ignored ignored) {
    return change(
        find(before == null ? List.of() : before.ignored(), Ignored::column, ignored.column()),
        then -> {
          List<String> told = new ArrayList<>();
          difference(told, "change.text", then.reason(), ignored.reason());
          return String.join("\n", told);
        });
  }

  List<Ignored> removedIgnored() {
    return gone(before == null ? List.of() : before.ignored(), now.ignored(), Ignored::column);
  }

  /** A field that nothing fills now, and something filled then. */
  Change ofUnfilled(String path) {
    boolean then =
        before == null || before.unfilled().stream().anyMatch(one -> one.path().equals(path));
    return !signed || then ? Change.NONE : new Change(Mark.CHANGED, words.get("change.unfilled"));
  }

  /** The rows of a list now, then those that are gone, each with what became of it. */
  Map<List<String>, Change> list(CodeTable list) {
    CodeTable then = before == null ? null : before.list(list.name());
    Map<List<String>, Change> rows = new LinkedHashMap<>();
    Map<String, List<String>> old = then == null ? Map.of() : byCode(then);
    byCode(list)
        .forEach(
            (code, row) ->
                rows.put(
                    row,
                    change(
                        old.get(code),
                        was ->
                            was.equals(row)
                                ? ""
                                : words.get("change.row", String.join(", ", was)))));
    Set<String> codes = byCode(list).keySet();
    old.forEach(
        (code, row) -> {
          if (!codes.contains(code)) {
            rows.put(row, removed());
          }
        });
    return rows;
  }

  /** What changed in a list that both versions have, counted; empty if nothing did. */
  private String ofList(String name) {
    CodeTable list = now.list(name);
    if (list == null || before == null || before.list(name) == null) {
      return "";
    }
    long[] counts = new long[Mark.values().length];
    list(list).values().forEach(change -> counts[change.mark().ordinal()]++);
    long added = counts[Mark.ADDED.ordinal()];
    long removed = counts[Mark.REMOVED.ordinal()];
    long changed = counts[Mark.CHANGED.ordinal()];
    return added + removed + changed == 0
        ? ""
        : words.get("change.list", name, added, removed, changed);
  }

  /** Rows by the source's code; one that stands there twice is told apart by its number. */
  private static Map<String, List<String>> byCode(CodeTable list) {
    int source = Math.max(0, list.columns().indexOf("source"));
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (List<String> row : list.rows()) {
      String code = row.size() > source ? row.get(source) : "";
      int number = 1;
      while (rows.containsKey(code + "\u0000" + number)) {
        number++;
      }
      rows.put(code + "\u0000" + number, row);
    }
    return rows;
  }

  private void difference(List<String> into, String key, String then, String today) {
    if (!Objects.equals(then, today)) {
      into.add(words.get(key, orNone(then), orNone(today)));
    }
  }

  private String orNone(String text) {
    return text.isEmpty() ? words.get("none") : text;
  }

  private static String flat(String text) {
    return text.replace('\n', ' ');
  }

  private static <R> @Nullable R find(List<R> rows, Function<R, String> key, String wanted) {
    return rows.stream().filter(row -> key.apply(row).equals(wanted)).findFirst().orElse(null);
  }

  private static <R> List<R> gone(List<R> then, List<R> today, Function<R, String> key) {
    Set<String> keys = new LinkedHashSet<>();
    today.forEach(row -> keys.add(key.apply(row)));
    return then.stream().filter(row -> !keys.contains(key.apply(row))).toList();
  }
}

package io.pipemill.mapping.codes;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.Place;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table between a system's codes and canonical ones: {@code source,canonical,name_en,name_zh} and
 * optionally {@code reverse} (true marks the source code to be written where several stand for one
 * canonical code) and {@code from} (the first date of a document for which the entry counts). Codes
 * that were confirmed while the system runs lie over it.
 */
public final class CodeList {
  /**
   * @param line in the file, from 1; of a confirmed code the file's first
   * @param from first date for which it counts; null for all
   * @param confirmed the confirmation, if it does not stand in the file
   */
  public record Row(
      int line,
      String source,
      String canonical,
      String nameEn,
      String nameZh,
      boolean reverse,
      @Nullable LocalDate from,
      @Nullable ConfirmedCode confirmed) {}

  private final String name;
  private final String file;
  private final String text;
  private final List<Row> rows;

  CodeList(String name, String file, String text, List<Row> rows) {
    this.name = name;
    this.file = file;
    this.text = text;
    this.rows = List.copyOf(rows);
  }

  /** The same list with confirmed codes over it, which must be none that it contradicts. */
  CodeList with(List<ConfirmedCode> codes) {
    List<Row> all = new ArrayList<>(rows);
    for (ConfirmedCode code : codes) {
      all.add(new Row(1, code.source(), code.canonical(), "", "", false, code.from(), code));
    }
    return new CodeList(name, file, text, all);
  }

  public String name() {
    return name;
  }

  public String file() {
    return file;
  }

  /** The file's content: part of what a mapping's version covers. */
  public String text() {
    return text;
  }

  /** Those of the file, then those confirmed. */
  public List<Row> rows() {
    return rows;
  }

  /** The confirmed codes over the file; the other part of what a mapping's version covers. */
  public List<ConfirmedCode> confirmed() {
    List<ConfirmedCode> codes = new ArrayList<>();
    for (Row row : rows) {
      if (row.confirmed != null) {
        codes.add(row.confirmed);
      }
    }
    return codes;
  }

  /** Who confirmed what a source code stands for; only those without a date. */
  public Map<String, String> confirmations() {
    Map<String, String> told = new HashMap<>();
    for (Row row : rows) {
      if (row.confirmed != null && row.from == null) {
        told.put(row.source, row.confirmed.told());
      }
    }
    return told;
  }

  /** Who confirmed the word for a canonical code. */
  public Map<String, String> wordConfirmations() {
    Map<String, String> told = new HashMap<>();
    for (Row row : rows) {
      if (row.confirmed == null) {
        told.put(row.canonical, "");
      }
    }
    for (Row row : rows) {
      if (row.confirmed != null) {
        told.putIfAbsent(row.canonical, row.confirmed.told());
      }
    }
    told.values().removeIf(String::isEmpty);
    return told;
  }

  /** Entries of source codes of which at least one has a date: latest date first. */
  public Map<String, List<Row>> dated() {
    Map<String, List<Row>> dated = new HashMap<>();
    for (Row row : rows) {
      if (row.from != null) {
        dated.put(row.source, new ArrayList<>());
      }
    }
    if (dated.isEmpty()) {
      return Map.of();
    }
    for (Row row : rows) {
      List<Row> entries = dated.get(row.source);
      if (entries != null) {
        entries.add(row);
      }
    }
    dated
        .values()
        .forEach(entries -> entries.sort(Comparator.comparing(CodeList::start).reversed()));
    return dated;
  }

  private static LocalDate start(Row row) {
    return row.from == null ? LocalDate.MIN : row.from;
  }

  /** Source to canonical code, of entries without a date; reports codes that mean two things. */
  public Map<String, String> inbound(Findings findings) {
    Map<String, String> map = new LinkedHashMap<>();
    Map<String, String> byDate = new HashMap<>();
    for (Row row : rows) {
      String earlier = byDate.putIfAbsent(row.source + '\n' + row.from, row.canonical);
      if (earlier != null && !earlier.equals(row.canonical)) {
        findings.error(
            new Place(file, row.line),
            "MAP-022",
            row.source + " → " + row.canonical,
            "each source code once",
            "source code '"
                + row.source
                + "' already stands for '"
                + earlier
                + "'"
                + (row.from == null ? "" : " from " + row.from));
      }
      if (row.from == null) {
        map.putIfAbsent(row.source, row.canonical);
      }
    }
    return new HashMap<>(map);
  }

  /**
   * Canonical to source code, whatever the dates; reports canonical codes for which several words
   * could be written. A confirmed code gives the word only where the file has none.
   */
  public Map<String, String> outbound(Findings findings) {
    Map<String, List<Row>> byCanonical = new LinkedHashMap<>();
    for (Row row : rows) {
      List<Row> candidates = byCanonical.computeIfAbsent(row.canonical, k -> new ArrayList<>());
      if (row.confirmed == null || candidates.isEmpty()) {
        candidates.add(row);
      }
    }
    Map<String, String> map = new HashMap<>();
    byCanonical.forEach(
        (canonical, candidates) -> {
          List<Row> marked = candidates.stream().filter(Row::reverse).toList();
          Set<String> words = new HashSet<>();
          candidates.forEach(row -> words.add(row.source));
          if (words.size() > 1 && marked.size() != 1) {
            Row row = candidates.get(1);
            findings.error(
                new Place(file, row.line),
                "MAP-022",
                canonical + " ← " + String.join(", ", words.stream().sorted().toList()),
                "one of them with reverse = true",
                "canonical code '"
                    + canonical
                    + "' could be written in several ways: mark one in a column 'reverse'");
          }
          map.put(canonical, (marked.isEmpty() ? candidates.get(0) : marked.get(0)).source);
        });
    return map;
  }
}

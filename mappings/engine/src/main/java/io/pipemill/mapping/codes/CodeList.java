package io.pipemill.mapping.codes;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table between a system's codes and canonical ones: {@code source,canonical,name_en,name_zh} and
 * optionally {@code reverse} (true marks the source code to be written where several stand for one
 * canonical code).
 */
public final class CodeList {
  /**
   * @param line in the file, from 1
   */
  public record Row(int line, String source, String canonical, boolean reverse) {}

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

  public List<Row> rows() {
    return rows;
  }

  /** Source to canonical code; reports codes that mean two things. */
  public Map<String, String> inbound(Findings findings) {
    Map<String, String> map = new LinkedHashMap<>();
    for (Row row : rows) {
      String earlier = map.putIfAbsent(row.source, row.canonical);
      if (earlier != null && !earlier.equals(row.canonical)) {
        findings.error(
            new Place(file, row.line),
            "MAP-022",
            row.source + " → " + row.canonical,
            "each source code once",
            "source code '" + row.source + "' already stands for '" + earlier + "'");
      }
    }
    return new HashMap<>(map);
  }

  /** Canonical to source code; reports canonical codes for which several words could be written. */
  public Map<String, String> outbound(Findings findings) {
    Map<String, List<Row>> byCanonical = new LinkedHashMap<>();
    for (Row row : rows) {
      byCanonical.computeIfAbsent(row.canonical, k -> new ArrayList<>()).add(row);
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

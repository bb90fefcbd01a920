package io.pipemill.canonical.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code fingerprint-vectors.csv}: ASCII, one vector a line, quotes where a comma stands. */
final class VectorFile {
  private static final String NAME = "fingerprint-vectors.csv";
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");
  private static final String NULL = "\\N";

  private VectorFile() {}

  static List<FingerprintVector> read() {
    String[] lines;
    try (InputStream in =
        Objects.requireNonNull(VectorFile.class.getResourceAsStream(NAME), NAME)) {
      lines = new String(in.readAllBytes(), UTF_8).split("\n");
    } catch (IOException e) {
      throw new UncheckedIOException(NAME, e);
    }
    List<String> heads = cells(lines[0]);
    List<FingerprintVector> vectors = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      List<String> cells = cells(lines[i]);
      if (cells.size() != heads.size()) {
        throw new IllegalStateException(
            NAME
                + " line "
                + (i + 1)
                + ": found "
                + cells.size()
                + " cells, expected "
                + heads.size());
      }
      Map<String, String> line = new LinkedHashMap<>();
      for (int j = 0; j < heads.size(); j++) {
        line.put(heads.get(j), cells.get(j));
      }
      vectors.add(vector(line));
    }
    return vectors;
  }

  private static FingerprintVector vector(Map<String, String> line) {
    String written = cell(line, "options");
    List<String> options = written.isEmpty() ? List.of() : List.of(written.split(" "));
    String kind = cell(line, "kind");
    String value = cell(line, "value");
    Map<String, FingerprintVector.Typed> engines = new LinkedHashMap<>();
    for (String engine : List.of("postgresql", "oracle", "sqlserver")) {
      String typed = cell(line, engine);
      int bar = typed.indexOf(" | ");
      if (bar > 0) {
        engines.put(
            engine, new FingerprintVector.Typed(typed.substring(0, bar), typed.substring(bar + 3)));
      }
    }
    return new FingerprintVector(
        cell(line, "id"),
        kind.equals("ROW") ? null : FingerprintVector.rule(ColumnKind.valueOf(kind), options),
        options,
        value.equals(NULL) ? null : unescaped(value),
        engines,
        unescaped(cell(line, "form")),
        cell(line, "hash"),
        cell(line, "says"));
  }

  private static String cell(Map<String, String> line, String head) {
    return Objects.requireNonNull(line.get(head), head);
  }

  private static String unescaped(String text) {
    Matcher escapes = ESCAPE.matcher(text);
    StringBuilder plain = new StringBuilder();
    int from = 0;
    while (escapes.find()) {
      plain.append(text, from, escapes.start());
      plain.append((char) Integer.parseInt(escapes.group(1), 16));
      from = escapes.end();
    }
    return plain.append(text, from, text.length()).toString();
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}

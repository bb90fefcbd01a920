package io.pipemill.control.mappings;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.mappings.WorklistControl.Confirmation;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeListFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes confirmed codes into the code lists of a folder, to be committed; without a node. What
 * stands in a file stays as it is, except that it gets a column {@code from} where that is needed.
 */
public final class CodeListExport {
  private static final String FROM = "from";

  /**
   * @param file the list
   * @param shared whether it is a list of all systems
   * @param lines what was added, as it stands there now
   * @param known entries it had already
   */
  public record Written(Path file, boolean shared, List<String> lines, int known) {}

  /**
   * @param root folder with system folders
   * @param codes confirmed for the system
   * @throws NotFoundException if a list has no file
   */
  public List<Written> write(Path root, String system, List<Confirmation> codes) {
    Map<String, List<Confirmation>> byList = new LinkedHashMap<>();
    for (Confirmation code : codes) {
      if (!code.status().equals("not-in-force")) {
        byList.computeIfAbsent(code.list(), list -> new ArrayList<>()).add(code);
      }
    }
    Map<String, Path> files = new LinkedHashMap<>();
    byList.keySet().forEach(list -> files.put(list, file(root, system, list)));
    List<Written> written = new ArrayList<>();
    byList.forEach(
        (list, confirmed) -> {
          Path file = Objects.requireNonNull(files.get(list));
          try {
            written.add(add(file, !file.startsWith(root.resolve(system)), list, confirmed));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return written;
  }

  /** The system's own list, else the one it shares with others. */
  private static Path file(Path root, String system, String list) {
    List<Path> places =
        List.of(
            root.resolve(system).resolve("codelists").resolve(list + ".csv"),
            root.resolve("codelists").resolve(list + ".csv"),
            root.toAbsolutePath().resolveSibling("codelists").resolve(list + ".csv"));
    return places.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> new NotFoundException(places.get(0).toString()));
  }

  private static Written add(Path file, boolean shared, String name, List<Confirmation> confirmed)
      throws IOException {
    String text = Files.readString(file, StandardCharsets.UTF_8);
    CodeList list = CodeListFile.read(name, file.toString(), text, new Findings(name));
    List<Confirmation> missing = new ArrayList<>();
    for (Confirmation code : confirmed) {
      if (list.rows().stream().noneMatch(row -> same(row, code))) {
        missing.add(code);
      }
    }
    if (missing.isEmpty()) {
      return new Written(file, shared, List.of(), confirmed.size());
    }
    String end = text.contains("\r\n") ? "\r\n" : "\n";
    int headerEnd = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
    String header = text.substring(0, headerEnd).stripTrailing();
    List<String> columns =
        new ArrayList<>(
            Arrays.stream(header.replace("\uFEFF", "").replace("\"", "").split(","))
                .map(String::strip)
                .toList());
    boolean dates =
        missing.stream().anyMatch(code -> code.from() != null) && !columns.contains(FROM);
    StringBuilder all = new StringBuilder(dates ? withColumn(text, FROM) : text);
    if (dates) {
      columns.add(FROM);
    }
    if (all.charAt(all.length() - 1) != '\n') {
      all.append(end);
    }
    List<String> lines = new ArrayList<>();
    for (Confirmation code : missing) {
      String line = line(columns, list, code);
      lines.add(line);
      all.append(line).append(end);
    }
    Files.writeString(file, all, StandardCharsets.UTF_8);
    return new Written(file, shared, lines, confirmed.size() - missing.size());
  }

  /** The text with one more column at its end, empty in every row. */
  private static String withColumn(String text, String column) {
    StringBuilder wider = new StringBuilder();
    boolean quoted = false;
    boolean header = true;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '\n' : text.charAt(i);
      quoted ^= c == '"';
      if (c == '\n' && !quoted) {
        String line = text.substring(start, i);
        String row = line.stripTrailing();
        wider.append(row);
        if (!row.isEmpty()) {
          wider.append(header ? "," + column : ",");
          header = false;
        }
        wider.append(line.endsWith("\r") ? "\r" : "").append(i < text.length() ? "\n" : "");
        start = i + 1;
      }
    }
    return wider.toString();
  }

  private static boolean same(CodeList.Row row, Confirmation code) {
    return row.source().equals(code.value())
        && row.canonical().equals(code.canonical())
        && Objects.equals(row.from() == null ? null : row.from().toString(), code.from());
  }

  private static String line(List<String> columns, CodeList list, Confirmation code)
      throws IOException {
    CodeList.Row named =
        list.rows().stream()
            .filter(row -> row.canonical().equals(code.canonical()))
            .findFirst()
            .orElse(null);
    List<String> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(field(column, named, code));
    }
    // an entry is no shorter than its list: a name that is not known stays to be filled in
    StringWriter line = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(line)) {
      csv.writeRecord(fields);
    }
    return line.toString().strip();
  }

  private static String field(String column, CodeList.@Nullable Row named, Confirmation code) {
    return switch (column) {
      case "source" -> code.value();
      case "canonical" -> code.canonical();
      case "name_en" -> named == null ? "" : named.nameEn();
      case "name_zh" -> named == null ? "" : named.nameZh();
      case FROM -> code.from() == null ? "" : code.from();
      default -> "";
    };
  }
}

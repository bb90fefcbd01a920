package io.pipemill.mapping.codes;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.yaml.Place;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads a code list from its CSV file (UTF-8, comma, header). */
public final class CodeListFile {
  private static final List<String> COLUMNS =
      List.of("source", "canonical", "name_en", "name_zh", "reverse", "from");

  private CodeListFile() {}

  /**
   * @param name of the list: the file's name without {@code .csv}
   * @param file for findings
   */
  public static CodeList read(String name, String file, String text, Findings findings) {
    List<CodeList.Row> rows = new ArrayList<>();
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(content)) {
      List<String> header = null;
      Set<String> seen = new HashSet<>();
      for (CsvRecord line : csv) {
        Place place = new Place(file, (int) line.getStartingLineNumber());
        if (header == null) {
          header = line.getFields().stream().map(String::strip).toList();
          header(header, place, findings);
        } else {
          row(line, header, place, seen, rows, findings);
        }
      }
      if (header == null) {
        header(List.of(), new Place(file, 1), findings);
      }
    } catch (CsvParseException | java.io.IOException e) {
      String problem = String.valueOf(e.getMessage());
      findings.error(
          new Place(file, 1), "MAP-022", problem, "CSV", "code list not readable: " + problem);
    }
    return new CodeList(name, file, text, rows);
  }

  private static void header(List<String> header, Place place, Findings findings) {
    for (String column : header) {
      if (!COLUMNS.contains(column)) {
        findings.error(
            place,
            "MAP-022",
            column,
            "columns " + String.join(",", COLUMNS),
            "unknown column '" + column + "' in a code list" + NearWord.hint(column, COLUMNS));
      }
    }
    for (String column : List.of("source", "canonical")) {
      if (!header.contains(column)) {
        findings.error(
            place,
            "MAP-022",
            String.join(",", header),
            "source,canonical,name_en,name_zh",
            "the code list has no column '" + column + "'");
      }
    }
  }

  private static void row(
      CsvRecord line,
      List<String> header,
      Place place,
      Set<String> seen,
      List<CodeList.Row> rows,
      Findings findings) {
    String source = field(line, header, "source");
    String canonical = field(line, header, "canonical");
    if (source.isEmpty() && canonical.isEmpty()) {
      return;
    }
    if (source.isEmpty() || canonical.isEmpty() || line.getFieldCount() > header.size()) {
      findings.error(
          place,
          "MAP-022",
          String.join(",", line.getFields()),
          "source and canonical, and no more fields than the header",
          "incomplete row in a code list");
      return;
    }
    LocalDate from = null;
    String date = field(line, header, "from");
    if (!date.isEmpty()) {
      try {
        from = LocalDate.parse(date);
      } catch (DateTimeParseException e) {
        findings.error(
            place,
            "MAP-022",
            date,
            "a date such as 2026-01-31",
            "'" + date + "' in column 'from' is no date");
        return;
      }
    }
    if (!seen.add(source + "\u0000" + canonical + "\u0000" + from)) {
      findings.warning(
          place,
          "MAP-023",
          source + "," + canonical,
          "each row once",
          "dead entry: the same row stands above");
      return;
    }
    rows.add(
        new CodeList.Row(
            place.line(),
            source,
            canonical,
            field(line, header, "name_en"),
            field(line, header, "name_zh"),
            field(line, header, "reverse").equals("true"),
            from,
            null));
  }

  private static String field(CsvRecord line, List<String> header, String column) {
    int index = header.indexOf(column);
    return index < 0 || index >= line.getFieldCount() ? "" : line.getField(index).strip();
  }
}

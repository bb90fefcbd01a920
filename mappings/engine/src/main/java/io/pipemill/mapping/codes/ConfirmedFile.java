package io.pipemill.mapping.codes;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Confirmed codes of one list as CSV: the part of a mapping's version that lies over the list. */
public final class ConfirmedFile {
  private static final String[] COLUMNS = {
    "source", "canonical", "from", "owner", "by", "at", "note"
  };
  private static final Comparator<ConfirmedCode> ORDER =
      Comparator.comparing(ConfirmedCode::source)
          .thenComparing(code -> code.from() == null ? LocalDate.MIN : code.from())
          .thenComparing(ConfirmedCode::canonical);

  private ConfirmedFile() {}

  /** Equal entries give equal text, in whatever order they come. */
  public static String write(List<ConfirmedCode> codes) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      csv.writeRecord(COLUMNS);
      for (ConfirmedCode code : codes.stream().sorted(ORDER).toList()) {
        csv.writeRecord(
            code.source(),
            code.canonical(),
            code.from() == null ? "" : code.from().toString(),
            code.owner(),
            code.by(),
            code.at().toString(),
            code.note());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException if the text was not written by {@link #write}
   */
  public static List<ConfirmedCode> read(String list, String text) {
    List<ConfirmedCode> codes = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(text)) {
      for (NamedCsvRecord line : csv) {
        String from = line.getField("from");
        codes.add(
            new ConfirmedCode(
                list,
                line.getField("source"),
                line.getField("canonical"),
                from.isEmpty() ? null : LocalDate.parse(from),
                line.getField("owner"),
                line.getField("by"),
                Instant.parse(line.getField("at")),
                line.getField("note")));
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException(
          "confirmed codes of list " + list + " cannot be read: " + e.getMessage(), e);
    }
    return codes;
  }
}

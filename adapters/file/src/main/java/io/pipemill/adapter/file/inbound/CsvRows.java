package io.pipemill.adapter.file.inbound;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pipemill.adapter.file.internal.Encodings;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file, strictly: RFC 4180 with any delimiter, in one encoding. */
final class CsvRows implements Row.Rows {
  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private final CsvReader<CsvRecord> reader;
  private final CloseableIterator<CsvRecord> rows;
  private boolean ended;

  CsvRows(InputStream in, FileConfig config) throws IOException {
    this.reader =
        CsvReader.builder()
            .fieldSeparator(config.delimiter())
            .quoteCharacter(config.quote())
            .skipEmptyLines(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(config.maxRecordBytes())
            .ofCsvRecord(new EndMarkReader(Encodings.reader(in, config.encoding())));
    this.rows = reader.iterator();
  }

  /** The next row that is not empty; null behind the last. */
  @Override
  public @Nullable CsvRow next() throws IOException {
    while (!ended) {
      CsvRecord row = parse();
      if (row == null) {
        throw new UnreadableFileException(
            problem(
                "FILE-004",
                "a closing quotation mark",
                null,
                "a quotation mark is opened and never closed: the file breaks off, or the mark is"
                    + " part of the text and must be doubled"));
      }
      List<String> fields = row.getFields();
      if (fields.size() == 1 && fields.get(0).equals(EndMarkReader.MARK)) {
        ended = true;
      } else if (fields.size() > 1 || !fields.isEmpty() && !fields.get(0).isEmpty()) {
        return new CsvRow(row);
      }
    }
    return null;
  }

  private @Nullable CsvRecord parse() throws IOException {
    try {
      return rows.hasNext() ? rows.next() : null;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof IOException io) {
          throw io;
        }
        if (cause instanceof UncheckedIOException io) {
          throw io.getCause();
        }
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      Matcher line = LINE.matcher(String.valueOf(e.getMessage()));
      throw new UnreadableFileException(
          problem(
              "FILE-003",
              "rows of CSV",
              line.find() ? "line " + line.group(1) : null,
              "the file is no CSV: " + cause.getMessage()));
    }
  }

  private static Violation problem(
      String code, String expected, @Nullable String where, String message) {
    return new Violation(code, "file", null, expected, where, message);
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}

package io.pipemill.adapter.file.inbound;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV. With a group in the mapping, rows of the same key are the lines of one document wherever
 * they stand in the file: the survey notes the last row of each key, so that the walk knows when a
 * document is complete and keeps only those that are not.
 */
final class CsvFormat implements FileFormat {
  private final FileConfig config;
  private final List<String> key;
  private final Columns columns;

  CsvFormat(FileConfig config, SourceRequest request, List<String> problems) {
    this.config = config;
    this.key = request.source().list("key");
    this.columns = request.shape();
    boolean nested =
        columns.groups().values().stream().anyMatch(group -> !group.groups().isEmpty());
    if (columns.groups().size() > 1 || nested) {
      problems.add(
          request.source().place()
              + ": found groups "
              + columns.groups().keySet()
              + ", expected one at most: the rows of CSV are one list of lines");
    }
    if (!columns.groups().isEmpty() && key.isEmpty()) {
      problems.add(
          request.source().place()
              + ".key: missing, expected the columns that tell one document's rows from another's");
    }
  }

  @Override
  public Survey survey(Content file) throws IOException {
    try (CsvRows rows = open(file)) {
      CsvLayout layout = layout(rows);
      LongIntMap last = new LongIntMap();
      int number = 0;
      for (CsvRecord row = rows.next(); row != null; row = rows.next()) {
        String rowKey = key(layout, row);
        if (rowKey != null) {
          last.put(hash(rowKey), number);
        }
        number++;
      }
      return () -> {
        CsvRows again = open(file);
        try {
          layout(again);
          return new CsvCursor(again, layout, last, config);
        } catch (IOException e) {
          again.close();
          throw e;
        }
      };
    }
  }

  private CsvRows open(Content file) throws IOException {
    return new CsvRows(file.open(), config);
  }

  /** Takes the header off the rows. */
  private CsvLayout layout(CsvRows rows) throws IOException {
    if (!config.header()) {
      return CsvLayout.of(config.columns(), key, columns);
    }
    CsvRecord header = rows.next();
    if (header == null) {
      throw new UnreadableFileException(
          new Violation("FILE-001", "file", null, "a header and rows", null, "the file is empty"));
    }
    return CsvLayout.of(header.getFields(), key, columns);
  }

  /** The key of a row as one text; null if each row stands alone or the row has no key. */
  static @Nullable String key(CsvLayout layout, CsvRecord row) {
    int[] places = layout.key();
    if (places.length == 0) {
      return null;
    }
    if (places.length == 1) {
      return places[0] < row.getFieldCount() ? row.getField(places[0]).strip() : null;
    }
    StringBuilder text = new StringBuilder();
    for (int place : places) {
      if (place >= row.getFieldCount()) {
        return null;
      }
      text.append(row.getField(place).strip()).append('\u0001');
    }
    return text.toString();
  }

  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9fb21c651e98df25L;
      hash ^= hash >>> 29;
    }
    return hash ^ (hash >>> 32);
  }
}

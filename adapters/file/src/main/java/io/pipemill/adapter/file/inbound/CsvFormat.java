package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.List;

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
    RowLayout.refuseNested(columns, request.source().place(), problems);
    if (!columns.groups().isEmpty() && key.isEmpty()) {
      problems.add(
          request.source().place()
              + ".key: missing, expected the columns that tell one document's rows from another's");
    }
  }

  @Override
  public Survey survey(Content file) throws IOException {
    try (CsvRows rows = open(file)) {
      RowLayout layout = layout(rows);
      LongIntMap last = new LongIntMap();
      int number = 0;
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        String rowKey = layout.key(row);
        if (rowKey != null) {
          last.put(LongIntMap.hash(rowKey), number);
        }
        number++;
      }
      return () -> {
        CsvRows again = open(file);
        try {
          layout(again);
          return new RowCursor(again, layout, last, config);
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
  private RowLayout layout(CsvRows rows) throws IOException {
    if (!config.header()) {
      return RowLayout.of(config.columns(), key, columns);
    }
    CsvRow header = rows.next();
    if (header == null) {
      throw new UnreadableFileException(
          new Violation("FILE-001", "file", null, "a header and rows", null, "the file is empty"));
    }
    return RowLayout.of(header.fields().getFields(), key, columns);
  }
}

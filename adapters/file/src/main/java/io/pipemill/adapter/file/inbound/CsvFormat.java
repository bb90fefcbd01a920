package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
  private final @Nullable Unpivot unpivot;

  CsvFormat(FileConfig config, SourceRequest request, List<String> problems) {
    this.config = config;
    this.key = request.source().list("key");
    this.columns = request.shape();
    this.unpivot = Unpivot.parse(request.source(), problems);
    RowLayout.refuseNested(columns, request.source().place(), problems);
    if (!columns.groups().isEmpty() && key.isEmpty()) {
      problems.add(
          request.source().place()
              + ".key: missing, expected the columns that tell one document's rows from another's");
    }
  }

  @Override
  public Survey survey(Content file) throws IOException {
    try (CsvRows read = open(file)) {
      List<String> header = header(read);
      Unpivot.Found across = across(header);
      RowLayout layout =
          RowLayout.of(header, across == null ? List.of() : across.plan().columns(), key, columns);
      Row.Rows rows = rows(read, across, layout);
      LongIntMap last = new LongIntMap();
      int number = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        String rowKey = layout.key(row);
        if (rowKey != null) {
          last.put(LongIntMap.hash(rowKey), number);
        }
        number++;
      }
      return () -> {
        CsvRows again = open(file);
        try {
          header(again);
          return new RowCursor(rows(again, across, layout), layout, last, config);
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

  private static Row.Rows rows(CsvRows read, Unpivot.@Nullable Found across, RowLayout layout) {
    return across == null ? read : new UnpivotedRows(read, across, layout);
  }

  private Unpivot.@Nullable Found across(List<String> header) throws UnreadableFileException {
    if (unpivot == null) {
      return null;
    }
    Set<String> taken = new HashSet<>(columns.columns());
    columns.groups().values().forEach(group -> taken.addAll(group.columns()));
    taken.addAll(key);
    List<String> headings = header.stream().map(SheetPlan::plain).toList();
    return unpivot.find(
        headings, taken, header.size(), place -> "line 1, column " + header.get(place).strip());
  }

  /** Takes the header off the rows. */
  private List<String> header(CsvRows rows) throws IOException {
    if (!config.header()) {
      return config.columns();
    }
    CsvRow header = rows.next();
    if (header == null) {
      throw new UnreadableFileException(
          new Violation("FILE-001", "file", null, "a header and rows", null, "the file is empty"));
    }
    return header.fields().getFields();
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.adapter.file.internal.workbook.Merged;
import io.pipemill.adapter.file.internal.workbook.SheetRow;
import io.pipemill.adapter.file.internal.workbook.SheetRows;
import io.pipemill.adapter.file.internal.workbook.Workbook;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Excel workbooks: the rows of one or several sheets, each with a header. With a group in the
 * mapping, rows of the same key are the lines of one document, as in CSV.
 */
final class ExcelFormat implements FileFormat {

  /**
   * A sheet that is what the mapping expects.
   *
   * @param rows of data
   * @param merged areas whose value counts for every row, by the row they begin in
   * @param last the last row of each key
   */
  private record Sheet(
      int rows,
      String name,
      SheetPlan plan,
      SheetTemplate.Found found,
      Map<Integer, List<Merged>> merged,
      LongIntMap last) {}

  /** Rows whose keys are remembered: three full sheets of the largest size. */
  private static final int MOST_ROWS = 3 * 1_048_576;

  private final FileConfig config;
  private final List<SheetPlan> plans;
  private final Columns columns;
  private final Set<String> nullWords;
  private final Workbook.Options options;

  ExcelFormat(FileConfig config, SourceRequest request, List<String> problems) {
    this.config = config;
    this.columns = request.shape();
    this.plans = SheetPlan.parse(request, problems);
    this.nullWords = Set.copyOf(config.nullWords());
    this.options = new Workbook.Options(config.dates(), config.maxRecordBytes());
  }

  @Override
  public Survey survey(Content file) throws IOException {
    List<Sheet> sheets = new ArrayList<>();
    try (Workbook workbook = Workbook.open(file.file().path(), options)) {
      for (SheetPlan plan : plans) {
        List<String> names = plan.of(workbook.sheets());
        if (names.isEmpty()) {
          throw missing(plan, workbook.sheets());
        }
        for (String name : names) {
          sheets.add(survey(workbook, name, plan));
          if (sheets.stream().mapToLong(Sheet::rows).sum() > MOST_ROWS) {
            throw tooMany();
          }
        }
      }
    }
    return () -> new SheetsCursor(Workbook.open(file.file().path(), options), sheets);
  }

  private Sheet survey(Workbook workbook, String name, SheetPlan plan) throws IOException {
    SheetTemplate.Found found = SheetTemplate.find(workbook, name, plan, columns);
    Map<Integer, List<Merged>> merged = merged(workbook, name, plan, found.layout());
    LongIntMap last = new LongIntMap();
    int number = 0;
    boolean strict = plan.totals() != null && plan.totals().strict();
    try (Row.Rows rows = ExcelRows.of(workbook, name, found, plan, merged, nullWords)) {
      for (Row row = rows.next(); row != null; row = rows.next()) {
        if (strict && row.whole()) {
          throw new UnreadableFileException(row.problems(found.layout()).get(0));
        }
        String key = found.layout().key(row);
        if (key != null) {
          last.put(LongIntMap.hash(key), number);
        }
        number++;
      }
    }
    return new Sheet(number, name, plan, found, merged, last);
  }

  /** Which cells are merged stands behind the rows: a walk of its own, where it matters. */
  private static Map<Integer, List<Merged>> merged(
      Workbook workbook, String name, SheetPlan plan, RowLayout layout) throws IOException {
    if (plan.merged().isEmpty()) {
      return Map.of();
    }
    Map<Integer, List<Merged>> byRow = new HashMap<>();
    try (SheetRows rows = workbook.rows(name)) {
      SheetRow row;
      do {
        row = rows.next();
      } while (row != null);
      for (Merged area : rows.merged()) {
        int column = area.firstColumn();
        if (column < layout.width() && plan.merged().contains(layout.names().get(column))) {
          byRow.computeIfAbsent(area.firstRow(), first -> new ArrayList<>()).add(area);
        }
      }
    }
    return byRow;
  }

  private static UnreadableFileException tooMany() {
    return new UnreadableFileException(
        new Violation(
            "FILE-033",
            "file",
            null,
            "at most " + MOST_ROWS + " rows",
            null,
            "the sheets of the workbook have too many rows together: split it"));
  }

  private static UnreadableFileException missing(SheetPlan plan, List<String> sheets) {
    String wanted = String.join(" or ", plan.sheets());
    String like = RowLayout.like(wanted, sheets);
    return new UnreadableFileException(
        new Violation(
            "FILE-035",
            "sheet",
            String.join(", ", sheets),
            wanted,
            null,
            "the workbook has no sheet '"
                + wanted
                + "'"
                + (like == null ? "" : ", was it renamed to '" + like + "'?")));
  }

  /** Goes through the sheets one after the other. */
  private final class SheetsCursor implements Cursor {
    private final Workbook workbook;
    private final List<Sheet> sheets;
    private int next;
    private @Nullable RowCursor open;

    SheetsCursor(Workbook workbook, List<Sheet> sheets) {
      this.workbook = workbook;
      this.sheets = sheets;
    }

    @Override
    public @Nullable FileRecord next() throws IOException {
      while (true) {
        if (open != null) {
          FileRecord record = open.next();
          if (record != null) {
            return record;
          }
          open.close();
          open = null;
        }
        if (next == sheets.size()) {
          return null;
        }
        Sheet sheet = sheets.get(next++);
        Row.Rows rows =
            ExcelRows.of(workbook, sheet.name, sheet.found, sheet.plan, sheet.merged, nullWords);
        open = new RowCursor(rows, sheet.found.layout(), sheet.last, config);
      }
    }

    @Override
    public void close() throws IOException {
      try {
        if (open != null) {
          open.close();
        }
      } finally {
        workbook.close();
      }
    }
  }
}

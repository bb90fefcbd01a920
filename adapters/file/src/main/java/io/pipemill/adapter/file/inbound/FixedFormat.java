package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lines of fixed width: each a document; rows of one key as the lines of a document; or kinds of
 * lines told apart by what they begin with.
 */
final class FixedFormat implements FileFormat {
  private static final @Nullable Object[] NONE = new @Nullable Object[0];
  private final FileConfig config;
  private final FixedPlan plan;
  private final Columns columns;

  FixedFormat(FileConfig config, SourceRequest request, List<String> problems) {
    this.config = config;
    this.columns = request.shape();
    this.plan = FixedPlan.parse(request, config.encoding(), problems);
  }

  @Override
  public Survey survey(Content file) throws IOException {
    FixedTally tally = new FixedTally(plan);
    LongIntMap last = new LongIntMap();
    boolean typed = !plan.groups().isEmpty();
    RowLayout layout = typed ? null : layout();
    int number = 0;
    try (FixedLines lines = open(file)) {
      for (FixedLine line = lines.next(); line != null; line = lines.next()) {
        tally.add(line);
        String key = typed ? FixedCursor.key(plan, line) : null;
        if (layout != null && line.type() == plan.document()) {
          key = layout.key(new CellRow(line.where(), line.cells(), line.broken()));
        }
        if (key != null) {
          last.put(LongIntMap.hash(key), number);
        }
        // a row is what the walk counts: a document's line, or one nobody knows
        if (typed || line.type() == null || line.type() == plan.document()) {
          number++;
        }
      }
    }
    List<Violation> notes = tally.verify();
    FixedLine first = tally.head();
    @Nullable Object[] head = first == null ? NONE : first.cells();
    return new Survey() {
      @Override
      public Cursor open() throws IOException {
        FixedLines lines = FixedFormat.this.open(file);
        return layout == null
            ? new FixedCursor(lines, plan, columns, head, last, config)
            : new RowCursor(new FixedRows(lines, plan, head), layout, last, config);
      }

      @Override
      public List<Violation> notes() {
        return notes;
      }
    };
  }

  private RowLayout layout() throws IOException {
    List<String> names = new ArrayList<>(plan.document().names());
    FixedType head = plan.head();
    if (head != null) {
      names.addAll(head.names());
    }
    return RowLayout.of(names, plan.key(), columns);
  }

  private FixedLines open(Content file) throws IOException {
    return new FixedLines(file.open(), plan, config.maxRecordBytes());
  }
}

package io.pipemill.adapter.file.inbound;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Lines that are documents, or lines of documents, as rows. */
final class FixedRows implements Row.Rows {
  private final FixedLines lines;
  private final FixedPlan plan;
  private final @Nullable Object[] head;

  /**
   * @param head cells of the file's first line, which every row gets at its end
   */
  FixedRows(FixedLines lines, FixedPlan plan, @Nullable Object[] head) {
    this.lines = lines;
    this.plan = plan;
    this.head = head;
  }

  @Override
  public @Nullable Row next() throws IOException {
    for (FixedLine line = lines.next(); line != null; line = lines.next()) {
      Row row = row(line);
      if (row != null) {
        return row;
      }
    }
    return null;
  }

  private @Nullable Row row(FixedLine line) {
    if (line.type() != null && line.type() != plan.document()) {
      return null;
    }
    int own = plan.document().columns().size();
    @Nullable Object[] cells = new @Nullable Object[own + head.length];
    System.arraycopy(line.cells(), 0, cells, 0, line.cells().length);
    System.arraycopy(head, 0, cells, own, head.length);
    return new CellRow(line.where(), cells, line.broken());
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

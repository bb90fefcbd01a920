package io.pipemill.adapter.file.inbound;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives every row as often as it has columns across: once for each month. */
final class UnpivotedRows implements Row.Rows {
  private final Row.Rows rows;
  private final Unpivot.Found found;
  private final RowLayout layout;
  private @Nullable Row row;
  private int next;

  UnpivotedRows(Row.Rows rows, Unpivot.Found found, RowLayout layout) {
    this.rows = rows;
    this.found = found;
    this.layout = layout;
  }

  @Override
  public @Nullable Row next() throws IOException {
    List<Unpivot.Turn> turns = found.turns();
    while (true) {
      Row now = row;
      if (now == null || next == turns.size()) {
        now = rows.next();
        if (now == null || now.whole()) {
          return now;
        }
        row = now;
        next = 0;
      }
      while (next < turns.size()) {
        Row each = new UnpivotedRow(now, found, turns.get(next++), layout.names());
        if (!empty(each)) {
          return each;
        }
      }
    }
  }

  /** A cell that shows an error holds something: the record must say so. */
  private boolean empty(Row each) {
    if (found.plan().skip().equals("none")) {
      return false;
    }
    for (int v = 0; v < found.plan().values().size(); v++) {
      if (!nothing(each.value(found.values() + v))) {
        return false;
      }
    }
    return each.problems(layout).isEmpty();
  }

  private boolean nothing(@Nullable Object value) {
    if (value == null) {
      return true;
    }
    boolean zero = found.plan().skip().equals("zero");
    if (value instanceof BigDecimal number) {
      return zero && number.signum() == 0;
    }
    String text = value.toString().strip();
    return text.isEmpty()
        || found.plan().blanks().contains(text)
        || zero && text.matches("[-+]?0+(?:\\.0*)?");
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}

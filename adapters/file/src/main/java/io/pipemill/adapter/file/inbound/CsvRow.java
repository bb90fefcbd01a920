package io.pipemill.adapter.file.inbound;

import de.siegmar.fastcsv.reader.CsvRecord;
import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A row of CSV: texts only, an empty one is nothing. */
record CsvRow(CsvRecord fields) implements Row {

  @Override
  public @Nullable String value(int column) {
    if (column >= fields.getFieldCount()) {
      return null;
    }
    String text = fields.getField(column);
    return text.isEmpty() ? null : text;
  }

  @Override
  public String where() {
    return "line " + fields.getStartingLineNumber();
  }

  @Override
  public String where(int column, String name) {
    return where() + ", column " + name;
  }

  @Override
  public List<Violation> problems(RowLayout layout, IntPredicate columns) {
    int count = fields.getFieldCount();
    if (count == layout.width()) {
      return List.of();
    }
    return List.of(
        new Violation(
            "FILE-010",
            "row",
            String.valueOf(count),
            layout.width() + " columns",
            where(),
            "the row has " + count + " columns, the header " + layout.width()));
  }
}

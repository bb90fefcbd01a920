package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A total that does not add up: no record, only something to tell. */
record TotalRow(String sheet, int number, List<Violation> differences) implements Row {

  @Override
  public @Nullable Object value(int column) {
    return null;
  }

  @Override
  public String where() {
    return SheetPlace.row(sheet, number);
  }

  @Override
  public String where(int column, String name) {
    return SheetPlace.cell(sheet, column, number);
  }

  @Override
  public List<Violation> problems(RowLayout layout, IntPredicate columns) {
    return differences;
  }

  @Override
  public boolean whole() {
    return true;
  }
}

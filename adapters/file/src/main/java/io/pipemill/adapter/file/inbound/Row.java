package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** A row of a flat file: of CSV, or of a sheet. */
interface Row {

  /** What a column holds; null if nothing, or if the row ends before it. */
  @Nullable Object value(int column);

  /** Its place: {@code line 12}, or {@code 'Sheet'!12}. */
  String where();

  /** The place of one of its cells. */
  String where(int column, String name);

  /** What is wrong with it whatever it means; such a row is no part of its document. */
  default List<Violation> problems(RowLayout layout) {
    return problems(layout, column -> true);
  }

  /**
   * The same of some columns only; of the row as a whole in any case.
   *
   * @param columns places that count
   */
  List<Violation> problems(RowLayout layout, IntPredicate columns);

  /** Whether it is about the sheet, not about one record: a total that is wrong. */
  default boolean whole() {
    return false;
  }

  /** The rows of a file, or of a sheet, from first to last. */
  interface Rows extends AutoCloseable {
    @Nullable Row next() throws IOException;

    @Override
    void close() throws IOException;
  }
}

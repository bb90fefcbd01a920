package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of a flat file: of CSV, or of a sheet. */
interface Row {

  /** What a column holds; null if nothing, or if the row ends before it. */
  @Nullable Object value(int column);

  /** Its place: {@code line 12}, or {@code 'Sheet'!12}. */
  String where();

  /** What is wrong with it whatever it means; such a row is no part of its document. */
  List<Violation> problems(RowLayout layout);

  /** The rows of a file, or of a sheet, from first to last. */
  interface Rows extends AutoCloseable {
    @Nullable Row next() throws IOException;

    @Override
    void close() throws IOException;
  }
}

package io.pipemill.adapter.file.internal.workbook;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk over the rows of a sheet; row numbers rise. */
public interface SheetRows extends Closeable {
  @Nullable SheetRow next() throws IOException;

  /** Merged cells; known when the last row has been read. */
  List<Merged> merged();
}

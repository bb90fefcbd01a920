package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** How records are found in a file. */
interface FileFormat {

  /**
   * Goes over the whole file once, so that a file that breaks off or is not of its encoding is
   * known before its first record is given.
   *
   * @throws UnreadableFileException if it is wrong as a whole
   */
  Survey survey(Content file) throws IOException;

  /** What was found. */
  interface Survey {
    /** Walks over the records, from the first. */
    Cursor open() throws IOException;
  }

  /** A walk over the records of a file. */
  interface Cursor extends AutoCloseable {
    @Nullable FileRecord next() throws IOException;

    @Override
    void close() throws IOException;
  }
}

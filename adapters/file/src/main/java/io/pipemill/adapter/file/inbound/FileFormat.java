package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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

  /** Whether a file of that name can be one of its own, and not a part of another. */
  default boolean alone(String name) {
    return true;
  }

  /** Files beside one that belong to it: they are read, hashed and moved with it. */
  default List<Path> companions(Path file) {
    return List.of();
  }

  /** Whether all that belongs to a file has come. */
  default boolean complete(SourceFile file) {
    return true;
  }

  /** What was found. */
  interface Survey {
    /** Walks over the records, from the first. */
    Cursor open() throws IOException;

    /** What people should know of a good file; it is written beside it. */
    default List<Violation> notes() {
      return List.of();
    }
  }

  /** A walk over the records of a file. */
  interface Cursor extends AutoCloseable {
    @Nullable FileRecord next() throws IOException;

    @Override
    void close() throws IOException;
  }
}

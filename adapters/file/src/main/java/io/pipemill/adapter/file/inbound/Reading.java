package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file that is being read: its walk and how far it has come. */
final class Reading implements AutoCloseable {
  private final Content content;
  private final FileFormat.@Nullable Cursor cursor;
  private final @Nullable Violation unreadable;
  private final List<Violation> notes;
  private long given;
  private @Nullable FileRecord ahead;

  private Reading(
      Content content,
      FileFormat.@Nullable Cursor cursor,
      @Nullable Violation unreadable,
      List<Violation> notes) {
    this.content = content;
    this.cursor = cursor;
    this.unreadable = unreadable;
    this.notes = notes;
  }

  /** Opens a file and surveys it; one that is wrong as a whole is told by {@link #unreadable}. */
  static Reading open(SourceFile file, FileFormat format, FileConfig config) throws IOException {
    Content content = Content.of(file);
    if (file.missing() != null) {
      return new Reading(content, null, file.missing(), List.of());
    }
    try {
      content.verifySize(config.maxBytes());
      FileFormat.Survey survey = format.survey(content);
      return new Reading(content, survey.open(), null, survey.notes());
    } catch (UnreadableFileException e) {
      return new Reading(content, null, e.violation(), List.of());
    }
  }

  SourceFile file() {
    return content.file();
  }

  String hash() {
    return content.hash();
  }

  @Nullable Violation unreadable() {
    return unreadable;
  }

  /** What people should know of it though it is good. */
  List<Violation> notes() {
    return notes;
  }

  Content content() {
    return content;
  }

  /** Records given so far. */
  long given() {
    return given;
  }

  void skip(long records) throws IOException {
    while (given < records && next() != null) {
      // given before a restart
    }
  }

  /** Whether there is another record. */
  boolean more() throws IOException {
    if (ahead == null && cursor != null) {
      ahead = cursor.next();
    }
    return ahead != null;
  }

  @Nullable FileRecord next() throws IOException {
    if (!more()) {
      return null;
    }
    FileRecord record = ahead;
    ahead = null;
    given++;
    return record;
  }

  @Override
  public void close() throws IOException {
    if (cursor != null) {
      cursor.close();
    }
  }
}

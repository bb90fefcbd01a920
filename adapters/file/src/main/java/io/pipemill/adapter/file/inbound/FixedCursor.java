package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest.Columns;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over documents whose lines are of several kinds. Without a key a document's lines follow
 * its first one; with a key they stand anywhere, and the survey has noted the last of each.
 */
final class FixedCursor implements FileFormat.Cursor {
  private static final String IN_ORDER = "";
  private final FixedLines lines;
  private final FixedPlan plan;
  private final FixedShape shape;
  private final @Nullable Object[] head;
  private final LongIntMap last;
  private final FileConfig config;
  private final Map<String, FixedDocument> open = new LinkedHashMap<>();
  private final Deque<FileRecord> ready = new ArrayDeque<>();
  private long openChars;
  private int number;
  private boolean ended;

  FixedCursor(
      FixedLines lines,
      FixedPlan plan,
      Columns columns,
      @Nullable Object[] head,
      LongIntMap last,
      FileConfig config) {
    this.lines = lines;
    this.plan = plan;
    this.shape = FixedShape.of(plan, columns);
    this.head = head;
    this.last = last;
    this.config = config;
  }

  /** What tells the document of a line; null if it has no key, or is no line of a document. */
  static @Nullable String key(FixedPlan plan, FixedLine line) {
    FixedType type = line.type();
    boolean part = type == plan.document() || type != null && plan.groups().containsValue(type);
    if (!part || type == null || plan.key().isEmpty()) {
      return null;
    }
    boolean any = false;
    StringBuilder text = new StringBuilder();
    for (String column : plan.key()) {
      Object value = line.value(type.column(column));
      any |= value != null;
      text.append(value == null ? "" : value.toString()).append('\u0001');
    }
    return any ? text.toString() : null;
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    while (ready.isEmpty() && !ended) {
      FixedLine line = lines.next();
      if (line == null) {
        ended = true;
        open.values().forEach(each -> ready.add(each.complete(shape, head)));
        open.clear();
      } else {
        take(line, number++);
      }
    }
    return ready.poll();
  }

  private void take(FixedLine line, int lineNumber) {
    FixedType type = line.type();
    boolean unknown = type == null;
    boolean first = type == plan.document();
    boolean inOrder = plan.key().isEmpty();
    if (!unknown && !first && !plan.groups().containsValue(type)) {
      // the file's own first or last line
      return;
    }
    if (inOrder && first) {
      finish(IN_ORDER);
    }
    String key = inOrder ? IN_ORDER : key(plan, line);
    if (key == null || inOrder && !first && open.isEmpty()) {
      // a line of no document stands for itself
      FixedDocument alone = new FixedDocument(line.where());
      alone.add(line, plan, shape, config.maxRecordBytes());
      ready.add(alone.complete(shape, head));
      return;
    }
    FixedDocument document = open.computeIfAbsent(key, k -> new FixedDocument(line.where()));
    openChars += document.add(line, plan, shape, config.maxRecordBytes());
    if (!inOrder && last.get(LongIntMap.hash(key)) <= lineNumber) {
      finish(key);
    }
    while (openChars > config.openChars() && giveUpOldest()) {
      // bounds memory where the lines of many documents are strewn over a large file
    }
  }

  private void finish(String key) {
    FixedDocument document = open.remove(key);
    if (document != null) {
      openChars -= document.chars();
      ready.add(document.complete(shape, head));
    }
  }

  private boolean giveUpOldest() {
    for (FixedDocument document : open.values()) {
      if (document.chars() > 0) {
        openChars -= document.giveUp();
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

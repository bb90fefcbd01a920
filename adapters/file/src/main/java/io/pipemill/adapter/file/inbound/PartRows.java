package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of one group's file, kept by key until their document's header comes. */
final class PartRows implements AutoCloseable {

  /** Rows of one key. */
  static final class Lines {
    final List<RecordTree> records = new ArrayList<>();
    final List<Violation> problems = new ArrayList<>();
    long chars;
    boolean dropped;
  }

  private static final int PROBLEMS_KEPT = 100;
  private final PartsFormat.Part part;
  private final LongIntMap headers;
  private final FileConfig config;
  private final CsvRows rows;
  private final Map<String, Lines> waiting = new LinkedHashMap<>();
  private final Deque<FileRecord> orphans = new ArrayDeque<>();
  private long chars;
  private int number;

  PartRows(PartsFormat.Part part, LongIntMap headers, FileConfig config) throws IOException {
    this.part = part;
    this.headers = headers;
    this.config = config;
    this.rows = new CsvRows(part.content().open(), config);
    PartsFormat.header(rows);
  }

  /** All rows of a key; they are forgotten here. */
  Lines of(String key) throws IOException {
    int last = part.last().get(LongIntMap.hash(key));
    while (number <= last && read()) {
      // until the last row of the key
    }
    Lines lines = waiting.remove(key);
    if (lines == null) {
      return new Lines();
    }
    chars -= lines.dropped ? 0 : lines.chars;
    return lines;
  }

  /** A record for rows that no header asks for; null when all have been given. */
  @Nullable FileRecord orphan() throws IOException {
    while (orphans.isEmpty() && read()) {
      // to the end
    }
    return orphans.poll();
  }

  private boolean read() throws IOException {
    CsvRow row = rows.next();
    if (row == null) {
      return false;
    }
    String name = part.content().file().name();
    String where = name + " " + row.where();
    String key = part.layout().key(row);
    if (key == null || headers.get(LongIntMap.hash(key)) < 0) {
      orphans.add(new FileRecord(null, null, List.of(orphan(row, key, where)), 64));
    } else {
      add(waiting.computeIfAbsent(key, each -> new Lines()), row, where);
    }
    number++;
    return true;
  }

  private Violation orphan(Row row, @Nullable String key, String where) {
    StringBuilder text = new StringBuilder();
    for (int place : part.layout().key()) {
      Object value = row.value(place);
      text.append(text.isEmpty() ? "" : ", ").append(value == null ? "" : value);
    }
    String found = key == null ? "" : text.toString();
    return new Violation(
        "FILE-042",
        part.layout().names().get(part.layout().key()[0]),
        found,
        "a key of the file with the headers",
        where,
        found.isEmpty()
            ? "the row says no key: it belongs to no header"
            : "the row belongs to " + found + ", which is not in the file with the headers");
  }

  private void add(Lines lines, CsvRow row, String where) {
    for (Violation wrong : row.problems(part.layout())) {
      if (lines.problems.size() < PROBLEMS_KEPT) {
        lines.problems.add(wrong.at(part.content().file().name() + " " + wrong.where()));
      }
      return;
    }
    if (lines.dropped) {
      return;
    }
    int[] places = part.layout().root();
    @Nullable Object[] values = new @Nullable Object[places.length];
    long size = 48;
    for (int i = 0; i < places.length; i++) {
      values[i] = row.value(places[i]);
      size += values[i] == null ? 8 : values[i].toString().length() + 48;
    }
    lines.records.add(RecordTree.flat(part.layout().shape(), values, where));
    lines.chars += size;
    chars += size;
    if (lines.chars > config.maxRecordBytes()) {
      drop(lines, where, "FILE-012", "the rows of one document are too many to be one document");
    }
    while (chars > config.openChars()) {
      giveUpOldest(where);
    }
  }

  /** Bounds memory where the two files have their documents in different orders. */
  private void giveUpOldest(String where) {
    for (Lines lines : waiting.values()) {
      if (!lines.dropped) {
        drop(
            lines,
            where,
            "FILE-013",
            "the rows of this document come too long before its header: sort both files by the"
                + " key");
        return;
      }
    }
    chars = 0;
  }

  private void drop(Lines lines, String where, String code, String message) {
    lines.problems.add(
        new Violation(
            code,
            "document",
            null,
            "rows of one document in the order of the headers, at most "
                + config.maxRecordBytes() / 1024 / 1024
                + " MiB",
            where,
            message));
    lines.records.clear();
    chars -= lines.chars;
    lines.dropped = true;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}

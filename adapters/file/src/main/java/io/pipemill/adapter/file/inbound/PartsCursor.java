package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the headers, and reads the other files as far as each document needs. Files in the
 * same order, whatever it is, need no memory.
 */
final class PartsCursor implements FileFormat.Cursor {
  private final PartsFormat.Part header;
  private final CsvRows headers;
  private final List<PartRows> groups;
  private final RecordShape shape;

  /** Headers of a key that stands again further down, by key. */
  private final Map<String, String> before = new HashMap<>();

  private int number;
  private int orphansOf;

  private PartsCursor(
      PartsFormat.Part header, CsvRows headers, List<PartRows> groups, RecordShape shape) {
    this.header = header;
    this.headers = headers;
    this.groups = groups;
    this.shape = shape;
  }

  static PartsCursor open(List<PartsFormat.Part> parts, FileConfig config) throws IOException {
    PartsFormat.Part header = parts.get(0);
    List<RecordShape> shapes = new ArrayList<>();
    List<AutoCloseable> opened = new ArrayList<>();
    List<PartRows> groups = new ArrayList<>();
    try {
      CsvRows headers = new CsvRows(header.content().open(), config);
      opened.add(headers);
      PartsFormat.header(headers);
      for (PartsFormat.Part part : parts.subList(1, parts.size())) {
        PartRows rows = new PartRows(part, header.last(), config);
        opened.add(rows);
        groups.add(rows);
        shapes.add(part.layout().shape());
      }
      RecordShape shape = new RecordShape("row", header.layout().shape().columns(), shapes);
      return new PartsCursor(header, headers, groups, shape);
    } catch (IOException | RuntimeException e) {
      closeAll(opened);
      throw e;
    }
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    for (CsvRow row = headers.next(); row != null; row = headers.next()) {
      FileRecord record = record(row, number++);
      if (record != null) {
        return record;
      }
    }
    while (orphansOf < groups.size()) {
      FileRecord orphan = groups.get(orphansOf).orphan();
      if (orphan != null) {
        return orphan;
      }
      orphansOf++;
    }
    return null;
  }

  /** Null for a header that stands again further down: the last one tells it. */
  private @Nullable FileRecord record(CsvRow row, int here) throws IOException {
    RowLayout layout = header.layout();
    List<Violation> problems = new ArrayList<>(row.problems(layout));
    String key = layout.key(row);
    if (key != null && header.last().get(LongIntMap.hash(key)) > here) {
      before.putIfAbsent(key, row.where());
      return null;
    }
    String first = key == null ? null : before.remove(key);
    if (first != null) {
      problems.add(
          new Violation(
              "FILE-043",
              layout.names().get(layout.key()[0]),
              key == null ? null : key.replace('\u0001', ' ').strip(),
              "each key once in the file with the headers",
              row.where(),
              "the header stands twice, first in " + first));
    }
    boolean good = problems.isEmpty();
    long weight = 64L;
    @SuppressWarnings("unchecked")
    List<RecordTree>[] below = (List<RecordTree>[]) new List<?>[groups.size()];
    for (int g = 0; g < below.length; g++) {
      PartRows.Lines lines = key == null ? new PartRows.Lines() : groups.get(g).of(key);
      below[g] = lines.records;
      problems.addAll(lines.problems);
      good &= !lines.dropped;
      weight += lines.chars;
    }
    int[] places = layout.root();
    @Nullable Object[] values = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = row.value(places[i]);
    }
    RecordTree tree = good ? new RecordTree(shape, values, below, row.where()) : null;
    return new FileRecord(tree, null, problems, weight);
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> all = new ArrayList<>(groups);
    all.add(headers);
    closeAll(all);
  }

  private static void closeAll(List<AutoCloseable> all) throws IOException {
    for (AutoCloseable each : all) {
      try {
        each.close();
      } catch (IOException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}

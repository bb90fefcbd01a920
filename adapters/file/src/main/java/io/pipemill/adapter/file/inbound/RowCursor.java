package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks over the documents of a flat file; each comes when its last row has been read. */
final class RowCursor implements FileFormat.Cursor {

  /** A document whose rows are being collected. */
  private static final class Open {
    final String where;
    final List<RecordTree> lines = new ArrayList<>();
    final List<Violation> problems = new ArrayList<>();
    @Nullable Object @Nullable [] root;
    long chars;

    Open(String where) {
      this.where = where;
    }
  }

  private static final int PROBLEMS_KEPT = 100;
  private final Row.Rows rows;
  private final RowLayout layout;
  private final LongIntMap last;
  private final FileConfig config;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Deque<FileRecord> ready = new ArrayDeque<>();
  private long openChars;
  private int number;
  private boolean ended;

  RowCursor(Row.Rows rows, RowLayout layout, LongIntMap last, FileConfig config) {
    this.rows = rows;
    this.layout = layout;
    this.last = last;
    this.config = config;
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    while (ready.isEmpty() && !ended) {
      Row row = rows.next();
      if (row == null) {
        ended = true;
        open.values().forEach(each -> ready.add(complete(each)));
        open.clear();
      } else {
        take(row, number++);
      }
    }
    return ready.poll();
  }

  private void take(Row row, int rowNumber) {
    String key = layout.key(row);
    if (key == null) {
      Open alone = new Open(row.where());
      add(alone, row);
      openChars -= alone.chars;
      ready.add(complete(alone));
      return;
    }
    Open document = open.computeIfAbsent(key, k -> new Open(row.where()));
    add(document, row);
    if (last.get(LongIntMap.hash(key)) <= rowNumber) {
      open.remove(key);
      openChars -= document.chars;
      ready.add(complete(document));
    }
    while (openChars > config.openChars()) {
      giveUpOldest();
    }
  }

  private void add(Open document, Row row) {
    String where = row.where();
    List<Violation> wrong = row.problems(layout);
    if (!wrong.isEmpty()) {
      wrong.forEach(violation -> problem(document, violation));
      return;
    }
    @Nullable Object[] root = values(row, layout.root());
    if (document.root == null) {
      document.root = root;
      grow(document, root);
    } else {
      compare(document, root, where);
    }
    int[] lines = layout.lines();
    if (lines != null && document.chars <= config.maxRecordBytes()) {
      @Nullable Object[] values = values(row, lines);
      grow(document, values);
      RecordShape shape = layout.shape().groups().get(0);
      document.lines.add(RecordTree.flat(shape, values, where));
    }
    if (document.chars > config.maxRecordBytes()) {
      tooLarge(document, where);
    }
  }

  private void grow(Open document, @Nullable Object[] values) {
    long chars = 48;
    for (Object value : values) {
      chars += value == null ? 8 : value instanceof String text ? text.length() + 48 : 48;
    }
    document.chars += chars;
    openChars += chars;
  }

  /** Rows of one document must agree on what belongs to the document as a whole. */
  private void compare(Open document, @Nullable Object[] root, String where) {
    @Nullable Object[] first = document.root;
    for (int i = 0; first != null && i < root.length; i++) {
      Object is = root[i];
      Object was = first[i];
      if (!Objects.equals(is, was)) {
        String said = was == null ? "nothing" : String.valueOf(was);
        problem(
            document,
            new Violation(
                "FILE-011",
                layout.shape().columns().get(i),
                is == null ? null : String.valueOf(is),
                was == null ? "nothing, as in " + document.where : said,
                where,
                "rows of one document differ in '"
                    + layout.shape().columns().get(i)
                    + "': "
                    + document.where
                    + " says "
                    + said));
      }
    }
  }

  private void tooLarge(Open document, String where) {
    if (!document.lines.isEmpty()) {
      problem(
          document,
          new Violation(
              "FILE-012",
              "document",
              null,
              "at most " + config.maxRecordBytes() / 1024 / 1024 + " MiB",
              where,
              "the rows of one document are too many to be one document"));
      document.lines.clear();
    }
  }

  /** Bounds memory where the rows of many documents are strewn over a large file. */
  private void giveUpOldest() {
    Iterator<Open> oldest = open.values().iterator();
    while (oldest.hasNext()) {
      Open document = oldest.next();
      if (document.chars > 0) {
        problem(
            document,
            new Violation(
                "FILE-013",
                "document",
                null,
                "rows of one document near to each other",
                document.where,
                "the rows of this document are strewn too far over the file: sort the file by its"
                    + " key"));
        document.lines.clear();
        openChars -= document.chars;
        document.chars = 0;
        return;
      }
    }
    openChars = 0;
  }

  private static void problem(Open document, Violation violation) {
    if (document.problems.size() < PROBLEMS_KEPT) {
      document.problems.add(violation);
    }
  }

  private FileRecord complete(Open document) {
    @Nullable Object[] root = document.root;
    boolean strewn = document.problems.stream().anyMatch(p -> p.code().equals("FILE-013"));
    if (root == null || strewn) {
      return new FileRecord(null, null, document.problems, document.chars);
    }
    @SuppressWarnings("unchecked")
    List<RecordTree>[] groups =
        layout.lines() == null
            ? (List<RecordTree>[]) new List<?>[0]
            : (List<RecordTree>[]) new List<?>[] {document.lines};
    RecordTree tree = new RecordTree(layout.shape(), root, groups, document.where);
    return new FileRecord(tree, null, document.problems, document.chars);
  }

  private static @Nullable Object[] values(Row row, int[] places) {
    @Nullable Object[] values = new @Nullable Object[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = places[i] < 0 ? null : row.value(places[i]);
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}

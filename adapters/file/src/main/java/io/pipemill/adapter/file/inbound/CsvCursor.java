package io.pipemill.adapter.file.inbound;

import de.siegmar.fastcsv.reader.CsvRecord;
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
import org.jspecify.annotations.Nullable;

/** Walks over the documents of a CSV file; each comes when its last row has been read. */
final class CsvCursor implements FileFormat.Cursor {

  /** A document whose rows are being collected. */
  private static final class Open {
    final long line;
    final List<RecordTree> lines = new ArrayList<>();
    final List<Violation> problems = new ArrayList<>();
    @Nullable String @Nullable [] root;
    long chars;

    Open(long line) {
      this.line = line;
    }
  }

  private static final int PROBLEMS_KEPT = 100;
  private final CsvRows rows;
  private final CsvLayout layout;
  private final LongIntMap last;
  private final FileConfig config;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final Deque<FileRecord> ready = new ArrayDeque<>();
  private long openChars;
  private int number;
  private boolean ended;

  CsvCursor(CsvRows rows, CsvLayout layout, LongIntMap last, FileConfig config) {
    this.rows = rows;
    this.layout = layout;
    this.last = last;
    this.config = config;
  }

  @Override
  public @Nullable FileRecord next() throws IOException {
    while (ready.isEmpty() && !ended) {
      CsvRecord row = rows.next();
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

  private void take(CsvRecord row, int rowNumber) {
    String key = CsvFormat.key(layout, row);
    if (key == null) {
      Open alone = new Open(row.getStartingLineNumber());
      add(alone, row);
      openChars -= alone.chars;
      ready.add(complete(alone));
      return;
    }
    Open document = open.computeIfAbsent(key, k -> new Open(row.getStartingLineNumber()));
    add(document, row);
    if (last.get(CsvFormat.hash(key)) <= rowNumber) {
      open.remove(key);
      openChars -= document.chars;
      ready.add(complete(document));
    }
    while (openChars > config.openChars()) {
      giveUpOldest();
    }
  }

  private void add(Open document, CsvRecord row) {
    long line = row.getStartingLineNumber();
    if (row.getFieldCount() != layout.width()) {
      problem(
          document,
          new Violation(
              "FILE-010",
              "row",
              String.valueOf(row.getFieldCount()),
              layout.width() + " columns",
              "line " + line,
              "the row has " + row.getFieldCount() + " columns, the header " + layout.width()));
      return;
    }
    @Nullable String[] root = values(row, layout.root());
    if (document.root == null) {
      document.root = root;
      grow(document, root);
    } else {
      compare(document, root, line);
    }
    int[] lines = layout.lines();
    if (lines != null && document.chars <= config.maxRecordBytes()) {
      @Nullable String[] values = values(row, lines);
      grow(document, values);
      RecordShape shape = layout.shape().groups().get(0);
      document.lines.add(RecordTree.flat(shape, values, "line " + line));
    }
    if (document.chars > config.maxRecordBytes()) {
      tooLarge(document, line);
    }
  }

  private void grow(Open document, @Nullable String[] values) {
    long chars = 48;
    for (String value : values) {
      chars += value == null ? 8 : value.length() + 48;
    }
    document.chars += chars;
    openChars += chars;
  }

  /** Rows of one document must agree on what belongs to the document as a whole. */
  private void compare(Open document, @Nullable String[] root, long line) {
    @Nullable String[] first = document.root;
    for (int i = 0; first != null && i < root.length; i++) {
      String is = root[i];
      String was = first[i];
      if (is == null ? was != null : !is.equals(was)) {
        problem(
            document,
            new Violation(
                "FILE-011",
                layout.shape().columns().get(i),
                is,
                was == null ? "nothing, as in line " + document.line : was,
                "line " + line,
                "rows of one document differ in '"
                    + layout.shape().columns().get(i)
                    + "': line "
                    + document.line
                    + " says "
                    + (was == null ? "nothing" : was)));
      }
    }
  }

  private void tooLarge(Open document, long line) {
    if (!document.lines.isEmpty()) {
      problem(
          document,
          new Violation(
              "FILE-012",
              "document",
              null,
              "at most " + config.maxRecordBytes() / 1024 / 1024 + " MiB",
              "line " + line,
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
                "line " + document.line,
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
    @Nullable String[] root = document.root;
    boolean strewn = document.problems.stream().anyMatch(p -> p.code().equals("FILE-013"));
    if (root == null || strewn) {
      return new FileRecord(null, null, document.problems, document.chars);
    }
    @SuppressWarnings("unchecked")
    List<RecordTree>[] groups =
        layout.lines() == null
            ? (List<RecordTree>[]) new List<?>[0]
            : (List<RecordTree>[]) new List<?>[] {document.lines};
    RecordTree tree = new RecordTree(layout.shape(), root, groups, "line " + document.line);
    return new FileRecord(tree, null, document.problems, document.chars);
  }

  private static @Nullable String[] values(CsvRecord row, int[] places) {
    @Nullable String[] values = new @Nullable String[places.length];
    for (int i = 0; i < places.length; i++) {
      String value = row.getField(places[i]);
      values[i] = value.isEmpty() ? null : value;
    }
    return values;
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.StrictText;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.adapter.file.internal.dbf.DbfField;
import io.pipemill.adapter.file.internal.dbf.DbfHeader;
import io.pipemill.adapter.file.internal.dbf.DbfMemo;
import io.pipemill.adapter.file.internal.dbf.DbfRecords;
import io.pipemill.adapter.file.internal.dbf.DbfValues;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tables of dBase and FoxPro, with the file of their memos where they have one. */
final class DbfFormat implements FileFormat {
  private final FileConfig config;
  private final List<String> key;
  private final Columns columns;
  private final @Nullable Charset encoding;
  private final @Nullable String deleted;
  private final Duration memoWait;

  /** Columns that the mapping reads, in capital letters. */
  private final Set<String> wanted = new TreeSet<>();

  DbfFormat(FileConfig config, SourceRequest request, List<String> problems) {
    this.config = config;
    this.key = request.source().list("key");
    this.columns = request.shape();
    this.deleted = request.source().text("deleted");
    this.memoWait = request.settings().duration("memoWait", Duration.ofMinutes(10));
    this.encoding = request.settings().has("encoding") ? config.encoding() : null;
    if (encoding != null && !StrictText.extendsAscii(encoding)) {
      problems.add(
          request.settings().place()
              + ".encoding: found "
              + encoding.name()
              + ", expected a character set with the bytes of ASCII, such as GB18030");
    }
    RowLayout.refuseNested(columns, request.source().place(), problems);
    if (!columns.groups().isEmpty() && key.isEmpty()) {
      problems.add(
          request.source().place()
              + ".key: missing, expected the columns that tell one document's rows from another's");
    }
    want(columns);
    key.forEach(name -> wanted.add(name.toUpperCase(Locale.ROOT)));
  }

  private void want(Columns of) {
    of.columns().forEach(name -> wanted.add(name.toUpperCase(Locale.ROOT)));
    of.groups().values().forEach(this::want);
  }

  private boolean wanted(DbfField field) {
    return !field.hidden() && wanted.contains(field.name().toUpperCase(Locale.ROOT));
  }

  @Override
  public boolean alone(String name) {
    return !DbfFiles.belongsToTable(name);
  }

  @Override
  public List<Path> companions(Path file) {
    return DbfFiles.of(file);
  }

  /** A table whose texts are read is not complete without them; after a while it is rejected. */
  @Override
  public boolean complete(SourceFile file) {
    if (Duration.between(file.modified(), Instant.now()).compareTo(memoWait) >= 0) {
      return true;
    }
    try (InputStream in = java.nio.file.Files.newInputStream(file.path())) {
      DbfHeader header = DbfHeader.read(in, file.size(), encoding);
      return !readsMemos(header) || DbfFiles.memo(file, header) != null;
    } catch (IOException e) {
      // the survey says what is wrong with it
      return true;
    }
  }

  private boolean readsMemos(DbfHeader header) {
    return header.fields().stream().anyMatch(field -> wanted(field) && field.type() == 'M');
  }

  @Override
  public Survey survey(Content file) throws IOException {
    LongIntMap last = new LongIntMap();
    RowLayout layout;
    long gone;
    try (DbfRows rows = open(file)) {
      layout = rows.layout();
      int number = 0;
      for (Row row = rows.next(); row != null; row = rows.next()) {
        String rowKey = layout.key(row);
        if (rowKey != null) {
          last.put(LongIntMap.hash(rowKey), number);
        }
        number++;
      }
      gone = rows.passedOver();
    }
    return new Survey() {
      @Override
      public Cursor open() throws IOException {
        return new RowCursor(DbfFormat.this.open(file), layout, last, config);
      }

      @Override
      public List<Violation> notes() {
        return gone == 0
            ? List.of()
            : List.of(
                new Violation(
                    "FILE-058",
                    "file",
                    String.valueOf(gone),
                    "source.deleted: COLUMN, to have them as records",
                    null,
                    gone + " deleted rows were passed over"));
      }
    };
  }

  private DbfRows open(Content content) throws IOException {
    InputStream in = content.open();
    DbfMemo memo = null;
    try {
      DbfHeader header = DbfHeader.read(in, content.file().size(), encoding);
      RowLayout layout = layout(header);
      @Nullable DbfField[] read = new @Nullable DbfField[layout.names().size()];
      int place = 0;
      for (DbfField field : header.fields()) {
        if (!field.hidden()) {
          read[place++] = wanted(field) ? field : null;
        }
      }
      verifyReadable(read, header);
      if (readsMemos(header)) {
        memo = memo(content, header);
      }
      DbfRecords records = new DbfRecords(in, header);
      return new DbfRows(records, new DbfValues(header, memo), memo, layout, read, deleted != null);
    } catch (IOException | RuntimeException e) {
      in.close();
      if (memo != null) {
        memo.close();
      }
      throw e;
    }
  }

  private RowLayout layout(DbfHeader header) throws UnreadableFileException {
    List<String> names = new ArrayList<>();
    header.fields().stream().filter(f -> !f.hidden()).forEach(f -> names.add(f.name()));
    if (deleted != null) {
      names.add(deleted);
    }
    try {
      return RowLayout.of(names, key, columns);
    } catch (UnreadableFileException e) {
      throw new UnreadableFileException(e.violation().at("header"));
    }
  }

  private static void verifyReadable(@Nullable DbfField[] fields, DbfHeader header)
      throws UnreadableFileException {
    for (DbfField field : fields) {
      if (field != null && !DbfValues.readable(field, header)) {
        throw new UnreadableFileException(
            new Violation(
                "FILE-049",
                field.name(),
                field.type() + " of " + field.length() + " bytes",
                "a text, number, date, time or truth value",
                "header",
                "column " + field.name() + " holds pictures, objects or other bytes: no value"));
      }
    }
  }

  private DbfMemo memo(Content content, DbfHeader header) throws IOException {
    Path path = DbfFiles.memo(content.file(), header);
    if (path == null) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-054",
              "file",
              null,
              DbfFiles.stem(content.file().name()) + "." + header.memoExtension(),
              null,
              "the file with the table's texts did not come"));
    }
    return new DbfMemo(path, header, config.maxRecordBytes());
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.dbf.DbfField;
import io.pipemill.adapter.file.internal.dbf.DbfMemo;
import io.pipemill.adapter.file.internal.dbf.DbfRecords;
import io.pipemill.adapter.file.internal.dbf.DbfValues;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a table with the columns that are wanted. */
final class DbfRows implements Row.Rows {
  private final DbfRecords records;
  private final DbfValues values;
  private final @Nullable DbfMemo memo;
  private final RowLayout layout;
  private final @Nullable DbfField[] fields;
  private final boolean withDeleted;
  private long passedOver;

  /**
   * @param fields by place in the layout; null for columns nobody reads
   * @param withDeleted whether deleted rows are rows, with true in the last column
   */
  DbfRows(
      DbfRecords records,
      DbfValues values,
      @Nullable DbfMemo memo,
      RowLayout layout,
      @Nullable DbfField[] fields,
      boolean withDeleted) {
    this.records = records;
    this.values = values;
    this.memo = memo;
    this.layout = layout;
    this.fields = fields;
    this.withDeleted = withDeleted;
  }

  RowLayout layout() {
    return layout;
  }

  /** Deleted rows that were passed over so far. */
  long passedOver() {
    return passedOver;
  }

  @Override
  public @Nullable Row next() throws IOException {
    while (records.next()) {
      if (records.deleted() && !withDeleted) {
        passedOver++;
        continue;
      }
      @Nullable Object[] cells = new @Nullable Object[fields.length];
      for (int i = 0; i < cells.length; i++) {
        DbfField field = fields[i];
        cells[i] = field == null ? null : values.value(field, records);
      }
      if (withDeleted) {
        cells[cells.length - 1] = records.deleted();
      }
      return new CellRow("record " + records.number(), cells, null);
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    try {
      records.close();
    } finally {
      if (memo != null) {
        memo.close();
      }
    }
  }
}

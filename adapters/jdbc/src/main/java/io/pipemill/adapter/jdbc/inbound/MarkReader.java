package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.ValueReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads marks of rows: what a pass over the overlap compares. */
final class MarkReader {
  private final RowsPlan rows;
  private final ChangeOrder order;
  private final Connection connection;
  private final SourceSql sql;

  MarkReader(RowsPlan rows, ChangeOrder order, Connection connection) {
    this.rows = rows;
    this.order = order;
    this.connection = connection;
    this.sql = new SourceSql(rows);
  }

  List<RowMark> read(
      @Nullable Object floor,
      Position.@Nullable High cursor,
      Position.@Nullable High upto,
      int limit)
      throws SQLException {
    Column changed = Objects.requireNonNull(rows.changedBy());
    ValueReader changedReader = ValueReader.of(changed);
    ValueReader[] keyReaders =
        rows.keys().stream().map(ValueReader::of).toArray(ValueReader[]::new);
    List<RowMark> marks = new ArrayList<>();
    String text = sql.marks(floor != null, cursor != null, upto != null);
    try (PreparedStatement select = connection.prepareStatement(text)) {
      select.setFetchSize(5_000);
      int next = 1;
      if (floor != null) {
        select.setString(next++, order.text(floor));
      }
      next = cursor == null ? next : RecordReader.bind(select, next, cursor);
      next = upto == null ? next : RecordReader.bind(select, next, upto);
      select.setInt(next, limit);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          List<String> keys = new ArrayList<>(keyReaders.length);
          for (int i = 0; i < keyReaders.length; i++) {
            keys.add(RecordReader.key(rows.keys().get(i), keyReaders[i].read(result, i + 2)));
          }
          Object value = Objects.requireNonNull(changedReader.read(result, 1));
          marks.add(new RowMark(value, keys, result.getString(keyReaders.length + 2)));
        }
      }
    }
    return marks;
  }
}

package io.pipemill.adapter.jdbc.outbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.Table;
import io.pipemill.adapter.jdbc.internal.Values;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes records of one shape into one table, all in one statement. */
final class RowWriter {
  private final TargetTable target;
  private final TargetSql sql;
  private final List<Column> columns;
  private final int[] keyIndex;
  private final ZoneId zone;

  private RowWriter(
      TargetTable target, TargetSql sql, List<Column> columns, int[] keyIndex, ZoneId zone) {
    this.target = target;
    this.sql = sql;
    this.columns = columns;
    this.keyIndex = keyIndex;
    this.zone = zone;
  }

  /**
   * @throws AdapterException CONFIGURATION with every column that is not there
   */
  static RowWriter of(TargetTable target, Table table, RecordShape shape, ZoneId zone) {
    List<String> problems = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (String name : shape.columns()) {
      Column column = table.column(name, target.place(), problems);
      if (column != null) {
        columns.add(column);
      }
    }
    List<Column> keys = new ArrayList<>();
    for (String name : target.key()) {
      Column key = table.column(name, target.place() + ".key", problems);
      if (key != null && !columns.contains(key)) {
        problems.add(target.place() + ".key: found " + name + ", expected a column that is mapped");
      } else if (key != null) {
        keys.add(key);
      }
    }
    if (!shape.groups().isEmpty()) {
      problems.add(
          target.place()
              + ": found the group "
              + shape.groups().get(0).name()
              + ", expected columns of table "
              + table.name()
              + " only: a jdbc target writes one row per document");
    }
    if (!problems.isEmpty()) {
      throw new AdapterException("JDBC-020", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    int[] keyIndex = keys.stream().mapToInt(columns::indexOf).toArray();
    TargetSql sql = new TargetSql(table, columns, keys, target.upsert());
    return new RowWriter(target, sql, columns, keyIndex, zone);
  }

  /**
   * The documents as the table's columns take them.
   *
   * @param rejections receives what no column takes, by delivery
   */
  List<@Nullable String[]> rows(
      List<OutboundDocument> documents, Map<Long, List<Violation>> rejections) {
    List<@Nullable String[]> rows = new ArrayList<>(documents.size());
    for (OutboundDocument document : documents) {
      rows.add(row(document, rejections));
    }
    return rows;
  }

  /** Rows with the same key follow each other in statements of their own: the last one stands. */
  void write(Connection connection, List<@Nullable String[]> rows) throws SQLException {
    List<@Nullable String[]> once = new ArrayList<>(rows.size());
    Set<List<@Nullable String>> keys = new HashSet<>();
    for (@Nullable String[] row : rows) {
      if (!keys.add(key(row))) {
        insert(connection, once);
        once.clear();
        keys.clear();
        keys.add(key(row));
      }
      once.add(row);
    }
    insert(connection, once);
  }

  private void insert(Connection connection, List<@Nullable String[]> rows) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql.write())) {
      bind(connection, insert, rows);
      insert.executeUpdate();
    }
  }

  /** What writing would change, one list per document. */
  List<List<RowChange>> preview(Connection connection, List<@Nullable String[]> rows)
      throws SQLException {
    List<List<RowChange>> changes = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql.compare(connection))) {
      bind(connection, select, rows);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          RowChange change = change(result, rows.get(changes.size()));
          changes.add(change == null ? List.of() : List.of(change));
        }
      }
    }
    return changes;
  }

  private @Nullable RowChange change(ResultSet result, @Nullable String[] row) throws SQLException {
    boolean there = result.getBoolean(1);
    Map<String, @Nullable String> before = new LinkedHashMap<>();
    Map<String, @Nullable String> after = new LinkedHashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      String present = result.getString(2 + 2 * i);
      String coming = result.getString(3 + 2 * i);
      if (!there ? coming != null : !Objects.equals(present, coming)) {
        if (there) {
          before.put(columns.get(i).name(), present);
        }
        after.put(columns.get(i).name(), coming);
      }
    }
    if (there && (!target.upsert() || after.isEmpty())) {
      return null;
    }
    return new RowChange(sql.table(), keyText(row), before, after);
  }

  private String keyText(@Nullable String[] row) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < keyIndex.length; i++) {
      text.append(i == 0 ? "" : ", ").append(target.key().get(i)).append('=');
      text.append(row[keyIndex[i]]);
    }
    return text.toString();
  }

  private List<@Nullable String> key(@Nullable String[] row) {
    List<@Nullable String> key = new ArrayList<>(keyIndex.length);
    for (int index : keyIndex) {
      key.add(row[index]);
    }
    return key;
  }

  private void bind(
      Connection connection, PreparedStatement statement, List<@Nullable String[]> rows)
      throws SQLException {
    for (int column = 0; column < columns.size(); column++) {
      @Nullable String[] values = new @Nullable String[rows.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = rows.get(i)[column];
      }
      statement.setArray(column + 1, connection.createArrayOf("text", values));
    }
  }

  private @Nullable String[] row(OutboundDocument document, Map<Long, List<Violation>> rejections) {
    RecordTree record = Objects.requireNonNull(document.record());
    @Nullable String[] row = new @Nullable String[columns.size()];
    for (int i = 0; i < row.length; i++) {
      Column column = columns.get(i);
      Object value = record.value(i);
      row[i] = text(column, value);
      Violation violation = violation(column, value, row[i]);
      if (violation != null) {
        rejections
            .computeIfAbsent(document.deliveryId(), id -> new ArrayList<>())
            .add(violation.at(sql.table() + ", " + document.envelope().businessKey()));
      }
    }
    return row;
  }

  private @Nullable String text(Column column, @Nullable Object value) {
    boolean zoned =
        column.jdbcType() == Types.TIMESTAMP_WITH_TIMEZONE
            || column.typeName().equals("timestamptz");
    if (value instanceof Instant instant && column.jdbcType() == Types.TIMESTAMP && !zoned) {
      return LocalDateTime.ofInstant(instant, zone).toString();
    }
    if (value instanceof LocalDateTime local && zoned) {
      return local.atZone(zone).toInstant().toString();
    }
    return Values.text(value);
  }

  /** What the database would change without a word, or refuse for all rows of the statement. */
  private static @Nullable Violation violation(
      Column column, @Nullable Object value, @Nullable String text) {
    Integer scale = column.scale();
    if (value instanceof BigDecimal decimal
        && scale != null
        && decimal.stripTrailingZeros().scale() > scale) {
      return new Violation(
          "JDBC-030",
          column.name(),
          text,
          "at most " + scale + " decimals",
          null,
          "the column would round the number");
    }
    if (text != null && text.indexOf('\0') >= 0) {
      return new Violation(
          "JDBC-031", column.name(), text, "text", null, "the text has a NUL character");
    }
    Integer width = column.width();
    if (value instanceof String && width != null && text != null && tooLong(text, width)) {
      return new Violation(
          "JDBC-032",
          column.name(),
          text,
          "at most " + width + " characters",
          null,
          "the text is too long for the column");
    }
    return null;
  }

  private static boolean tooLong(String text, int width) {
    return text.length() > width && text.codePointCount(0, text.length()) > width;
  }
}

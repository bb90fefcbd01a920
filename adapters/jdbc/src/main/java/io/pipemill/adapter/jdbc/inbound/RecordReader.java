package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.Values;
import io.pipemill.canonical.record.RecordTree;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads full records: the rows of the root, then each group below for all of them at once. */
final class RecordReader {

  /** A record with its version. */
  record Read(RowMark mark, RecordTree tree) {}

  /** A row of the root, before its groups are known. */
  private record Row(@Nullable Object[] values, @Nullable String mark) {}

  private final RowsPlan plan;
  private final SourceSql sql;
  private final Connection connection;
  private final int fetchSize;

  RecordReader(RowsPlan plan, SourceSql sql, Connection connection, int fetchSize) {
    this.plan = plan;
    this.sql = sql;
    this.connection = connection;
    this.fetchSize = fetchSize;
  }

  /** Records behind a place in the order of change. Not for flat tables. */
  List<Read> newer(Position.@Nullable High high, int limit) throws SQLException {
    List<Row> rows = new ArrayList<>(limit);
    try (PreparedStatement select = connection.prepareStatement(sql.newer(high == null))) {
      select.setFetchSize(fetchSize);
      int next = high == null ? 1 : bind(select, 1, high);
      select.setInt(next, limit);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
    }
    return records(rows.stream().map(List::of).toList());
  }

  /** The records with these keys, as far as they are there, in the order of the keys. */
  List<Read> byKeys(List<List<String>> keys) throws SQLException {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<List<Row>> rows = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(sql.byKeys(plan.changedBy() == null))) {
      select.setFetchSize(fetchSize);
      bindArrays(select, keys);
      int place = plan.selected().size() + 2;
      long last = -1;
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          long here = result.getLong(place);
          if (here != last) {
            rows.add(new ArrayList<>());
            last = here;
          }
          rows.get(rows.size() - 1).add(row(result));
        }
      }
    }
    return records(rows);
  }

  private Row row(ResultSet result) throws SQLException {
    return new Row(values(plan, result), result.getString(plan.selected().size() + 1));
  }

  private static @Nullable Object[] values(RowsPlan plan, ResultSet result) throws SQLException {
    @Nullable Object[] values = new @Nullable Object[plan.readers().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = plan.readers()[i].read(result, i + 1);
    }
    return values;
  }

  private List<Read> records(List<List<Row>> rows) throws SQLException {
    List<@Nullable Object[]> heads = new ArrayList<>(rows.size());
    rows.forEach(each -> heads.add(each.get(0).values));
    List<List<RecordTree>[]> groups = groups(plan, heads);
    List<Read> records = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      List<RecordTree>[] below = groups.get(i);
      for (int g = 0; g < below.length; g++) {
        RowsPlan group = plan.groups().get(g);
        if (group.config().table() == null) {
          below[g] = flat(group, rows.get(i));
        }
      }
      records.add(
          new Read(mark(rows.get(i)), new RecordTree(plan.shape(), heads.get(i), below, null)));
    }
    return records;
  }

  /** The rows of one key of a flat table, seen as the group's. */
  private List<RecordTree> flat(RowsPlan group, List<Row> rows) {
    List<RecordTree> lines = new ArrayList<>(rows.size());
    int[] from =
        group.selected().stream().mapToInt(column -> plan.selected().indexOf(column)).toArray();
    for (Row row : rows) {
      @Nullable Object[] values = new @Nullable Object[from.length];
      for (int i = 0; i < from.length; i++) {
        values[i] = row.values[from[i]];
      }
      lines.add(RecordTree.flat(group.shape(), values, null));
    }
    return lines;
  }

  private RowMark mark(List<Row> rows) {
    @Nullable Object[] head = rows.get(0).values;
    List<String> keys = keys(head);
    Object changed = "";
    if (plan.changedIndex() >= 0) {
      ChangeOrder order = ChangeOrder.of(Objects.requireNonNull(plan.changedBy()));
      for (Row row : rows) {
        Object value = row.values[plan.changedIndex()];
        boolean finite = value != null && !(order.timed() && value instanceof String);
        if (value != null && finite && (changed.equals("") || order.compare(value, changed) > 0)) {
          changed = value;
        }
      }
    }
    if (!plan.flat()) {
      return new RowMark(changed, keys, rows.get(0).mark);
    }
    long newest = 0;
    for (Row row : rows) {
      newest = row.mark == null ? newest : Math.max(newest, Long.parseLong(row.mark));
    }
    return new RowMark(changed, keys, rows.size() + (plan.marked() ? "." + newest : ""));
  }

  private List<String> keys(@Nullable Object[] head) {
    List<String> keys = new ArrayList<>(plan.keyIndex().length);
    for (int i = 0; i < plan.keyIndex().length; i++) {
      keys.add(key(plan.keys().get(i), head[plan.keyIndex()[i]]));
    }
    return keys;
  }

  /** A key value as text; blanks that only pad a CHAR are no part of it. */
  static String key(Column column, @Nullable Object value) {
    String text = String.valueOf(Values.text(value));
    return column.padded() ? Values.withoutPadding(text) : text;
  }

  /** One query per group, whatever the number of parents. */
  @SuppressWarnings("unchecked")
  private List<List<RecordTree>[]> groups(RowsPlan parent, List<@Nullable Object[]> parents)
      throws SQLException {
    int count = parent.groups().size();
    List<List<RecordTree>[]> all = new ArrayList<>(parents.size());
    for (int i = 0; i < parents.size(); i++) {
      List<RecordTree>[] lists = (List<RecordTree>[]) new List<?>[count];
      for (int g = 0; g < count; g++) {
        lists[g] = new ArrayList<>();
      }
      all.add(lists);
    }
    for (int g = 0; g < count; g++) {
      RowsPlan group = parent.groups().get(g);
      if (group.config().table() != null && !parents.isEmpty()) {
        read(group, g, parents, all);
      }
    }
    return all;
  }

  private void read(
      RowsPlan group, int g, List<@Nullable Object[]> parents, List<List<RecordTree>[]> all)
      throws SQLException {
    List<@Nullable Object[]> children = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(SourceSql.children(group))) {
      select.setFetchSize(fetchSize);
      for (int j = 0; j < group.joinIndex().length; j++) {
        @Nullable String[] values = new @Nullable String[parents.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = Values.text(parents.get(i)[group.joinIndex()[j]]);
        }
        select.setArray(j + 1, array(values));
      }
      int place = group.selected().size() + 1;
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          children.add(values(group, result));
          owners.add(result.getInt(place) - 1);
        }
      }
    }
    List<List<RecordTree>[]> below = groups(group, children);
    for (int i = 0; i < children.size(); i++) {
      all.get(owners.get(i))[g].add(
          new RecordTree(group.shape(), children.get(i), below.get(i), null));
    }
  }

  /** Binds changedBy and keys of a place; gives the next parameter's number. */
  static int bind(PreparedStatement statement, int from, Position.High high) throws SQLException {
    statement.setString(from, high.changed());
    return bind(statement, from + 1, high.keys());
  }

  static int bind(PreparedStatement statement, int from, List<String> keys) throws SQLException {
    int next = from;
    for (String key : keys) {
      statement.setString(next++, key);
    }
    return next;
  }

  /** Binds one array per key column. */
  void bindArrays(PreparedStatement statement, List<List<String>> keys) throws SQLException {
    for (int column = 0; column < plan.keys().size(); column++) {
      @Nullable String[] values = new @Nullable String[keys.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = keys.get(i).get(column);
      }
      statement.setArray(column + 1, array(values));
    }
  }

  private Array array(@Nullable String[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }
}

package io.pipemill.hub.codes;

import io.pipemill.mapping.codes.ConfirmedCode;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Confirmed codes as the store has them; in the caller's transaction. */
final class StoredCodes {

  /** Rises with every change. */
  long version(Connection connection) throws SQLException {
    return number(connection, "select version from codes_version where id = 1");
  }

  /** Locks out every other change until the transaction ends. */
  void change(Connection connection) throws SQLException {
    number(
        connection,
        "update codes_version set version = version + 1 where id = 1 returning version");
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Those that are not withdrawn, by system, in the order of their confirmation. */
  Map<String, List<ConfirmedCode>> all(Connection connection) throws SQLException {
    Map<String, List<ConfirmedCode>> all = new LinkedHashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select system, code_list, source, canonical, valid_from, owner, confirmed_by, confirmed_at, note"
                    + " from confirmed_code where withdrawn_at is null order by id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        Date from = row.getDate(5);
        all.computeIfAbsent(row.getString(1), system -> new ArrayList<>())
            .add(
                new ConfirmedCode(
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    from == null ? null : from.toLocalDate(),
                    row.getString(6),
                    row.getString(7),
                    row.getObject(8, OffsetDateTime.class).toInstant(),
                    row.getString(9)));
      }
    }
    return all;
  }

  void add(Connection connection, String system, ConfirmedCode code) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into confirmed_code (id, system, code_list, source, canonical, valid_from, owner, note, confirmed_by, confirmed_at)"
                + " values (nextval('confirmed_code_seq'), ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, system);
      insert.setString(2, code.list());
      insert.setString(3, code.source());
      insert.setString(4, code.canonical());
      insert.setObject(5, code.from());
      insert.setString(6, code.owner());
      insert.setString(7, code.note());
      insert.setString(8, code.by());
      insert.setObject(9, code.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** Gives whether there was one. */
  boolean withdraw(
      Connection connection,
      String system,
      String list,
      String source,
      @Nullable LocalDate from,
      String by)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update confirmed_code set withdrawn_by = ?, withdrawn_at = now() where withdrawn_at is null and system = ?"
                + " and code_list = ? and source = ? and valid_from is not distinct from ?::date")) {
      update.setString(1, by);
      update.setString(2, system);
      update.setString(3, list);
      update.setString(4, source);
      update.setObject(5, from);
      return update.executeUpdate() > 0;
    }
  }
}

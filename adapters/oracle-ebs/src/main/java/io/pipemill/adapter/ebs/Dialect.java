package io.pipemill.adapter.ebs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The few places where SQL differs between databases: binding a list of keys and sending many rows.
 * Everything else this adapter says is the same on Oracle and PostgreSQL.
 */
interface Dialect {

  /** Type of a key column. */
  enum KeyType {
    NUMBER,
    TEXT
  }

  /** Most keys one statement takes; longer lists are cut by the caller. */
  int maxKeys();

  /** A condition that the columns (comma-separated) are one of {@code count} keys. */
  String in(String columns, int count, KeyType... types);

  /**
   * Binds the keys of {@link #in}; returns the next free index.
   *
   * @param keys one array per key, in the order of the columns; numbers as Long
   */
  int bind(PreparedStatement statement, int at, List<Object[]> keys, KeyType... types)
      throws SQLException;

  /** Inserts all rows in as few round trips as the driver allows; nothing if there are none. */
  void load(Connection connection, TableRows rows) throws SQLException;

  /** Makes all reads of the transaction that begins now see one moment. */
  void snapshot(Connection connection) throws SQLException;

  /** What the database calls itself: name, id, time of creation. A clone has another id. */
  String identity(Connection connection) throws SQLException;
}

package io.pipemill.adapter.ebs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Most keys one statement takes. */
  int maxKeys();

  /** A condition that a column is one of {@code count} keys. */
  String in(String column, int count, KeyType type);

  /**
   * Binds the keys of {@link #in}; returns the next free index.
   *
   * @param keys Longs or Strings, as the type says; at most {@link #maxKeys}
   */
  int bind(PreparedStatement statement, int at, List<?> keys, KeyType type) throws SQLException;

  /** Cuts a list of keys into what one statement takes. */
  default <K> List<List<K>> parts(Collection<K> keys) {
    List<K> all = List.copyOf(keys);
    if (all.size() <= maxKeys()) {
      return all.isEmpty() ? List.of() : List.of(all);
    }
    List<List<K>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += maxKeys()) {
      parts.add(all.subList(i, Math.min(all.size(), i + maxKeys())));
    }
    return parts;
  }

  /** Inserts all rows in as few round trips as the driver allows; nothing if there are none. */
  void load(Connection connection, TableRows rows) throws SQLException;

  /** Makes all reads of the transaction that begins now see one moment. */
  void snapshot(Connection connection) throws SQLException;

  /** What the database calls itself: name, id, time of creation. A clone has another id. */
  String identity(Connection connection) throws SQLException;
}

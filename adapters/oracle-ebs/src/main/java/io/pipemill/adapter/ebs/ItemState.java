package io.pipemill.adapter.ebs;

import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Set-based questions about items. */
final class ItemState {
  private final Dialect dialect;

  ItemState(Dialect dialect) {
    this.dialect = dialect;
  }

  /** A row of MTL_SYSTEM_ITEMS_INTERFACE. */
  record Standing(
      ItemKey key,
      int processFlag,
      @Nullable Long requestId,
      @Nullable Long transactionId,
      long set) {

    // PROCESS_FLAG: 3 validation failed, 4 import failed
    boolean failed() {
      return processFlag == 3 || processFlag == 4;
    }

    boolean done() {
      return processFlag == 7;
    }

    boolean inWork() {
      return requestId != null && !failed() && !done();
    }

    long stamp() {
      return Objects.requireNonNull(requestId);
    }
  }

  /** INVENTORY_ITEM_ID of the items the organization has. */
  Map<ItemKey, Long> base(Connection connection, Collection<ItemKey> keys) throws SQLException {
    Map<ItemKey, Long> items = new HashMap<>();
    for (ItemKey.Group group : ItemKey.groups(dialect, keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select segment1, inventory_item_id from mtl_system_items_b where "
                  + dialect.in("segment1", group.codes().size(), KeyType.TEXT)
                  + " and organization_id = ?")) {
        int next = dialect.bind(statement, 1, group.codes(), KeyType.TEXT);
        statement.setLong(next, group.organization());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            items.put(new ItemKey(group.organization(), rows.getString(1)), rows.getLong(2));
          }
        }
      }
    }
    return items;
  }

  List<Standing> standing(Connection connection, Collection<ItemKey> keys, boolean lock)
      throws SQLException {
    List<Standing> found = new ArrayList<>();
    for (ItemKey.Group group : ItemKey.groups(dialect, keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select segment1, process_flag, set_process_id, request_id, transaction_id from"
                  + " mtl_system_items_interface where "
                  + dialect.in("segment1", group.codes().size(), KeyType.TEXT)
                  + " and organization_id = ?"
                  + (lock ? " for update" : ""))) {
        int next = dialect.bind(statement, 1, group.codes(), KeyType.TEXT);
        statement.setLong(next, group.organization());
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            long request = rows.getLong(4);
            Long stamp = rows.wasNull() ? null : request;
            long transaction = rows.getLong(5);
            found.add(
                new Standing(
                    new ItemKey(group.organization(), rows.getString(1)),
                    rows.getInt(2),
                    stamp,
                    rows.wasNull() ? null : transaction,
                    rows.getLong(3)));
          }
        }
      }
    }
    return found;
  }

  void remove(Connection connection, Set<ItemKey> keys) throws SQLException {
    change(connection, keys, "delete from mtl_system_items_interface where ");
  }

  /** Makes rows that a dead request has stamped free to be picked again. */
  void release(Connection connection, Set<ItemKey> keys) throws SQLException {
    change(
        connection,
        keys,
        "update mtl_system_items_interface set request_id = null, process_flag = 1 where"
            + " process_flag in (1, 2, 5) and ");
  }

  private void change(Connection connection, Set<ItemKey> keys, String start) throws SQLException {
    for (ItemKey.Group group : ItemKey.groups(dialect, keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              start
                  + dialect.in("segment1", group.codes().size(), KeyType.TEXT)
                  + " and organization_id = ?")) {
        int next = dialect.bind(statement, 1, group.codes(), KeyType.TEXT);
        statement.setLong(next, group.organization());
        statement.executeUpdate();
      }
    }
  }

  /** Messages of MTL_INTERFACE_ERRORS by transaction, in the ERP's words. */
  Map<Long, List<String>> messages(Connection connection, Collection<Long> transactions)
      throws SQLException {
    Map<Long, List<String>> messages = new HashMap<>();
    for (List<Long> part : dialect.parts(transactions)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select transaction_id, column_name, error_message, message_name from"
                  + " mtl_interface_errors where "
                  + dialect.in("transaction_id", part.size(), KeyType.NUMBER))) {
        dialect.bind(statement, 1, part, KeyType.NUMBER);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String text = rows.getString(3);
            messages
                .computeIfAbsent(rows.getLong(1), t -> new ArrayList<>())
                .add(text == null ? rows.getString(4) + " " + rows.getString(2) : text);
          }
        }
      }
    }
    return messages;
  }
}

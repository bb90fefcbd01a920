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
import org.jspecify.annotations.Nullable;

/** Set-based questions about orders: what the base tables have, what stands in the interface. */
final class OrderState {
  private static final String[] INTERFACE_TABLES = {
    "oe_headers_iface_all", "oe_lines_iface_all", "oe_price_adjs_iface_all", "oe_actions_iface_all"
  };

  private final Dialect dialect;

  OrderState(Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * A row of OE_HEADERS_IFACE_ALL.
   *
   * @param requestId the request that has stamped it; null if none has
   */
  record Standing(OrderKey key, String sequence, @Nullable Long requestId, boolean failed) {}

  /** Orders the ERP has, with lines and adjustments; three queries for any number of orders. */
  Map<OrderKey, BaseOrder> base(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    Map<OrderKey, BaseOrder> orders = new HashMap<>();
    Map<Long, BaseOrder> byId = new HashMap<>();
    for (OrderKey.Group group : OrderKey.groups(dialect, keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select orig_sys_document_ref, header_id, cancelled_flag from oe_order_headers_all"
                  + " where "
                  + group.condition(dialect))) {
        group.bind(dialect, statement, 1);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            long id = rows.getLong(2);
            BaseOrder order = new BaseOrder(id, "Y".equals(rows.getString(3)));
            orders.put(new OrderKey(group.source(), rows.getString(1), group.org()), order);
            byId.put(id, order);
          }
        }
      }
    }
    for (List<Long> part : dialect.parts(byId.keySet())) {
      lines(connection, part, byId);
      adjustments(connection, part, byId);
    }
    return orders;
  }

  private void lines(Connection connection, List<Long> ids, Map<Long, BaseOrder> byId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select header_id, line_id, orig_sys_line_ref, orig_sys_shipment_ref, cancelled_flag,"
                + " line_number from oe_order_lines_all where orig_sys_line_ref is not null and "
                + dialect.in("header_id", ids.size(), KeyType.NUMBER))) {
      dialect.bind(statement, 1, ids, KeyType.NUMBER);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          BaseOrder order = byId.get(rows.getLong(1));
          if (order != null) {
            order.add(
                new BaseOrder.Line(
                    rows.getLong(2),
                    rows.getString(3),
                    rows.getString(4),
                    "Y".equals(rows.getString(5))),
                rows.getLong(6));
          }
        }
      }
    }
  }

  private void adjustments(Connection connection, List<Long> ids, Map<Long, BaseOrder> byId)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select header_id, line_id, orig_sys_discount_ref, price_adjustment_id from"
                + " oe_price_adjustments where orig_sys_discount_ref is not null and "
                + dialect.in("header_id", ids.size(), KeyType.NUMBER))) {
      dialect.bind(statement, 1, ids, KeyType.NUMBER);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          BaseOrder order = byId.get(rows.getLong(1));
          if (order != null) {
            order
                .adjustments
                .computeIfAbsent(rows.getLong(2), l -> new HashMap<>())
                .put(rows.getString(3), rows.getLong(4));
          }
        }
      }
    }
  }

  /** Header rows in the interface with these keys, of any version; locked until the commit. */
  List<Standing> standing(Connection connection, Collection<OrderKey> keys, boolean lock)
      throws SQLException {
    List<Standing> found = new ArrayList<>();
    for (OrderKey.Group group : OrderKey.groups(dialect, keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select orig_sys_document_ref, change_sequence, error_flag, request_id from"
                  + " oe_headers_iface_all where "
                  + group.condition(dialect)
                  + (lock ? " for update" : ""))) {
        group.bind(dialect, statement, 1);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String sequence = rows.getString(2);
            boolean failed = "Y".equals(rows.getString(3));
            long request = rows.getLong(4);
            found.add(
                new Standing(
                    new OrderKey(group.source(), rows.getString(1), group.org()),
                    sequence == null ? "" : sequence,
                    rows.wasNull() ? null : request,
                    failed));
          }
        }
      }
    }
    return found;
  }

  /** Removes all interface rows of these orders, children first. */
  void remove(Connection connection, Collection<OrderKey> keys) throws SQLException {
    for (OrderKey.Group group : OrderKey.groups(dialect, keys)) {
      for (int i = INTERFACE_TABLES.length - 1; i >= 0; i--) {
        try (PreparedStatement statement =
            connection.prepareStatement(
                "delete from " + INTERFACE_TABLES[i] + " where " + group.condition(dialect))) {
          group.bind(dialect, statement, 1);
          statement.executeUpdate();
        }
      }
    }
  }

  /** Makes rows that dead requests have stamped but not processed free to be picked again. */
  void release(Connection connection, Collection<OrderKey> keys, Collection<Long> requests)
      throws SQLException {
    for (OrderKey.Group group : OrderKey.groups(dialect, keys)) {
      for (List<Long> some : dialect.parts(requests)) {
        for (String table : INTERFACE_TABLES) {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update "
                      + table
                      + " set request_id = null, error_flag = null where "
                      + group.condition(dialect)
                      + " and "
                      + dialect.in("request_id", some.size(), KeyType.NUMBER))) {
            int next = group.bind(dialect, statement, 1);
            dialect.bind(statement, next, some, KeyType.NUMBER);
            statement.executeUpdate();
          }
        }
      }
    }
  }
}

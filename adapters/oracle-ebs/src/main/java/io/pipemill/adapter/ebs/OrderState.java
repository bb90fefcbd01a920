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
  private static final String KEY = "order_source_id, orig_sys_document_ref, org_id";

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

  /** Orders the ERP has, with lines and adjustments; two queries for any number of orders. */
  Map<OrderKey, BaseOrder> base(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    Map<OrderKey, BaseOrder> orders = new HashMap<>();
    Map<Long, BaseOrder> byId = new HashMap<>();
    for (List<Object[]> part : parts(keys)) {
      String sql =
          "select h.order_source_id, h.orig_sys_document_ref, h.org_id, h.header_id,"
              + " h.cancelled_flag, l.line_id, l.orig_sys_line_ref, l.orig_sys_shipment_ref,"
              + " l.line_number, l.cancelled_flag from oe_order_headers_all h left join"
              + " oe_order_lines_all l on l.header_id = h.header_id where "
              + dialect.in(
                  "h.order_source_id, h.orig_sys_document_ref, h.org_id",
                  part.size(),
                  OrderKey.TYPES);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        dialect.bind(statement, 1, part, OrderKey.TYPES);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            OrderKey key = new OrderKey(rows.getLong(1), rows.getString(2), rows.getLong(3));
            long id = rows.getLong(4);
            BaseOrder order = orders.get(key);
            if (order == null) {
              order = new BaseOrder(id, "Y".equals(rows.getString(5)));
              orders.put(key, order);
              byId.put(id, order);
            }
            long line = rows.getLong(6);
            String ref = rows.getString(7);
            if (line != 0 && ref != null) {
              order.add(
                  new BaseOrder.Line(line, ref, rows.getString(8), "Y".equals(rows.getString(10))),
                  rows.getLong(9));
            }
          }
        }
      }
    }
    if (!byId.isEmpty()) {
      adjustments(connection, byId);
    }
    return orders;
  }

  private void adjustments(Connection connection, Map<Long, BaseOrder> byId) throws SQLException {
    List<Object[]> ids = new ArrayList<>();
    byId.keySet().forEach(id -> ids.add(new Object[] {id}));
    for (List<Object[]> part : cut(ids)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select header_id, line_id, orig_sys_discount_ref, price_adjustment_id from"
                  + " oe_price_adjustments where orig_sys_discount_ref is not null and "
                  + dialect.in("header_id", part.size(), KeyType.NUMBER))) {
        dialect.bind(statement, 1, part, KeyType.NUMBER);
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
  }

  /** Header rows in the interface with these keys, of any version, locked until the commit. */
  List<Standing> standing(Connection connection, Collection<OrderKey> keys, boolean lock)
      throws SQLException {
    List<Standing> found = new ArrayList<>();
    for (List<Object[]> part : parts(keys)) {
      String sql =
          "select order_source_id, orig_sys_document_ref, org_id, change_sequence, request_id,"
              + " error_flag from oe_headers_iface_all where "
              + dialect.in(KEY, part.size(), OrderKey.TYPES)
              + (lock ? " for update" : "");
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        dialect.bind(statement, 1, part, OrderKey.TYPES);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            OrderKey key = new OrderKey(rows.getLong(1), rows.getString(2), rows.getLong(3));
            String sequence = rows.getString(4);
            long request = rows.getLong(5);
            found.add(
                new Standing(
                    key,
                    sequence == null ? "" : sequence,
                    rows.wasNull() ? null : request,
                    "Y".equals(rows.getString(6))));
          }
        }
      }
    }
    return found;
  }

  /** Removes all interface rows of these orders, children first. */
  void remove(Connection connection, Collection<OrderKey> keys) throws SQLException {
    for (int i = INTERFACE_TABLES.length - 1; i >= 0; i--) {
      execute(connection, "delete from " + INTERFACE_TABLES[i] + " where ", keys);
    }
  }

  /** Makes rows that dead requests have stamped but not processed free to be picked again. */
  void release(Connection connection, Collection<OrderKey> keys, Collection<Long> requests)
      throws SQLException {
    List<Object[]> ids = new ArrayList<>();
    requests.forEach(id -> ids.add(new Object[] {id}));
    for (String table : INTERFACE_TABLES) {
      for (List<Object[]> part : parts(keys)) {
        for (List<Object[]> some : cut(ids)) {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "update "
                      + table
                      + " set request_id = null, error_flag = null where "
                      + dialect.in(KEY, part.size(), OrderKey.TYPES)
                      + " and "
                      + dialect.in("request_id", some.size(), KeyType.NUMBER))) {
            int next = dialect.bind(statement, 1, part, OrderKey.TYPES);
            dialect.bind(statement, next, some, KeyType.NUMBER);
            statement.executeUpdate();
          }
        }
      }
    }
  }

  private void execute(Connection connection, String start, Collection<OrderKey> keys)
      throws SQLException {
    for (List<Object[]> part : parts(keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(start + dialect.in(KEY, part.size(), OrderKey.TYPES))) {
        dialect.bind(statement, 1, part, OrderKey.TYPES);
        statement.executeUpdate();
      }
    }
  }

  private List<List<Object[]>> parts(Collection<OrderKey> keys) {
    List<Object[]> values = new ArrayList<>(keys.size());
    keys.forEach(key -> values.add(key.values()));
    return cut(values);
  }

  /** Cuts a list of keys into what one statement takes. */
  List<List<Object[]>> cut(List<Object[]> keys) {
    List<List<Object[]>> parts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i += dialect.maxKeys()) {
      parts.add(keys.subList(i, (int) Math.min(keys.size(), (long) i + dialect.maxKeys())));
      if (dialect.maxKeys() == Integer.MAX_VALUE) {
        break;
      }
    }
    return parts;
  }
}

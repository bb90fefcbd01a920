package io.pipemill.adapter.ebs;

import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Orders and messages as the ERP has them after an import. */
final class OrderReadBack {
  private final EbsConfig config;
  private final Dialect dialect;

  OrderReadBack(EbsConfig config, Dialect dialect) {
    this.config = config;
    this.dialect = dialect;
  }

  /** An order of the base tables. */
  record Order(
      String orderNumber,
      @Nullable String status,
      boolean booked,
      boolean cancelled,
      @Nullable String sequence,
      @Nullable Long requestId,
      Instant changedAt,
      List<Line> lines) {

    void addRequestTo(Set<Long> requests) {
      if (requestId != null) {
        requests.add(requestId);
      }
    }

    /** Whether this version, or a later one, has been applied. */
    boolean reached(String wanted) {
      if (sequence == null || sequence.equals(wanted)) {
        return true;
      }
      try {
        return new BigDecimal(sequence).compareTo(new BigDecimal(wanted)) >= 0;
      } catch (NumberFormatException e) {
        return sequence.compareTo(wanted) >= 0;
      }
    }

    boolean importedBy(long request, String wanted) {
      return wanted.equals(sequence) && (requestId == null || requestId == request);
    }
  }

  record Line(
      String ref, @Nullable String status, @Nullable BigDecimal quantity, @Nullable String unit) {}

  /** A message of OE_PROCESSING_MSGS in the language that was found. */
  record Message(
      @Nullable String lineRef,
      @Nullable String attribute,
      @Nullable String type,
      String text,
      @Nullable Instant at,
      @Nullable String sequence) {}

  Map<OrderKey, Order> orders(Connection connection, Collection<OrderKey> keys)
      throws SQLException {
    Map<OrderKey, Order> orders = new HashMap<>();
    Map<Long, Order> byId = new HashMap<>();
    for (OrderKey.Group group : OrderKey.groups(dialect, keys)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select orig_sys_document_ref, header_id, order_number, flow_status_code,"
                  + " booked_flag, cancelled_flag, change_sequence, last_update_date, request_id"
                  + " from oe_order_headers_all where "
                  + group.condition(dialect))) {
        group.bind(dialect, statement, 1);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Order order = order(rows);
            orders.put(new OrderKey(group.source(), rows.getString(1), group.org()), order);
            byId.put(rows.getLong(2), order);
          }
        }
      }
    }
    for (List<Long> part : dialect.parts(byId.keySet())) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select header_id, orig_sys_line_ref, flow_status_code, ordered_quantity,"
                  + " order_quantity_uom from oe_order_lines_all where orig_sys_line_ref is not"
                  + " null and "
                  + dialect.in("header_id", part.size(), KeyType.NUMBER)
                  + " order by header_id, line_number, line_id")) {
        dialect.bind(statement, 1, part, KeyType.NUMBER);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Order order = byId.get(rows.getLong(1));
            if (order != null) {
              order
                  .lines()
                  .add(
                      new Line(
                          rows.getString(2),
                          rows.getString(3),
                          rows.getBigDecimal(4),
                          rows.getString(5)));
            }
          }
        }
      }
    }
    return orders;
  }

  private Order order(ResultSet row) throws SQLException {
    Instant changedAt = instant(row.getObject(8, LocalDateTime.class));
    long request = row.getLong(9);
    return new Order(
        row.getBigDecimal(3).toPlainString(),
        row.getString(4),
        "Y".equals(row.getString(5)),
        "Y".equals(row.getString(6)),
        row.getString(7),
        row.wasNull() ? null : request,
        changedAt == null ? Instant.EPOCH : changedAt,
        new ArrayList<>());
  }

  private @Nullable Instant instant(@Nullable LocalDateTime value) {
    return value == null
        ? null
        : value.atZone(config.zone()).toInstant().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Messages of these requests by order, each once, in the configured language if there is one. */
  Map<OrderKey, List<Message>> messages(Connection connection, Collection<Long> requestIds)
      throws SQLException {
    Map<Long, Message> chosen = new LinkedHashMap<>();
    Map<Long, Integer> ranks = new HashMap<>();
    Map<Long, OrderKey> owners = new HashMap<>();
    for (List<Long> part : dialect.parts(requestIds)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "select m.transaction_id, m.order_source_id, m.original_sys_document_ref, m.org_id,"
                  + " m.original_sys_document_line_ref, m.attribute_code, m.type, t.language,"
                  + " t.message_text, m.creation_date, m.change_sequence from oe_processing_msgs m"
                  + " join oe_processing_msgs_tl t on t.transaction_id = m.transaction_id where "
                  + dialect.in("m.request_id", part.size(), KeyType.NUMBER)
                  + " order by m.transaction_id")) {
        dialect.bind(statement, 1, part, KeyType.NUMBER);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            String ref = rows.getString(3);
            String text = rows.getString(9);
            if (ref == null || text == null) {
              continue;
            }
            long id = rows.getLong(1);
            String language = rows.getString(8);
            int rank = language.equals(config.language()) ? 0 : language.equals("US") ? 1 : 2;
            Integer known = ranks.get(id);
            if (known == null || rank < known) {
              ranks.put(id, rank);
              owners.put(id, new OrderKey(rows.getLong(2), ref, rows.getLong(4)));
              chosen.put(
                  id,
                  new Message(
                      rows.getString(5),
                      rows.getString(6),
                      rows.getString(7),
                      text,
                      instant(rows.getObject(10, LocalDateTime.class)),
                      rows.getString(11)));
            }
          }
        }
      }
    }
    Map<OrderKey, List<Message>> byOrder = new HashMap<>();
    chosen.forEach(
        (id, message) ->
            byOrder
                .computeIfAbsent(Objects.requireNonNull(owners.get(id)), k -> new ArrayList<>())
                .add(message));
    return byOrder;
  }
}

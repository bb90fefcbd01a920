package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_HEADERS;
import static io.pipemill.adapter.ebs.InterfaceTable.PRICE_ADJUSTMENTS;

import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.BaseRows.Row;
import io.pipemill.adapter.ebs.Dialect.KeyType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Predicts what Order Import would change in the base tables: the same decisions as {@link
 * OrderPlan}, the import's defaults, and its refusals (then nothing changes). Exact for the
 * simulator; on a real site defaulting rules and extensions may change more.
 */
final class OrderPreview {
  static final List<String> HEADER_COPIED =
      Stream.concat(
              Stream.of(
                  "ORDERED_DATE",
                  "REQUEST_DATE",
                  "CONVERSION_RATE",
                  "CONVERSION_TYPE_CODE",
                  "CONVERSION_RATE_DATE",
                  "TRANSACTIONAL_CURR_CODE",
                  "SHIPPING_METHOD_CODE",
                  "FREIGHT_TERMS_CODE",
                  "FOB_POINT_CODE",
                  "SALES_CHANNEL_CODE",
                  "SHIPPING_INSTRUCTIONS",
                  "PACKING_INSTRUCTIONS",
                  "CONTEXT"),
              attributes(20))
          .toList();
  static final List<String> HEADER_COLUMNS =
      Stream.concat(
              Stream.of(
                  "ORG_ID",
                  "ORDER_TYPE_ID",
                  "VERSION_NUMBER",
                  "ORDER_SOURCE_ID",
                  "ORIG_SYS_DOCUMENT_REF",
                  "CHANGE_SEQUENCE",
                  "PRICE_LIST_ID",
                  "CUST_PO_NUMBER",
                  "PAYMENT_TERM_ID",
                  "SOLD_TO_ORG_ID",
                  "SHIP_FROM_ORG_ID",
                  "SHIP_TO_ORG_ID",
                  "INVOICE_TO_ORG_ID",
                  "SALESREP_ID",
                  "ORDER_CATEGORY_CODE",
                  "CANCELLED_FLAG",
                  "OPEN_FLAG",
                  "BOOKED_FLAG",
                  "FLOW_STATUS_CODE",
                  "CHANGE_REASON"),
              HEADER_COPIED.stream())
          .toList();
  static final List<String> ADJUSTMENT_COPIED =
      Stream.concat(
              Stream.of(
                  "AUTOMATIC_FLAG",
                  "PERCENT",
                  "LIST_LINE_TYPE_CODE",
                  "ARITHMETIC_OPERATOR",
                  "OPERAND",
                  "ADJUSTED_AMOUNT",
                  "CHARGE_TYPE_CODE",
                  "CHANGE_REASON_CODE",
                  "CHANGE_REASON_TEXT",
                  "UPDATED_FLAG",
                  "APPLIED_FLAG",
                  "CONTEXT"),
              attributes(15))
          .toList();
  private static final List<String> ADJUSTMENT_COLUMNS =
      Stream.concat(
              Stream.of("ORIG_SYS_DISCOUNT_REF", "LIST_HEADER_ID"), ADJUSTMENT_COPIED.stream())
          .toList();

  private final EbsConfig config;
  private final Dialect dialect;
  private final OrderState state;
  private final BaseRows rows;

  OrderPreview(EbsConfig config, Dialect dialect, OrderState state) {
    this.config = config;
    this.dialect = dialect;
    this.state = state;
    this.rows = new BaseRows(dialect);
  }

  static Stream<String> attributes(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> "ATTRIBUTE" + i);
  }

  List<List<RowChange>> of(Connection connection, List<OrderDocument> orders) throws SQLException {
    Map<OrderKey, BaseOrder> base =
        state.base(connection, orders.stream().map(OrderDocument::key).toList());
    OrderReferences references = OrderReferences.of(connection, dialect, orders);
    List<Long> ids = base.values().stream().map(known -> known.headerId).toList();
    Map<Long, Row> headers =
        byId(connection, "oe_order_headers_all", "HEADER_ID", HEADER_COLUMNS, ids);
    Map<Long, Row> lines = new HashMap<>();
    for (Row row :
        rows.read(
            connection,
            "oe_order_lines_all",
            "line_id, " + String.join(", ", OrderLinePreview.COLUMNS),
            "header_id",
            KeyType.NUMBER,
            ids)) {
      lines.put(row.id("LINE_ID"), row);
    }
    Map<Long, Row> adjustments = new HashMap<>();
    for (Row row :
        rows.read(
            connection,
            "oe_price_adjustments",
            "price_adjustment_id, " + String.join(", ", ADJUSTMENT_COLUMNS),
            "header_id",
            KeyType.NUMBER,
            ids)) {
      adjustments.put(row.id("PRICE_ADJUSTMENT_ID"), row);
    }
    List<List<RowChange>> all = new ArrayList<>();
    for (OrderDocument order : orders) {
      BaseOrder known = base.get(order.key());
      OrderPlan plan = new OrderPlan(order, known, config);
      Row before = known == null ? null : headers.get(known.headerId);
      all.add(changes(plan, before, lines, adjustments, references));
    }
    return all;
  }

  private Map<Long, Row> byId(
      Connection connection, String table, String id, List<String> columns, List<Long> ids)
      throws SQLException {
    Map<Long, Row> found = new HashMap<>();
    for (Row row :
        rows.read(
            connection, table, id + ", " + String.join(", ", columns), id, KeyType.NUMBER, ids)) {
      found.put(row.id(id), row);
    }
    return found;
  }

  private static List<RowChange> changes(
      OrderPlan plan,
      @Nullable Row before,
      Map<Long, Row> lines,
      Map<Long, Row> adjustments,
      OrderReferences references) {
    if (plan.nothing || (before != null && "Y".equals(before.get("CANCELLED_FLAG")))) {
      return List.of();
    }
    Row after = header(plan, before, references);
    if (after == null) {
      return List.of();
    }
    List<@Nullable RowChange> changes = new ArrayList<>();
    String key = plan.order.key().toString();
    changes.add(BaseRows.change("OE_ORDER_HEADERS_ALL", key, before, after, HEADER_COLUMNS));
    List<RowChange> changedLines =
        new OrderLinePreview(plan, before, after, references).changes(lines);
    if (changedLines == null) {
      return List.of();
    }
    changes.addAll(changedLines);
    for (OrderPlan.Adjustment adjustment : plan.adjustments) {
      if (!adjustment(changes, plan, adjustment, adjustments, references)) {
        return List.of();
      }
    }
    return changes.stream().filter(Objects::nonNull).toList();
  }

  /** The header after the import; null if the import would refuse it. */
  private static @Nullable Row header(
      OrderPlan plan, @Nullable Row before, OrderReferences references) {
    @Nullable Object[] sent = plan.order.header();
    long org = plan.order.key().org();
    Row after = before == null ? new Row() : before.copy();
    after.set("CHANGE_SEQUENCE", plan.order.sequence());
    if (plan.order.cancel()) {
      after.set("CANCELLED_FLAG", "Y");
      after.set("OPEN_FLAG", "N");
      after.set("FLOW_STATUS_CODE", "CANCELLED");
      after.set("CHANGE_REASON", sent[ORDER_HEADERS.at("CHANGE_REASON")]);
      return after;
    }
    Object type = sent[ORDER_HEADERS.at("ORDER_TYPE")];
    Object priceList = sent[ORDER_HEADERS.at("PRICE_LIST")];
    Object shipTo = sent[ORDER_HEADERS.at("SHIP_TO_ORG")];
    Object invoiceTo = sent[ORDER_HEADERS.at("INVOICE_TO_ORG")];
    String account = references.customer(sent[ORDER_HEADERS.at("CUSTOMER_NUMBER")]);
    boolean fresh = before == null;
    Resolved resolved = new Resolved(after);
    resolved.need("ORDER_TYPE_ID", type, references.orderType(type, org));
    resolved.need("SOLD_TO_ORG_ID", sent[ORDER_HEADERS.at("CUSTOMER_NUMBER")], account);
    resolved.need("PRICE_LIST_ID", priceList, references.priceList(priceList));
    Object term = sent[ORDER_HEADERS.at("PAYMENT_TERM")];
    resolved.need("PAYMENT_TERM_ID", term, references.term(term));
    Object salesrep = sent[ORDER_HEADERS.at("SALESREP")];
    resolved.need("SALESREP_ID", salesrep, references.salesrep(salesrep, org));
    Object warehouse = sent[ORDER_HEADERS.at("SHIP_FROM_ORG")];
    resolved.need("SHIP_FROM_ORG_ID", warehouse, references.warehouse(warehouse));
    if (shipTo != null || fresh) {
      resolved.need("SHIP_TO_ORG_ID", shipTo, references.siteUse(account, org, "SHIP_TO", shipTo));
    }
    if (invoiceTo != null || fresh) {
      resolved.need(
          "INVOICE_TO_ORG_ID", invoiceTo, references.siteUse(account, org, "BILL_TO", invoiceTo));
    }
    if (resolved.refused
        || (fresh && priceList == null)
        || !references.currency(sent[ORDER_HEADERS.at("TRANSACTIONAL_CURR_CODE")])) {
      return null;
    }
    if (fresh) {
      after.set("ORG_ID", org);
      after.set("VERSION_NUMBER", 0);
      after.set("ORDER_SOURCE_ID", plan.order.key().source());
      after.set("ORIG_SYS_DOCUMENT_REF", plan.order.key().ref());
      after.set("ORDER_CATEGORY_CODE", references.category(type));
      after.set("CANCELLED_FLAG", "N");
      after.set("OPEN_FLAG", "Y");
      after.set("BOOKED_FLAG", "N");
      after.set("FLOW_STATUS_CODE", "ENTERED");
    }
    after.set("CUST_PO_NUMBER", sent[ORDER_HEADERS.at("CUSTOMER_PO_NUMBER")]);
    for (String column : HEADER_COPIED) {
      after.set(column, sent[ORDER_HEADERS.at(column)]);
    }
    if (books(plan)) {
      after.set("BOOKED_FLAG", "Y");
      after.set("FLOW_STATUS_CODE", "BOOKED");
    }
    return after;
  }

  static boolean books(OrderPlan plan) {
    int operation = InterfaceTable.ACTIONS.at("OPERATION_CODE");
    return "Y".equals(plan.order.header()[ORDER_HEADERS.at("BOOKED_FLAG")])
        || plan.order.actions().stream().anyMatch(row -> "BOOK_ORDER".equals(row[operation]));
  }

  /** Adds an adjustment's change; false if the import would refuse it. */
  private static boolean adjustment(
      List<@Nullable RowChange> changes,
      OrderPlan plan,
      OrderPlan.Adjustment adjustment,
      Map<Long, Row> adjustments,
      OrderReferences references) {
    @Nullable Object[] sent = adjustment.row();
    OrderPlan.Line line = adjustment.line();
    String key =
        (line == null
                ? plan.order.key().toString()
                : OrderLinePreview.key(plan.order.key(), line.ref(), line.shipment()))
            + ", ORIG_SYS_DISCOUNT_REF="
            + sent[PRICE_ADJUSTMENTS.at("ORIG_SYS_DISCOUNT_REF")];
    Row before = adjustment.id() == null ? null : adjustments.get(adjustment.id());
    Row after = null;
    if (!adjustment.operation().equals("DELETE")) {
      after = before == null ? new Row() : before.copy();
      Object list = sent[PRICE_ADJUSTMENTS.at("LIST_NAME")];
      if (list != null) {
        String id = references.modifier(list);
        if (id == null) {
          return false;
        }
        if (before == null) {
          after.set("LIST_HEADER_ID", id);
        }
      }
      after.set("ORIG_SYS_DISCOUNT_REF", sent[PRICE_ADJUSTMENTS.at("ORIG_SYS_DISCOUNT_REF")]);
      for (String column : ADJUSTMENT_COPIED) {
        after.set(column, sent[PRICE_ADJUSTMENTS.at(column)]);
      }
    }
    changes.add(BaseRows.change("OE_PRICE_ADJUSTMENTS", key, before, after, ADJUSTMENT_COLUMNS));
    return true;
  }

  /** Sets ids; a name that has none makes the import refuse the order. */
  static final class Resolved {
    private final Row row;
    boolean refused;

    Resolved(Row row) {
      this.row = row;
    }

    void need(String column, @Nullable Object name, @Nullable String id) {
      if (name != null && id == null) {
        refused = true;
      }
      row.set(column, id);
    }
  }
}

package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_LINES;

import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.BaseRows.Row;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines' part of a prediction. */
final class OrderLinePreview {
  private static final List<String> COPIED =
      Stream.concat(
              Stream.of(
                  "USER_ITEM_DESCRIPTION",
                  "REQUEST_DATE",
                  "PROMISE_DATE",
                  "SCHEDULE_SHIP_DATE",
                  "LATEST_ACCEPTABLE_DATE",
                  "ORDERED_QUANTITY",
                  "ORDER_QUANTITY_UOM",
                  "PRICING_QUANTITY",
                  "PRICING_QUANTITY_UOM",
                  "UNIT_SELLING_PRICE",
                  "UNIT_LIST_PRICE",
                  "CALCULATE_PRICE_FLAG",
                  "LINE_NUMBER",
                  "SHIPPING_INSTRUCTIONS",
                  "PACKING_INSTRUCTIONS",
                  "CONTEXT"),
              OrderPreview.attributes(20))
          .toList();
  static final List<String> COLUMNS =
      Stream.concat(
              Stream.of(
                  "ORG_ID",
                  "SHIPMENT_NUMBER",
                  "ORDER_SOURCE_ID",
                  "ORIG_SYS_DOCUMENT_REF",
                  "ORIG_SYS_LINE_REF",
                  "ORIG_SYS_SHIPMENT_REF",
                  "CHANGE_SEQUENCE",
                  "ORDERED_ITEM",
                  "INVENTORY_ITEM_ID",
                  "ITEM_TYPE_CODE",
                  "CANCELLED_QUANTITY",
                  "PRICE_LIST_ID",
                  "PAYMENT_TERM_ID",
                  "SALESREP_ID",
                  "SOLD_TO_ORG_ID",
                  "SHIP_FROM_ORG_ID",
                  "SHIP_TO_ORG_ID",
                  "INVOICE_TO_ORG_ID",
                  "CUST_PO_NUMBER",
                  "LINE_CATEGORY_CODE",
                  "CANCELLED_FLAG",
                  "OPEN_FLAG",
                  "BOOKED_FLAG",
                  "FLOW_STATUS_CODE",
                  "CHANGE_REASON"),
              COPIED.stream())
          .toList();
  private static final List<String> FROM_HEADER =
      List.of(
          "PRICE_LIST_ID",
          "PAYMENT_TERM_ID",
          "SALESREP_ID",
          "SOLD_TO_ORG_ID",
          "SHIP_FROM_ORG_ID",
          "SHIP_TO_ORG_ID",
          "INVOICE_TO_ORG_ID",
          "CUST_PO_NUMBER",
          "BOOKED_FLAG");

  private final OrderPlan plan;
  private final @Nullable Row headerBefore;
  private final Row header;
  private final OrderReferences references;

  OrderLinePreview(
      OrderPlan plan, @Nullable Row headerBefore, Row header, OrderReferences references) {
    this.plan = plan;
    this.headerBefore = headerBefore;
    this.header = header;
    this.references = references;
  }

  static String key(OrderKey order, String ref, @Nullable String shipment) {
    return order
        + ", ORIG_SYS_LINE_REF="
        + ref
        + (shipment == null ? "" : ", ORIG_SYS_SHIPMENT_REF=" + shipment);
  }

  /** Changes of all lines; null if the import would refuse one, and so the order. */
  @Nullable List<RowChange> changes(Map<Long, Row> present) {
    List<RowChange> changes = new ArrayList<>();
    Set<Long> touched = new HashSet<>();
    for (OrderPlan.Line line : plan.lines) {
      BaseOrder.Line changed = line.base();
      Row before = null;
      if (changed != null) {
        touched.add(changed.lineId());
        before = present.get(changed.lineId());
      }
      Row after = line.cancels() ? cancelled(line, before) : line(line, before);
      if (after == null) {
        return null;
      }
      add(changes, line.ref(), line.shipment(), before, after);
    }
    if (plan.base != null) {
      others(changes, present, touched);
    }
    return changes;
  }

  private void add(
      List<RowChange> changes,
      String ref,
      @Nullable String shipment,
      @Nullable Row before,
      Row after) {
    RowChange change =
        BaseRows.change(
            "OE_ORDER_LINES_ALL", key(plan.order.key(), ref, shipment), before, after, COLUMNS);
    if (change != null) {
      changes.add(change);
    }
  }

  private @Nullable Row line(OrderPlan.Line line, @Nullable Row before) {
    @Nullable Object[] sent = line.row();
    long org = plan.order.key().org();
    Object item = sent[ORDER_LINES.at("INVENTORY_ITEM")];
    Object warehouse = sent[ORDER_LINES.at("SHIP_FROM_ORG")];
    Object shipTo = sent[ORDER_LINES.at("SHIP_TO_ORG")];
    Row after = before == null ? new Row() : before.copy();
    if (before == null) {
      fresh(line, after);
    }
    OrderPreview.Resolved resolved = new OrderPreview.Resolved(after);
    resolved.need("INVENTORY_ITEM_ID", item, references.item(org, item));
    after.set("ORDERED_ITEM", item);
    resolved.need("SHIP_FROM_ORG_ID", warehouse, references.warehouse(warehouse));
    if (shipTo != null) {
      String account = header.get("SOLD_TO_ORG_ID");
      resolved.need("SHIP_TO_ORG_ID", shipTo, references.siteUse(account, org, "SHIP_TO", shipTo));
    }
    if (resolved.refused
        || !references.unit(sent[ORDER_LINES.at("ORDER_QUANTITY_UOM")])
        || !references.unit(sent[ORDER_LINES.at("PRICING_QUANTITY_UOM")])
        || tooEarly(sent)) {
      return null;
    }
    after.set("CHANGE_SEQUENCE", plan.order.sequence());
    after.set("CUST_PO_NUMBER", sent[ORDER_LINES.at("CUSTOMER_PO_NUMBER")]);
    for (String column : COPIED) {
      after.set(column, sent[ORDER_LINES.at(column)]);
    }
    booked(after);
    return after;
  }

  private void fresh(OrderPlan.Line line, Row after) {
    after.set("ORG_ID", plan.order.key().org());
    after.set("SHIPMENT_NUMBER", 1);
    after.set("ORDER_SOURCE_ID", plan.order.key().source());
    after.set("ORIG_SYS_DOCUMENT_REF", plan.order.key().ref());
    after.set("ORIG_SYS_LINE_REF", line.ref());
    after.set("ORIG_SYS_SHIPMENT_REF", line.shipment());
    after.set("ITEM_TYPE_CODE", "STANDARD");
    after.set("CANCELLED_QUANTITY", 0);
    after.set("LINE_CATEGORY_CODE", "ORDER");
    after.set("CANCELLED_FLAG", "N");
    after.set("OPEN_FLAG", "Y");
    after.set(
        "FLOW_STATUS_CODE",
        "Y".equals(header.get("BOOKED_FLAG")) ? "AWAITING_SHIPPING" : "ENTERED");
    for (String column : FROM_HEADER) {
      after.set(column, header.get(column));
    }
  }

  private @Nullable Row cancelled(OrderPlan.Line line, @Nullable Row before) {
    if (before == null) {
      return null;
    }
    Row after = before.copy();
    after.set("CHANGE_SEQUENCE", plan.order.sequence());
    after.set("CANCELLED_QUANTITY", before.get("ORDERED_QUANTITY"));
    after.set("ORDERED_QUANTITY", 0);
    close(after, line.row()[ORDER_LINES.at("CHANGE_REASON")]);
    booked(after);
    return after;
  }

  private static void close(Row after, @Nullable Object reason) {
    after.set("CANCELLED_FLAG", "Y");
    after.set("OPEN_FLAG", "N");
    after.set("CHANGE_REASON", reason);
    after.set("FLOW_STATUS_CODE", "CANCELLED");
  }

  /** Booking an order books every line of it. */
  private void booked(Row after) {
    if (headerBefore != null && OrderPreview.books(plan) && !"Y".equals(after.get("BOOKED_FLAG"))) {
      after.set("BOOKED_FLAG", "Y");
      if ("ENTERED".equals(after.get("FLOW_STATUS_CODE"))) {
        after.set("FLOW_STATUS_CODE", "AWAITING_SHIPPING");
      }
    }
  }

  /** Lines the document does not touch: cancelled with the order, or booked with it. */
  private void others(List<RowChange> changes, Map<Long, Row> present, Set<Long> touched) {
    BaseOrder base = plan.base;
    if (base == null) {
      return;
    }
    for (List<BaseOrder.Line> lines : base.lines.values()) {
      for (BaseOrder.Line line : lines) {
        Row before = present.get(line.lineId());
        if (before == null || touched.contains(line.lineId())) {
          continue;
        }
        Row after = before.copy();
        if (plan.order.cancel()) {
          if (!line.cancelled()) {
            after.set("CANCELLED_QUANTITY", before.get("ORDERED_QUANTITY"));
            after.set("ORDERED_QUANTITY", 0);
            close(after, header.get("CHANGE_REASON"));
          }
        } else {
          booked(after);
        }
        add(changes, line.ref(), line.shipment(), before, after);
      }
    }
  }

  private boolean tooEarly(@Nullable Object[] sent) {
    String ordered = header.get("ORDERED_DATE");
    LocalDate ship = date(sent[ORDER_LINES.at("SCHEDULE_SHIP_DATE")]);
    if (ship != null
        && ordered != null
        && ship.isBefore(LocalDate.parse(ordered.substring(0, 10)))) {
      return true;
    }
    LocalDate latest = date(sent[ORDER_LINES.at("LATEST_ACCEPTABLE_DATE")]);
    LocalDate requested = date(sent[ORDER_LINES.at("REQUEST_DATE")]);
    return latest != null && requested != null && latest.isBefore(requested);
  }

  private static @Nullable LocalDate date(@Nullable Object value) {
    if (value instanceof LocalDateTime time) {
      return time.toLocalDate();
    }
    return (LocalDate) value;
  }
}

package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Request;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Mapped sales orders as an outbound mapping writes them. */
final class Orders {
  private static final AtomicLong DELIVERY = new AtomicLong();
  static final RecordShape ADJUSTMENT =
      RecordShape.of(
          "adjustments",
          "ORIG_SYS_DISCOUNT_REF",
          "LIST_LINE_TYPE_CODE",
          "PERCENT",
          "ADJUSTED_AMOUNT",
          "CHANGE_REASON_TEXT");
  static final RecordShape LINE =
      new RecordShape(
          "lines",
          List.of(
              "ORIG_SYS_LINE_REF",
              "INVENTORY_ITEM",
              "ORDERED_QUANTITY",
              "ORDER_QUANTITY_UOM",
              "UNIT_SELLING_PRICE",
              "REQUEST_DATE",
              "PROMISE_DATE",
              "USER_ITEM_DESCRIPTION",
              "ATTRIBUTE1",
              "ATTRIBUTE2"),
          List.of(ADJUSTMENT));
  static final RecordShape HEADER =
      new RecordShape(
          "order",
          List.of(
              "ORDER_SOURCE",
              "ORIG_SYS_DOCUMENT_REF",
              "CHANGE_SEQUENCE",
              "OPERATING_UNIT",
              "ORDER_TYPE",
              "ORDERED_DATE",
              "REQUEST_DATE",
              "CUSTOMER_NUMBER",
              "CUSTOMER_PO_NUMBER",
              "TRANSACTIONAL_CURR_CODE",
              "PRICE_LIST",
              "PAYMENT_TERM",
              "SHIPPING_INSTRUCTIONS",
              "ATTRIBUTE1",
              "ATTRIBUTE2"),
          List.of(LINE, ADJUSTMENT));

  private final String ref;
  private final long version;
  private Verb verb = Verb.PROCESS;
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final List<RecordTree> lines = new ArrayList<>();
  private final List<RecordTree> adjustments = new ArrayList<>();

  private Orders(String ref, long version) {
    this.ref = ref;
    this.version = version;
    set("ORDER_SOURCE", "crude-retail");
    set("ORIG_SYS_DOCUMENT_REF", ref);
    set("CHANGE_SEQUENCE", version);
    set("ORDER_TYPE", "Standard");
    set("ORDERED_DATE", LocalDate.of(2026, 3, 1));
    set("CUSTOMER_NUMBER", "C1");
    set("TRANSACTIONAL_CURR_CODE", "CNY");
    set("PRICE_LIST", "Corporate");
  }

  static Orders order(String ref, long version) {
    return new Orders(ref, version);
  }

  Orders set(String column, Object value) {
    header.put(column, value);
    return this;
  }

  Orders verb(Verb value) {
    verb = value;
    return this;
  }

  Orders line(String lineRef, String item, String quantity, String price) {
    return line(lineRef, item, quantity, price, Map.of());
  }

  Orders line(
      String lineRef, String item, String quantity, String price, Map<String, Object> more) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("ORIG_SYS_LINE_REF", lineRef);
    values.put("INVENTORY_ITEM", item);
    values.put("ORDERED_QUANTITY", new BigDecimal(quantity));
    values.put("ORDER_QUANTITY_UOM", "TON");
    values.put("UNIT_SELLING_PRICE", new BigDecimal(price));
    values.putAll(more);
    @SuppressWarnings("unchecked")
    List<RecordTree> adjusted = (List<RecordTree>) values.getOrDefault("adjustments", List.of());
    lines.add(tree(LINE, values, adjusted));
    return this;
  }

  Orders adjustment(RecordTree adjustment) {
    adjustments.add(adjustment);
    return this;
  }

  static RecordTree discount(String discountRef, String amount, String reason) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("ORIG_SYS_DISCOUNT_REF", discountRef);
    values.put("LIST_LINE_TYPE_CODE", "DIS");
    values.put("ADJUSTED_AMOUNT", new BigDecimal(amount));
    values.put("CHANGE_REASON_TEXT", reason);
    return tree(ADJUSTMENT, values);
  }

  OutboundDocument build() {
    return new OutboundDocument(
        DELIVERY.incrementAndGet(),
        new Envelope(
            UUID.randomUUID(),
            new DocumentName("sales-order", 1),
            ref,
            version,
            verb,
            "crude-retail",
            "RETAIL_ORDER/ORDER_NO=" + ref,
            UUID.randomUUID(),
            Instant.parse("2026-03-01T00:00:00Z"),
            null,
            List.of()),
        new Object(),
        tree(HEADER, header, lines, adjustments),
        new byte[32]);
  }

  static Attempt attempt(Orders... orders) {
    return attempt(java.util.Arrays.stream(orders).map(Orders::build).toList());
  }

  static Attempt attempt(List<OutboundDocument> documents) {
    return new Attempt(UUID.randomUUID(), documents);
  }

  static Request request(io.pipemill.adapter.Receipt receipt, Attempt attempt) {
    return new Request(java.util.Objects.requireNonNull(receipt.requestId()), attempt.documents());
  }

  @SafeVarargs
  @SuppressWarnings("unchecked")
  static RecordTree tree(
      RecordShape shape, Map<String, Object> values, List<RecordTree>... groups) {
    Object[] row = new Object[shape.columns().size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = values.get(shape.columns().get(i));
    }
    List<RecordTree>[] all = (List<RecordTree>[]) new List<?>[shape.groups().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < groups.length ? groups[i] : List.of();
    }
    return new RecordTree(shape, row, all, null);
  }
}

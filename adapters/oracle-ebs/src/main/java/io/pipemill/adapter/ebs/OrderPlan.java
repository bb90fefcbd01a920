package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ACTIONS;
import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_HEADERS;
import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_LINES;
import static io.pipemill.adapter.ebs.InterfaceTable.PRICE_ADJUSTMENTS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The interface rows that bring an order in the ERP to the state of a document: INSERT where it is
 * unknown; else UPDATE, with INSERT, UPDATE or cancellation per line and INSERT, UPDATE or DELETE
 * per price adjustment. A line that was cancelled in the ERP and stands in the document again is
 * inserted anew under the next ORIG_SYS_SHIPMENT_REF, because a cancelled line cannot be revived.
 */
final class OrderPlan {
  private static final String INSERT = "INSERT";
  private static final String UPDATE = "UPDATE";
  private static final String DELETE = "DELETE";
  private static final int LINE_OPERATION = ORDER_LINES.at("OPERATION_CODE");
  private static final int LINE_NUMBER = ORDER_LINES.at("LINE_NUMBER");
  private static final int SHIPMENT = ORDER_LINES.at("ORIG_SYS_SHIPMENT_REF");
  private static final int QUANTITY = ORDER_LINES.at("ORDERED_QUANTITY");
  private static final int REASON = ORDER_LINES.at("CHANGE_REASON");
  private static final int CALCULATE = ORDER_LINES.at("CALCULATE_PRICE_FLAG");
  private static final int ADJUSTMENT_OPERATION = PRICE_ADJUSTMENTS.at("OPERATION_CODE");
  private static final int DISCOUNT = PRICE_ADJUSTMENTS.at("ORIG_SYS_DISCOUNT_REF");

  final OrderDocument order;
  final @Nullable BaseOrder base;
  final List<Line> lines = new ArrayList<>();
  final List<Adjustment> adjustments = new ArrayList<>();
  // set when nothing is to be sent: a cancellation of what the ERP never had
  final boolean nothing;
  private final EbsConfig config;

  /**
   * @param base the line it changes; null for a new one
   * @param cancels whether the line is gone from the document
   */
  record Line(
      String ref,
      @Nullable String shipment,
      @Nullable Object[] row,
      BaseOrder.@Nullable Line base,
      boolean cancels) {}

  /**
   * @param line the line it belongs to; null for the header
   * @param id the adjustment it changes or deletes; null for a new one
   */
  record Adjustment(
      String operation, @Nullable Line line, @Nullable Object[] row, @Nullable Long id) {}

  OrderPlan(OrderDocument order, @Nullable BaseOrder base, EbsConfig config) {
    this.order = order;
    this.base = base;
    this.config = config;
    this.nothing = order.cancel() && base == null;
    header();
    if (!order.cancel()) {
      lines();
      adjustments(null, order.adjustments());
    }
  }

  private void header() {
    @Nullable Object[] row = order.header();
    row[ORDER_HEADERS.at("OPERATION_CODE")] = base == null ? INSERT : UPDATE;
    // the hub decides the order of versions; a replay must be applied, whatever was applied before
    row[ORDER_HEADERS.at("FORCE_APPLY_FLAG")] = "Y";
    row[ORDER_HEADERS.at("READY_FLAG")] = "Y";
    int booked = ORDER_HEADERS.at("BOOKED_FLAG");
    if (order.cancel()) {
      row[ORDER_HEADERS.at("CANCELLED_FLAG")] = "Y";
      row[ORDER_HEADERS.at("CHANGE_REASON")] = config.cancelReason();
    } else if (row[booked] == null && config.book()) {
      row[booked] = "Y";
    }
  }

  private void lines() {
    Set<String> refs = new HashSet<>();
    long next = base == null ? 0 : base.lastLineNumber;
    for (OrderDocument.Line line : order.lines()) {
      if (line.row()[LINE_NUMBER] != null) {
        next = Math.max(next, OrderReader.whole(line.row()[LINE_NUMBER]));
      }
    }
    for (OrderDocument.Line line : order.lines()) {
      refs.add(line.ref());
      @Nullable Object[] row = line.row();
      BaseOrder.Line present = base == null ? null : base.alive(line.ref());
      String shipment = null;
      if (present != null) {
        shipment = present.shipment();
        row[REASON] = config.cancelReason();
      } else {
        int before = base == null ? 0 : base.shipments(line.ref());
        shipment = before == 0 ? null : String.valueOf(before + 1);
        if (row[LINE_NUMBER] == null) {
          row[LINE_NUMBER] = ++next;
        }
        if (row[CALCULATE] == null) {
          row[CALCULATE] = "N";
        }
      }
      row[LINE_OPERATION] = present == null ? INSERT : UPDATE;
      row[SHIPMENT] = shipment;
      Line planned = new Line(line.ref(), shipment, row, present, false);
      lines.add(planned);
      adjustments(planned, line.adjustments());
    }
    if (base != null) {
      for (List<BaseOrder.Line> all : base.lines.values()) {
        for (BaseOrder.Line line : all) {
          if (!line.cancelled() && !refs.contains(line.ref())) {
            cancel(line);
          }
        }
      }
    }
  }

  private void cancel(BaseOrder.Line line) {
    @Nullable Object[] row = new @Nullable Object[ORDER_LINES.width()];
    row[ORDER_LINES.at("ORIG_SYS_LINE_REF")] = line.ref();
    row[SHIPMENT] = line.shipment();
    row[LINE_OPERATION] = UPDATE;
    row[QUANTITY] = 0;
    row[REASON] = config.cancelReason();
    lines.add(new Line(line.ref(), line.shipment(), row, line, true));
  }

  private void adjustments(@Nullable Line line, List<@Nullable Object[]> wanted) {
    Map<String, Long> present;
    if (base == null) {
      present = Map.of();
    } else if (line == null) {
      present = base.adjustments(0);
    } else {
      BaseOrder.Line changed = line.base();
      present = changed == null ? Map.of() : base.adjustments(changed.lineId());
    }
    Set<String> refs = new HashSet<>();
    for (@Nullable Object[] row : wanted) {
      String ref = (String) row[DISCOUNT];
      refs.add(ref);
      Long id = present.get(ref);
      row[ADJUSTMENT_OPERATION] = id == null ? INSERT : UPDATE;
      adjustments.add(new Adjustment(id == null ? INSERT : UPDATE, line, row, id));
    }
    for (Map.Entry<String, Long> gone : present.entrySet()) {
      if (!refs.contains(gone.getKey())) {
        @Nullable Object[] row = new @Nullable Object[PRICE_ADJUSTMENTS.width()];
        row[DISCOUNT] = gone.getKey();
        row[ADJUSTMENT_OPERATION] = DELETE;
        adjustments.add(new Adjustment(DELETE, line, row, gone.getValue()));
      }
    }
  }

  /** Adds the rows, completed with keys and WHO columns, to what will be sent. */
  void addTo(InterfaceRows rows) {
    if (nothing) {
      return;
    }
    OrderKey key = order.key();
    @Nullable Object[] header = order.header();
    header[ORDER_HEADERS.at("ORDER_SOURCE_ID")] = key.source();
    header[ORDER_HEADERS.at("ORG_ID")] = key.org();
    rows.add(ORDER_HEADERS, header);
    for (Line line : lines) {
      identify(ORDER_LINES, line.row());
      rows.add(ORDER_LINES, line.row());
    }
    for (Adjustment adjustment : adjustments) {
      @Nullable Object[] row = adjustment.row();
      identify(PRICE_ADJUSTMENTS, row);
      if (adjustment.line() != null) {
        row[PRICE_ADJUSTMENTS.at("ORIG_SYS_LINE_REF")] = adjustment.line().ref();
        row[PRICE_ADJUSTMENTS.at("ORIG_SYS_SHIPMENT_REF")] = adjustment.line().shipment();
      }
      rows.add(PRICE_ADJUSTMENTS, row);
    }
    for (@Nullable Object[] action : order.actions()) {
      identify(ACTIONS, action);
      rows.add(ACTIONS, action);
    }
  }

  private void identify(InterfaceTable table, @Nullable Object[] row) {
    row[table.at("ORDER_SOURCE_ID")] = order.key().source();
    row[table.at("ORG_ID")] = order.key().org();
    row[table.at("ORIG_SYS_DOCUMENT_REF")] = order.key().ref();
    row[table.at("CHANGE_SEQUENCE")] = order.sequence();
  }
}

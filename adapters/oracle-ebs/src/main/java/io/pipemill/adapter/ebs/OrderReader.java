package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ACTIONS;
import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_HEADERS;
import static io.pipemill.adapter.ebs.InterfaceTable.ORDER_LINES;
import static io.pipemill.adapter.ebs.InterfaceTable.PRICE_ADJUSTMENTS;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads mapped sales orders and finds everything wrong with their content without the database. */
final class OrderReader {
  private static final Set<String> HEADER_PSEUDO = Set.of("ORDER_SOURCE", "OPERATING_UNIT");
  private static final int REF = ORDER_HEADERS.at("ORIG_SYS_DOCUMENT_REF");
  private static final int SEQUENCE = ORDER_HEADERS.at("CHANGE_SEQUENCE");
  private static final int LINE_REF = ORDER_LINES.at("ORIG_SYS_LINE_REF");
  private static final int DISCOUNT_REF = PRICE_ADJUSTMENTS.at("ORIG_SYS_DISCOUNT_REF");
  private static final int OPERATOR = PRICE_ADJUSTMENTS.at("ARITHMETIC_OPERATOR");
  private static final int PERCENT = PRICE_ADJUSTMENTS.at("PERCENT");
  private static final int OPERAND = PRICE_ADJUSTMENTS.at("OPERAND");
  private static final int ADJUSTED = PRICE_ADJUSTMENTS.at("ADJUSTED_AMOUNT");
  private static final int[] HEADER_REQUIRED = {
    ORDER_HEADERS.at("ORDER_TYPE"),
    ORDER_HEADERS.at("CUSTOMER_NUMBER"),
    ORDER_HEADERS.at("TRANSACTIONAL_CURR_CODE")
  };
  private static final int[] LINE_REQUIRED = {
    ORDER_LINES.at("INVENTORY_ITEM"),
    ORDER_LINES.at("ORDERED_QUANTITY"),
    ORDER_LINES.at("ORDER_QUANTITY_UOM")
  };
  private static final int QUANTITY = ORDER_LINES.at("ORDERED_QUANTITY");

  private final EbsConfig config;
  private final RecordPlans headers;
  private final RecordPlans linePlans;
  private final RecordPlans adjustmentPlans;
  private final RecordPlans actionPlans;

  OrderReader(EbsConfig config) {
    this.config = config;
    headers =
        new RecordPlans(
            ORDER_HEADERS, HEADER_PSEUDO, Set.of("lines", "adjustments", "actions"), config);
    linePlans = new RecordPlans(ORDER_LINES, Set.of(), Set.of("adjustments"), config);
    adjustmentPlans = new RecordPlans(PRICE_ADJUSTMENTS, Set.of(), Set.of(), config);
    actionPlans = new RecordPlans(ACTIONS, Set.of(), Set.of(), config);
  }

  /**
   * Reads one order.
   *
   * @param problems where what is wrong is added
   * @return null if its key could not be read; otherwise what could be read, to be used only if no
   *     problem was added
   */
  @Nullable OrderDocument read(
      OutboundDocument document, EbsNames names, List<Violation> problems) {
    RecordTree record = document.record();
    if (record == null) {
      throw new AdapterException(
          "EBS-001",
          ErrorKind.CONFIGURATION,
          "sales orders need an outbound mapping (sales-order.out.yaml) in the system's folder");
    }
    RecordPlan plan = headers.of(record.shape());
    @Nullable Object[] header = new @Nullable Object[ORDER_HEADERS.width()];
    plan.read(record, "", header, problems);
    String ref = (String) header[REF];
    if (ref == null) {
      RecordPlans.missing("ORIG_SYS_DOCUMENT_REF", "", problems);
      return null;
    }
    if (header[SEQUENCE] == null) {
      header[SEQUENCE] = String.valueOf(document.envelope().version());
    }
    long source = names.orderSource(plan.text(record, "ORDER_SOURCE"));
    String unit = plan.text(record, "OPERATING_UNIT");
    Long org = unit == null ? Long.valueOf(names.ownUnit(config)) : names.operatingUnit(unit);
    if (org == null) {
      problems.add(
          new Violation(
              "EBS-104",
              "OPERATING_UNIT",
              unit,
              "a name in HR_OPERATING_UNITS",
              null,
              "operating unit '" + unit + "' is unknown to the ERP"));
      return null;
    }
    boolean cancel = document.envelope().verb() == Verb.CANCEL;
    if (cancel) {
      // a cancellation changes nothing else, whatever the document still carries
      @Nullable Object[] bare = new @Nullable Object[ORDER_HEADERS.width()];
      bare[REF] = ref;
      bare[SEQUENCE] = header[SEQUENCE];
      header = bare;
      problems.clear();
    }
    OrderDocument order =
        new OrderDocument(
            document,
            new OrderKey(source, ref, org),
            (String) header[SEQUENCE],
            cancel,
            header,
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    if (!cancel) {
      details(record, order, problems);
    }
    return order;
  }

  private void details(RecordTree record, OrderDocument order, List<Violation> problems) {
    RecordPlans.required(ORDER_HEADERS, HEADER_REQUIRED, order.header(), "", problems);
    List<RecordTree> lines = record.group("lines");
    if (lines.isEmpty()) {
      problems.add(
          new Violation(
              "EBS-105", "lines", null, "at least one line", null, "the order has no lines"));
    }
    Set<String> refs = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      RecordTree line = lines.get(i);
      String path = "lines[" + (i + 1) + "].";
      @Nullable Object[] row = new @Nullable Object[ORDER_LINES.width()];
      linePlans.of(line.shape()).read(line, path, row, problems);
      String ref = (String) row[LINE_REF];
      if (ref == null) {
        RecordPlans.missing("ORIG_SYS_LINE_REF", path, problems);
        continue;
      }
      if (!refs.add(ref)) {
        duplicate(path + "ORIG_SYS_LINE_REF", ref, problems);
      }
      RecordPlans.required(ORDER_LINES, LINE_REQUIRED, row, path, problems);
      if (row[QUANTITY] instanceof Number quantity && quantity.doubleValue() <= 0) {
        problems.add(
            new Violation(
                "EBS-107",
                path + "ORDERED_QUANTITY",
                quantity.toString(),
                "more than zero",
                null,
                "ORDERED_QUANTITY must be more than zero"));
      }
      OrderDocument.Line read = new OrderDocument.Line(ref, row, new ArrayList<>());
      adjustments(line, path, read.adjustments(), problems);
      order.lines().add(read);
    }
    adjustments(record, "", order.adjustments(), problems);
    for (RecordTree action : record.group("actions")) {
      @Nullable Object[] row = new @Nullable Object[ACTIONS.width()];
      actionPlans.of(action.shape()).read(action, "actions.", row, problems);
      order.actions().add(row);
    }
  }

  private void adjustments(
      RecordTree parent, String path, List<@Nullable Object[]> rows, List<Violation> problems) {
    List<RecordTree> adjustments = parent.group("adjustments");
    Set<String> refs = new HashSet<>();
    for (int i = 0; i < adjustments.size(); i++) {
      RecordTree adjustment = adjustments.get(i);
      String place = path + "adjustments[" + (i + 1) + "].";
      @Nullable Object[] row = new @Nullable Object[PRICE_ADJUSTMENTS.width()];
      adjustmentPlans.of(adjustment.shape()).read(adjustment, place, row, problems);
      if (row[DISCOUNT_REF] == null) {
        row[DISCOUNT_REF] = String.valueOf(i + 1);
      }
      if (!refs.add((String) row[DISCOUNT_REF])) {
        duplicate(place + "ORIG_SYS_DISCOUNT_REF", (String) row[DISCOUNT_REF], problems);
      }
      if (row[OPERATOR] == null) {
        row[OPERATOR] = row[PERCENT] != null && row[ADJUSTED] == null ? "%" : "LUMPSUM";
      }
      if (row[OPERAND] == null) {
        row[OPERAND] = "%".equals(row[OPERATOR]) ? row[PERCENT] : row[ADJUSTED];
      }
      setDefault(row, "AUTOMATIC_FLAG", "N");
      setDefault(row, "APPLIED_FLAG", "Y");
      setDefault(row, "UPDATED_FLAG", "Y");
      rows.add(row);
    }
  }

  private static void setDefault(@Nullable Object[] row, String column, String value) {
    int at = PRICE_ADJUSTMENTS.at(column);
    if (row[at] == null) {
      row[at] = value;
    }
  }

  private static void duplicate(String field, String value, List<Violation> problems) {
    problems.add(
        new Violation(
            "EBS-106",
            field,
            value,
            "a reference used once",
            null,
            "'" + value + "' is used twice"));
  }

  /** Whole numbers out of NUMBER columns. */
  static long whole(Object number) {
    return number instanceof BigDecimal decimal
        ? decimal.longValue()
        : ((Number) number).longValue();
  }
}

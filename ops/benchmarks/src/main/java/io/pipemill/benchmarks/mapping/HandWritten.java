package io.pipemill.benchmarks.mapping;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.PriceAdjustment;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.canonical.types.v1.ItemReference;
import io.pipemill.canonical.types.v1.Location;
import io.pipemill.canonical.types.v1.Money;
import io.pipemill.canonical.types.v1.PartyReference;
import io.pipemill.canonical.types.v1.Quantity;
import io.pipemill.canonical.types.v1.UnitPrice;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of a retail order as a programmer writes it by hand, with the checks the schema asks
 * for: the yardstick of the engine. Reads columns by index, knows its code lists, throws on the
 * first thing wrong.
 */
final class HandWritten {
  private static final Map<String, String> TYPES =
      Map.of("零售", "RETAIL", "批发", "WHOLESALE", "内部", "INTERNAL");
  private static final Map<String, String> PAYMENT =
      Map.of("预付", "PREPAID", "现金", "CASH", "月结", "MONTHLY", "承兑", "ACCEPTANCE");
  private static final Map<String, String> STATIONS =
      Map.of("S01", "Daqing Retail", "S02", "Rang Hulu Retail", "S03", "Saertu Retail");
  private static final Map<String, String> DEPOTS = Map.of("BY1", "M1", "NY1", "M2");
  private static final Map<String, String> PRODUCTS =
      Map.of(
          "DQ-01",
          "CRUDE-DQ",
          "DQ-02",
          "CRUDE-DQ-LW",
          "LS-01",
          "CRUDE-LIGHT",
          "NJ-01",
          "CONDENSATE");

  private final int[] c;
  private final int[] l;
  private final int lines;

  HandWritten(RecordTree example) {
    c =
        indexes(
            example,
            List.of(
                "ORDER_NO",
                "ORDER_TYPE",
                "ORDER_DT",
                "PLAN_DT",
                "CONTRACT_NO",
                "PO_NO",
                "STATION_CD",
                "CUST_CD",
                "CUST_NM",
                "RECEIVER",
                "DELIV_ADDR",
                "DELIV_CITY",
                "DELIV_ZIP",
                "DELIV_PROV",
                "SALES_MAN",
                "PAY_MODE",
                "TOTAL_AMT",
                "FREIGHT_AMT",
                "FREIGHT_MEMO",
                "ORDER_STATUS",
                "REMARK",
                "UPDATED_AT"));
    lines = example.shape().group("lines");
    l =
        indexes(
            example.group(lines).get(0),
            List.of(
                "LINE_NO",
                "OIL_CD",
                "OIL_NM",
                "NET_TON",
                "PRICE",
                "PLAN_DT",
                "DEPOT_CD",
                "LINE_MEMO"));
  }

  private static int[] indexes(RecordTree record, List<String> columns) {
    return columns.stream().mapToInt(column -> record.shape().column(column)).toArray();
  }

  /** What the hub needs of a record besides the document. */
  record Result(
      SalesOrder order,
      String businessKey,
      Verb verb,
      @Nullable Instant eventTime,
      Map<String, String> keys) {}

  /** Null for a draft. */
  @Nullable Result map(RecordTree r) {
    String status = text(r, c[19], 10);
    if ("录入".equals(status) || "0".equals(status)) {
      return null;
    }
    Verb verb = "作废".equals(status) || "9".equals(status) ? Verb.CANCEL : Verb.PROCESS;
    SalesOrder order = order(r);
    Map<String, String> keys = new LinkedHashMap<>(4);
    if (order.getContractNumber() != null) {
      keys.put("contractNumber", order.getContractNumber());
    }
    if (order.getCustomerOrderNumber() != null) {
      keys.put("customerOrderNumber", order.getCustomerOrderNumber());
    }
    keys.put("customer.code", order.getCustomer().getCode());
    return new Result(order, order.getOrderNumber(), verb, (Instant) r.value(c[21]), keys);
  }

  private SalesOrder order(RecordTree r) {
    SalesOrder order = new SalesOrder();
    order.setOrderNumber(required(text(r, c[0], 50), "ORDER_NO"));
    order.setOrderType(code(TYPES, text(r, c[1], 30)));
    order.setOrderDate(date(required(text(r, c[2], 10), "ORDER_DT")));
    String planned = text(r, c[3], 10);
    order.setRequestedDate(planned == null ? null : date(planned));
    order.setContractNumber(text(r, c[4], 50));
    order.setCustomerOrderNumber(text(r, c[5], 50));
    order.setOperatingUnit(code(STATIONS, text(r, c[6], 240)));
    PartyReference customer = new PartyReference();
    customer.setCode(required(text(r, c[7], 50), "CUST_CD"));
    customer.setName(text(r, c[8], 360));
    order.setCustomer(customer);
    String address = text(r, c[10], 240);
    String receiver = text(r, c[9], 360);
    if (address != null || receiver != null) {
      Location to = new Location();
      to.setName(receiver);
      to.setAddress(address);
      to.setCity(text(r, c[11], 60));
      to.setPostalCode(text(r, c[12], 60));
      to.setRegion(text(r, c[13], 60));
      to.setCountry(address == null ? null : "CN");
      order.setShipTo(to);
    }
    order.setSalesperson(text(r, c[14], 240));
    order.setCurrency("CNY");
    order.setPaymentTerms(code(PAYMENT, text(r, c[15], 60)));
    order.setNote(text(r, c[20], 2000));
    BigDecimal total = (BigDecimal) r.value(c[16]);
    if (total != null) {
      order.setTotalAmount(money(total));
    }
    BigDecimal freight = (BigDecimal) r.value(c[17]);
    if (freight != null && freight.signum() > 0) {
      PriceAdjustment adjustment = new PriceAdjustment();
      adjustment.setKind("FREIGHT");
      adjustment.setAmount(money(freight));
      adjustment.setReason(text(r, c[18], 240));
      order.getAdjustments().add(adjustment);
    }
    List<RecordTree> records = r.group(lines);
    if (records.isEmpty()) {
      throw new IllegalArgumentException("no lines");
    }
    for (RecordTree record : records) {
      order.getLines().add(line(record));
    }
    return order;
  }

  private SalesOrderLine line(RecordTree r) {
    SalesOrderLine line = new SalesOrderLine();
    line.setLineNumber(required(text(r, l[0], 50), "LINE_NO"));
    ItemReference item = new ItemReference();
    item.setCode(required(code(PRODUCTS, text(r, l[1], 40)), "OIL_CD"));
    item.setName(text(r, l[2], 240));
    line.setItem(item);
    BigDecimal tons = digits((BigDecimal) r.value(l[3]));
    BigDecimal price = digits((BigDecimal) r.value(l[4]));
    Quantity quantity = new Quantity();
    quantity.setValue(tons);
    quantity.setUnit("t");
    line.setQuantity(quantity);
    UnitPrice unitPrice = new UnitPrice();
    unitPrice.setValue(price);
    unitPrice.setCurrency("CNY");
    unitPrice.setPer("t");
    line.setUnitPrice(unitPrice);
    line.setAmount(money(tons.multiply(price).setScale(2, RoundingMode.HALF_UP)));
    String planned = text(r, l[5], 10);
    line.setRequestedDate(planned == null ? null : date(planned));
    line.setWarehouse(code(DEPOTS, text(r, l[6], 60)));
    line.setNote(text(r, l[7], 2000));
    return line;
  }

  private static Money money(BigDecimal value) {
    Money money = new Money();
    money.setValue(digits(value));
    money.setCurrency("CNY");
    return money;
  }

  private static BigDecimal digits(@Nullable BigDecimal value) {
    if (value == null || value.precision() > 28 || value.scale() > 10) {
      throw new IllegalArgumentException("number: found " + value);
    }
    return value;
  }

  private static @Nullable String text(RecordTree record, int column, int length) {
    Object value = record.value(column);
    if (value == null) {
      return null;
    }
    String text = value.toString().strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > length) {
      throw new IllegalArgumentException("text too long: " + text);
    }
    for (int i = 0; i < text.length(); i++) {
      char ch = text.charAt(i);
      if (ch < ' ' && ch != '\n' && ch != '\t' && ch != '\r') {
        throw new IllegalArgumentException("control character");
      }
    }
    return text;
  }

  private static String required(@Nullable String value, String column) {
    if (value == null) {
      throw new IllegalArgumentException(column + " is missing");
    }
    return value;
  }

  private static @Nullable String code(Map<String, String> list, @Nullable String value) {
    if (value == null) {
      return null;
    }
    String code = list.get(value);
    if (code == null) {
      throw new IllegalArgumentException("unknown code " + value);
    }
    return code;
  }

  private static LocalDate date(String text) {
    return LocalDate.parse(text);
  }
}

package io.pipemill.mapping;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordShape;
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
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a careful programmer would write for crude-retail's orders instead of a mapping file: the
 * same fields, code lists, look-ups and validation, column indexes found once per batch.
 */
final class HandWrittenRetailOrders {
  private final DocumentType type;
  private final Map<String, String> orderTypes;
  private final Map<String, String> stations;
  private final Map<String, String> payModes;
  private final Map<String, String> products;
  private final Map<String, String> depots;

  HandWrittenRetailOrders(DocumentType type, Map<String, Map<String, String>> lists) {
    this.type = type;
    this.orderTypes = lists.get("order-types");
    this.stations = lists.get("stations");
    this.payModes = lists.get("pay-modes");
    this.products = lists.get("products");
    this.depots = lists.get("depots");
  }

  List<Mapped> map(List<RecordTree> records, Lookups lookups) {
    RecordShape shape = records.get(0).shape();
    Columns c = new Columns(shape);
    List<Mapped> results = new ArrayList<>(records.size());
    Set<String> customers = new HashSet<>();
    Set<String> items = new HashSet<>();
    List<SalesOrder> orders = new ArrayList<>(records.size());
    for (RecordTree record : records) {
      SalesOrder order = order(record, c);
      orders.add(order);
      customers.add(order.getCustomer().getCode());
      for (SalesOrderLine line : order.getLines()) {
        items.add(line.getItem().getCode());
      }
    }
    Map<String, String> knownCustomers = lookups.masters("customer", customers);
    Map<String, String> knownItems = lookups.masters("item", items);
    for (int i = 0; i < orders.size(); i++) {
      SalesOrder order = orders.get(i);
      RecordTree record = records.get(i);
      List<Violation> problems = new ArrayList<>(0);
      type.validate(order, problems);
      if (!knownCustomers.containsKey(order.getCustomer().getCode())) {
        problems.add(new Violation("X", "customer.code", null, "known", null, "unknown"));
      }
      for (SalesOrderLine line : order.getLines()) {
        if (!knownItems.containsKey(line.getItem().getCode())) {
          problems.add(new Violation("X", "item.code", null, "known", null, "unknown"));
        }
      }
      String status = text(record.value(c.status));
      Verb verb = "作废".equals(status) || "9".equals(status) ? Verb.CANCEL : Verb.PROCESS;
      boolean draft = "录入".equals(status) || "0".equals(status);
      Map<String, String> keys = new LinkedHashMap<>(8);
      put(keys, "contractNumber", order.getContractNumber());
      put(keys, "customerOrderNumber", order.getCustomerOrderNumber());
      put(keys, "customer", order.getCustomer().getCode());
      results.add(
          new Mapped(
              order,
              order.getOrderNumber(),
              verb,
              (Instant) record.value(c.updatedAt),
              keys,
              problems,
              List.of(),
              draft ? "DRAFT" : null));
    }
    return results;
  }

  private static void put(Map<String, String> keys, String type, String value) {
    if (value != null) {
      keys.put(type, value);
    }
  }

  private SalesOrder order(RecordTree r, Columns c) {
    SalesOrder order = new SalesOrder();
    order.setOrderNumber(text(r.value(c.orderNo)));
    order.setOrderType(code(orderTypes, r.value(c.orderType)));
    order.setOrderDate(date(r.value(c.orderDate)));
    order.setRequestedDate(date(r.value(c.planDate)));
    order.setContractNumber(text(r.value(c.contractNo)));
    order.setCustomerOrderNumber(text(r.value(c.poNo)));
    order.setOperatingUnit(code(stations, r.value(c.station)));
    PartyReference customer = new PartyReference();
    customer.setCode(text(r.value(c.customer)));
    customer.setName(text(r.value(c.customerName)));
    order.setCustomer(customer);
    String address = text(r.value(c.address));
    String receiver = text(r.value(c.receiver));
    if (address != null || receiver != null) {
      Location shipTo = new Location();
      shipTo.setName(receiver);
      shipTo.setAddress(address);
      shipTo.setCity(text(r.value(c.city)));
      shipTo.setPostalCode(text(r.value(c.zip)));
      shipTo.setRegion(text(r.value(c.province)));
      shipTo.setCountry(address == null ? null : "CN");
      order.setShipTo(shipTo);
    }
    order.setSalesperson(text(r.value(c.salesMan)));
    order.setCurrency("CNY");
    order.setPaymentTerms(code(payModes, r.value(c.payMode)));
    order.setNote(text(r.value(c.remark)));
    order.setTotalAmount(money((BigDecimal) r.value(c.total)));
    BigDecimal freight = (BigDecimal) r.value(c.freight);
    if (freight != null && freight.signum() > 0) {
      PriceAdjustment adjustment = new PriceAdjustment();
      adjustment.setKind("FREIGHT");
      adjustment.setAmount(money(freight));
      adjustment.setReason(text(r.value(c.freightMemo)));
      order.getAdjustments().add(adjustment);
    }
    for (RecordTree l : r.group(c.lines)) {
      order.getLines().add(line(l, c));
    }
    return order;
  }

  private SalesOrderLine line(RecordTree l, Columns c) {
    SalesOrderLine line = new SalesOrderLine();
    line.setLineNumber(String.valueOf(l.value(c.lineNo)));
    ItemReference item = new ItemReference();
    item.setCode(code(products, l.value(c.oil)));
    item.setName(text(l.value(c.oilName)));
    line.setItem(item);
    BigDecimal tons = (BigDecimal) l.value(c.netTon);
    Quantity quantity = new Quantity();
    quantity.setValue(tons);
    quantity.setUnit("t");
    line.setQuantity(quantity);
    BigDecimal price = (BigDecimal) l.value(c.price);
    UnitPrice unitPrice = new UnitPrice();
    unitPrice.setValue(price);
    unitPrice.setCurrency("CNY");
    unitPrice.setPer("t");
    line.setUnitPrice(unitPrice);
    line.setAmount(money(tons.multiply(price).setScale(2, RoundingMode.HALF_UP)));
    line.setRequestedDate(date(l.value(c.linePlan)));
    line.setWarehouse(code(depots, l.value(c.depot)));
    line.setNote(text(l.value(c.memo)));
    return line;
  }

  private static Money money(BigDecimal value) {
    if (value == null) {
      return null;
    }
    Money money = new Money();
    money.setValue(value);
    money.setCurrency("CNY");
    return money;
  }

  private static String text(Object value) {
    if (value == null) {
      return null;
    }
    String text = ((String) value).strip();
    return text.isEmpty() ? null : text;
  }

  private static String code(Map<String, String> list, Object value) {
    String code = text(value);
    if (code == null) {
      return null;
    }
    String canonical = list.get(code);
    if (canonical == null) {
      throw new IllegalArgumentException("unknown code");
    }
    return canonical;
  }

  private static LocalDate date(Object value) {
    String text = text(value);
    return text == null ? null : LocalDate.parse(text, DateTimeFormatter.ISO_LOCAL_DATE);
  }

  static Map<String, Map<String, String>> lists(java.nio.file.Path folder)
      throws java.io.IOException {
    Map<String, Map<String, String>> lists = new HashMap<>();
    for (String name : List.of("order-types", "stations", "pay-modes", "products", "depots")) {
      Map<String, String> list = new HashMap<>();
      List<String> rows =
          java.nio.file.Files.readAllLines(folder.resolve("codelists/" + name + ".csv"));
      for (String row : rows.subList(1, rows.size())) {
        String[] fields = row.split(",");
        list.put(fields[0], fields[1]);
      }
      lists.put(name, list);
    }
    return lists;
  }

  private static final class Columns {
    final int orderNo, orderType, orderDate, planDate, contractNo, poNo, station, customer;
    final int customerName, receiver, address, city, zip, province, salesMan, payMode, remark;
    final int total, freight, freightMemo, status, updatedAt, lines;
    final int lineNo, oil, oilName, netTon, price, linePlan, depot, memo;

    Columns(RecordShape s) {
      orderNo = s.column("ORDER_NO");
      orderType = s.column("ORDER_TYPE");
      orderDate = s.column("ORDER_DT");
      planDate = s.column("PLAN_DT");
      contractNo = s.column("CONTRACT_NO");
      poNo = s.column("PO_NO");
      station = s.column("STATION_CD");
      customer = s.column("CUST_CD");
      customerName = s.column("CUST_NM");
      receiver = s.column("RECEIVER");
      address = s.column("DELIV_ADDR");
      city = s.column("DELIV_CITY");
      zip = s.column("DELIV_ZIP");
      province = s.column("DELIV_PROV");
      salesMan = s.column("SALES_MAN");
      payMode = s.column("PAY_MODE");
      remark = s.column("REMARK");
      total = s.column("TOTAL_AMT");
      freight = s.column("FREIGHT_AMT");
      freightMemo = s.column("FREIGHT_MEMO");
      status = s.column("ORDER_STATUS");
      updatedAt = s.column("UPDATED_AT");
      lines = s.group("lines");
      RecordShape l = s.groups().get(lines);
      lineNo = l.column("LINE_NO");
      oil = l.column("OIL_CD");
      oilName = l.column("OIL_NM");
      netTon = l.column("NET_TON");
      price = l.column("PRICE");
      linePlan = l.column("PLAN_DT");
      depot = l.column("DEPOT_CD");
      memo = l.column("LINE_MEMO");
    }
  }
}

package io.pipemill.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Loaded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A small sound system folder, in which a test changes something. */
final class SampleSystem {
  static final DocumentCatalog CATALOG = DocumentCatalog.load();
  static final DocumentName ORDER = new DocumentName("sales-order", 1);
  static final String SYSTEM =
      """
      apiVersion: pipemill/v1
      id: sample
      name: {en: Sample, zh: 示例}
      owner: tests
      transport: jdbc
      jdbc: {url: "jdbc:postgresql://127.0.0.1/sample", poll: 1s}
      documents: {in: [sales-order], out: [order-status]}
      onMissing: {customer: reject, item: reject}
      """;
  static final String ORDERS =
      """
      apiVersion: pipemill/v1
      document: sales-order/v1
      source: {table: ORDERS, key: [NO], changedBy: AT, lines: {table: LINES, join: [NO], key: [N]}}
      zone: Asia/Shanghai
      verb: {from: STATE, values: {X: cancel}, default: process}
      eventTime: AT
      filter: {cel: "source.STATE != 'D'", reason: DRAFT}
      fields:
        orderNumber: NO
        orderDate: {from: DAY, date: yyyyMMdd}
        customer.code: CUST
        customer.name: CUST_NAME
        currency: {constant: CNY}
        totalAmount: TOTAL
        note: MEMO
        adjustments:
          - each: this
            where: {cel: "source.OFF != null"}
            kind: {constant: DISCOUNT}
            amount: OFF
        lines:
          lineNumber: N
          item.code: {from: ITEM, codelist: items}
          item.name: ITEM_NAME
          quantity: {from: KG, unit: kg, to: t}
          unitPrice: {from: PRICE, per: t}
          amount: {cel: "quantity.value * unitPrice.value", decimals: 2}
      ignore: {CLERK: who typed it}
      """;
  static final String STATUS =
      """
      apiVersion: pipemill/v1
      document: order-status/v1
      only: own
      target: {table: ANSWERS, key: [NO]}
      fields:
        NO: orderNumber
        STATE: {from: status, codelist: states}
        AT: statusAt
      """;
  static final String ITEMS =
      """
      source,canonical,name_en,name_zh
      A,IT-A,item A,物料A
      B,IT-B,item B,物料B
      """;
  static final String STATES =
      """
      source,canonical,name_en,name_zh
      1,ENTERED,entered,已录入
      2,BOOKED,booked,已登记
      """;

  private final Map<String, String> files = new LinkedHashMap<>();

  SampleSystem() {
    files.put("system.yaml", SYSTEM);
    files.put("sales-order.in.yaml", ORDERS);
    files.put("order-status.out.yaml", STATUS);
    files.put("codelists/items.csv", ITEMS);
    files.put("codelists/states.csv", STATES);
  }

  SampleSystem file(String name, String text) {
    files.put(name, text);
    return this;
  }

  SampleSystem without(String name) {
    files.remove(name);
    return this;
  }

  /** Replaces a part of a file that must be there. */
  SampleSystem change(String name, String part, String by) {
    String text = files.get(name);
    if (!text.contains(part)) {
      throw new IllegalArgumentException(name + " does not contain " + part);
    }
    files.put(name, text.replace(part, by));
    return this;
  }

  /** The line, from 1, on which a part of a file stands. */
  int line(String name, String part) {
    String text = files.get(name);
    return (int) text.substring(0, text.indexOf(part)).lines().count()
        + (text.substring(0, text.indexOf(part)).endsWith("\n") ? 1 : 0);
  }

  Loaded load(Path root) {
    files.forEach(
        (name, text) -> {
          try {
            Path file = root.resolve("sample").resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return new Mappings(CATALOG).load(List.of(root));
  }

  ExternalSystem sound(Path root) {
    Loaded loaded = load(root);
    ExternalSystem system = loaded.systems().get("sample");
    if (system == null) {
      throw new AssertionError("not sound: " + text(loaded.findings()));
    }
    return system;
  }

  InboundMapping orders(Path root) {
    return sound(root).in().get(ORDER);
  }

  static String text(List<Finding> findings) {
    StringBuilder text = new StringBuilder();
    findings.forEach(finding -> text.append('\n').append(finding));
    return text.toString();
  }

  /** A record of the mapping's shape; lines under {@code lines} as a list of maps. */
  static RecordTree record(InboundMapping mapping, Map<String, ?> values) {
    return record("ORDERS", mapping.columns(), values, "ORDERS/NO=" + values.get("NO"));
  }

  @SuppressWarnings("unchecked")
  private static RecordTree record(
      String name, InboundMapping.Columns columns, Map<String, ?> values, String where) {
    List<RecordShape> shapes = new ArrayList<>();
    List<List<RecordTree>> groups = new ArrayList<>();
    columns
        .groups()
        .forEach(
            (group, below) -> {
              shapes.add(new RecordShape(group, below.columns(), List.of()));
              List<RecordTree> records = new ArrayList<>();
              Object lines = values.get(group);
              List<Map<String, ?>> all = lines == null ? List.of() : (List<Map<String, ?>>) lines;
              all.forEach(line -> records.add(record(group, below, line, null)));
              groups.add(records);
            });
    Object[] row = columns.columns().stream().map(values::get).toArray();
    return new RecordTree(
        new RecordShape(name, columns.columns(), shapes), row, groups.toArray(new List[0]), where);
  }
}

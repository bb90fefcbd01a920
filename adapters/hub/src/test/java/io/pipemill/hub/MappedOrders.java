package io.pipemill.hub;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The orders of {@link MemorySystems} with a mapping of files: a code list for the customer, tons
 * as quantity and as money (100 CNY a ton), orders of no tons left out, unknown customers held.
 */
public final class MappedOrders {
  public static final String MAPPING =
      """
      apiVersion: pipemill/v1
      document: sales-order/v1
      source: {table: ORDERS, key: [NO]}
      filter: {cel: "source.TONS != 'none'", reason: NO_TONS}
      fields:
        orderNumber: NO
        orderDate: {constant: 2026-01-02}
        customer.code: {from: CUSTOMER, codelist: customers}
        currency: {constant: CNY}
        note: TONS
        lines:
          - each: this
            lineNumber: {constant: "1"}
            item.code: {constant: X-ITEM}
            quantity: {from: TONS, unit: t}
            unitPrice: {constant: 100, currency: CNY, per: t}
            amount: {cel: "quantity.value * unitPrice.value", decimals: 2}
      """;

  private static final DocumentName ORDER = new DocumentName("sales-order", 1);

  private MappedOrders() {}

  /**
   * Writes the folder of the system below a root, as it would be released.
   *
   * @param codes source code to canonical code
   */
  public static void write(Path root, String system, String mapping, Map<String, String> codes) {
    StringBuilder list = new StringBuilder("source,canonical\n");
    new TreeMap<>(codes).forEach((from, to) -> list.append(from + "," + to + "\n"));
    Path folder = root.resolve(system);
    try {
      Files.createDirectories(folder.resolve("codelists"));
      Files.writeString(folder.resolve("codelists/customers.csv"), list);
      Files.writeString(folder.resolve("sales-order.in.yaml"), mapping);
      Files.writeString(
          folder.resolve("system.yaml"),
          """
          apiVersion: pipemill/v1
          id: %s
          name: {en: Orders, zh: 订单}
          owner: tests
          transport: jdbc
          jdbc: {url: "jdbc:postgresql://127.0.0.1:5432/none"}
          documents: {in: [sales-order], out: []}
          onMissing: {customer: hold, item: reject}
          """
              .formatted(system));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads that folder, for a node whose systems stand in memory: {@code <name>-source} and erp. */
  public static MappingCompiler.Loaded load(Path root, String name) {
    DocumentCatalog catalog = DocumentCatalog.load();
    String source = name + "-source";
    MappingCompiler.Loaded loaded = new Mappings(catalog).load(List.of(root));
    ExternalSystem system = loaded.systems().get(source);
    if (system == null) {
      throw new IllegalArgumentException(String.valueOf(loaded.findings()));
    }
    String target = name + "-erp";
    Map<String, ExternalSystem> systems = new LinkedHashMap<>();
    systems.put(
        source,
        new ExternalSystem(
            source,
            system.names(),
            system.owner(),
            "memory",
            Map.of(),
            system.in(),
            Map.of(),
            system.onMissing(),
            true,
            "CANCEL",
            system.folder()));
    systems.put(
        target,
        new ExternalSystem(
            target,
            Map.of("en", target),
            "test",
            "memory",
            Map.of(),
            Map.of(),
            Map.of(ORDER, new FakeMapping.Out(target, catalog.type(ORDER))),
            Map.of(),
            true,
            "CANCEL",
            Path.of(".")));
    return new MappingCompiler.Loaded(systems, List.of());
  }
}

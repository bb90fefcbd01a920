package io.pipemill.hub;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A source in memory with a real mapping: the first ten characters of the number are the order's
 * date, the customer goes through a code list, the tons are its money too, in USD where the number
 * ends so.
 */
final class CodedSystem {
  private CodedSystem() {}

  static final String CUSTOMERS =
      """
      source,canonical,name_en,name_zh
      10,C-DQ,Daqing retail,大庆零销
      20,C-DG,Dagang retail,大港零销
      """;

  static ExternalSystem load(String id, DocumentCatalog catalog) {
    Path root = Path.of("target", "coded-systems");
    Path folder = root.resolve(id);
    try {
      Files.createDirectories(folder.resolve("codelists"));
      Files.writeString(
          folder.resolve("system.yaml"),
          """
          apiVersion: pipemill/v1
          id: %s
          name: {en: Coded}
          transport: memory
          memory: {}
          documents: {in: [sales-order], out: []}
          """
              .formatted(id));
      Files.writeString(
          folder.resolve("sales-order.in.yaml"),
          """
          apiVersion: pipemill/v1
          document: sales-order/v1
          source: {table: ORDERS, key: [NO]}
          fields:
            orderNumber: NO
            orderDate: {cel: "source.NO.substring(0, 10)"}
            customer.code: {from: CUSTOMER, codelist: customers}
            currency: {cel: "source.NO.endsWith('USD') ? 'USD' : 'CNY'"}
            totalAmount: TONS
            note: {cel: "text(source.TONS)"}
            lines:
              each: this
              lineNumber: {constant: "1"}
              item.code: {constant: I-1}
              quantity: {from: TONS, unit: t}
          """);
      Files.writeString(folder.resolve("codelists/customers.csv"), CUSTOMERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Loaded loaded = new Mappings(catalog).load(List.of(root));
    ExternalSystem system = loaded.systems().get(id);
    if (system == null) {
      throw new IllegalStateException("not sound: " + loaded.findings());
    }
    return system;
  }
}

package io.pipemill.benchmarks.mapping;

import groovy.lang.GroovyClassLoader;
import groovy.lang.GroovyObject;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What integration tools offer for mappings: a script, here in Groovy, compiled once, over rows as
 * maps; {@code orders.groovy} says how it reads files. Its orders are validated by the schema.
 */
final class Script {
  private final GroovyObject script;
  private final DocumentType type;

  Script(DocumentType type) {
    this.type = type;
    try (InputStream text =
            Objects.requireNonNull(Script.class.getResourceAsStream("orders.groovy"));
        GroovyClassLoader loader = new GroovyClassLoader(Script.class.getClassLoader())) {
      script =
          (GroovyObject)
              loader
                  .parseClass(
                      new String(text.readAllBytes(), StandardCharsets.UTF_8), "orders.groovy")
                  .getDeclaredConstructor()
                  .newInstance();
    } catch (IOException | ReflectiveOperationException e) {
      throw new IllegalStateException("orders.groovy", e);
    }
  }

  /** Rows as maps are made beforehand, as a database component gives them. */
  Contestant records(List<RecordTree> records) {
    record Row(Map<String, Object> order, List<Map<String, Object>> lines) {}
    List<Row> rows = new ArrayList<>();
    for (RecordTree record : records) {
      rows.add(
          new Row(
              RetailOrders.row(record),
              record.group("lines").stream().map(RetailOrders::row).toList()));
    }
    return contestant(
        orders -> {
          for (Row row : rows) {
            orders.accept(script.invokeMethod("order", new Object[] {row.order, row.lines}));
          }
        });
  }

  Contestant files(String format, Path file) {
    return contestant(orders -> script.invokeMethod(format, new Object[] {file, orders}));
  }

  private interface Run {
    void run(Consumer<Object> orders);
  }

  private Contestant contestant(Run run) {
    return new Contestant() {
      private final List<Violation> violations = new ArrayList<>();

      @Override
      public String name() {
        return "Groovy script";
      }

      @Override
      public void run(Consumer<Object> orders) {
        run.run(
            order -> {
              type.validate(order, violations);
              if (!violations.isEmpty()) {
                throw new IllegalStateException(violations.toString());
              }
              orders.accept(order);
            });
      }
    };
  }
}

package io.pipemill.buildrules;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The layers of the house, by package. */
final class Layers {
  private static final String CAMEL = "org.apache.camel";
  private static final String SPRING = "org.springframework";
  private static final List<String> DATABASE =
      List.of("java.sql", "javax.sql", "org.postgresql", "com.zaxxer", "org.hibernate");
  private static final List<String> PURE =
      Stream.concat(Stream.of(CAMEL, SPRING), DATABASE.stream()).toList();
  private static final List<String> ADAPTER_SIDE = List.of("canonical", "adapter", "oracle");
  private static final List<String> HUB_SIDE =
      List.of("canonical", "adapter", "oracle", "mapping", "rules");

  static final List<Layer> ALL =
      List.of(
          new Layer(
              "canonical",
              "canonical",
              List.of(),
              PURE,
              "schemas knows nobody: move the code to the module that needs the other type"),
          new Layer(
              "mapping",
              "mapping",
              List.of("canonical"),
              PURE,
              "ask through the Lookups port, prefetched per batch"),
          new Layer(
              "rules",
              "rules",
              List.of("canonical"),
              PURE,
              "a rule is arithmetic over documents: pass it what it needs"),
          new Layer(
              "adapter",
              "adapter",
              List.of("canonical"),
              List.of(CAMEL, SPRING),
              "the SPI speaks of documents only: move the code into the adapter or the hub"),
          new Layer(
              "testkit",
              "adapter.testkit",
              List.of("canonical", "adapter"),
              List.of(),
              "contract tests know the SPI only: give the adapter's part to the contract test by"
                  + " its constructor"),
          new Layer(
              "oracle",
              "oracle",
              List.of("canonical", "adapter"),
              List.of(CAMEL),
              "the connection layer serves adapters and does not know them"),
          adapter("jdbc"),
          adapter("file"),
          adapter("ebs"),
          new Layer(
              "simulator",
              "adapter.ebs.simulator",
              ADAPTER_SIDE,
              List.of(CAMEL),
              "the simulator stands for the ERP and must not know who writes to it"),
          new Layer(
              "hub",
              "hub",
              HUB_SIDE,
              List.of(),
              "reach an adapter through AdapterFactory and the SPI; let ops/app wire it"),
          new Layer(
              "reconciliation",
              "reconciliation",
              HUB_SIDE,
              List.of(CAMEL),
              "a job judges sources and targets by itself: neither the hub's store nor an adapter's"
                  + " code may answer for them"),
          new Layer(
              "control",
              "control",
              Stream.concat(HUB_SIDE.stream(), Stream.of("hub", "reconciliation")).toList(),
              DATABASE,
              "use what io.pipemill.hub publishes as queries and commands, or add one there"),
          new Layer(
              "console",
              "console",
              List.of("canonical", "adapter", "control"),
              DATABASE,
              "a screen calls one use case of io.pipemill.control: put the logic there"),
          new Layer(
              "cli",
              "cli",
              List.of("control"),
              DATABASE,
              "a command calls one use case of io.pipemill.control: put the logic there"),
          new Layer(
              "demo",
              "demo",
              List.of("canonical", "adapter", "oracle", "simulator"),
              List.of(CAMEL),
              "sample systems are outside systems and do not know the hub"),
          new Layer("app", "app", List.of("*"), List.of(), ""),
          new Layer("benchmarks", "benchmarks", List.of("*"), List.of(), ""),
          new Layer("buildrules", "buildrules", List.of(), List.of(), ""));

  private Layers() {}

  private static Layer adapter(String pack) {
    return new Layer(
        pack,
        "adapter." + pack,
        ADAPTER_SIDE,
        List.of(),
        "an adapter knows the SPI, documents and the connection layer: what two adapters need goes"
            + " to the SPI, what the hub has comes as an argument");
  }

  /** The layer of a package, the most specific one; null if none names it. */
  static @Nullable Layer of(String root, String packageName) {
    Layer best = null;
    for (Layer layer : ALL) {
      String pack = root + "." + layer.pack();
      boolean inside = packageName.equals(pack) || packageName.startsWith(pack + ".");
      if (inside && (best == null || layer.pack().length() > best.pack().length())) {
        best = layer;
      }
    }
    return best;
  }
}

package io.pipemill.benchmarks.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The retail system of the product with files instead of a database: the same mapping and code
 * lists, another transport and source.
 */
final class OrderSystem {
  static final DocumentName ORDER = new DocumentName("sales-order", 1);

  private OrderSystem() {}

  static ExternalSystem load(DocumentCatalog catalog, Path systems) {
    MappingCompiler.Loaded loaded = new Mappings(catalog).load(List.of(systems));
    return Objects.requireNonNull(
        loaded.systems().get("crude-retail"), () -> "crude-retail: " + loaded.findings());
  }

  /** Writes the system with files of a format into a folder and loads it. */
  static ExternalSystem load(
      DocumentCatalog catalog, Path systems, String format, String source, Path folder)
      throws IOException {
    Path from = systems.resolve("crude-retail");
    Path to = folder.resolve("crude-retail");
    Files.createDirectories(to.resolve("codelists"));
    try (Stream<Path> lists = Files.list(from.resolve("codelists"))) {
      lists.forEach(list -> copy(list, to.resolve("codelists").resolve(list.getFileName())));
    }
    copyFolder(systems.resolveSibling("codelists"), folder.resolveSibling("codelists"));
    String system = Files.readString(from.resolve("system.yaml"));
    Files.writeString(
        to.resolve("system.yaml"),
        system
            .replaceFirst("(?m)^transport: .*$", "transport: file")
            .replaceFirst("(?m)^jdbc: .*$", "file: {format: " + format + "}")
            .replaceFirst("(?m)^documents: .*$", "documents: {in: [sales-order], out: []}"));
    String mapping = Files.readString(from.resolve("sales-order.in.yaml"));
    Files.writeString(
        to.resolve("sales-order.in.yaml"),
        mapping
            .replaceFirst("(?m)^source:\\n(?: .*\\n)+", "source: " + source + "\n")
            // a file gives texts
            .replace("source.FREIGHT_AMT > 0", "number(source.FREIGHT_AMT) > 0"));
    return load(catalog, folder);
  }

  private static void copyFolder(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      files.filter(Files::isRegularFile).forEach(f -> copy(f, to.resolve(f.getFileName())));
    }
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

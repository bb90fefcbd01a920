package io.pipemill.mapping.describe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pipemill.canonical.DocumentName;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.golden.GoldenPairs;
import io.pipemill.mapping.golden.GoldenPairs.Pair;
import io.pipemill.mapping.golden.XmlRecords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Example values of a mapping's fields: inbound out of the system's golden pairs; outbound by
 * writing the canonical documents of any system's golden pairs of that document type.
 */
public final class Examples {
  /**
   * @param from source value, or outbound the canonical one
   * @param to canonical value, or outbound the written one
   * @param golden system and case it comes from
   */
  public record Example(String from, String to, String golden) {}

  private final Collection<ExternalSystem> systems;
  private final GoldenPairs golden = new GoldenPairs(new XmlRecords());

  /**
   * @param systems whose canonical documents may serve as examples for others
   */
  public Examples(Collection<ExternalSystem> systems) {
    this.systems = systems;
  }

  /** By the field's key, the first example found; fields no example fills are not there. */
  public Map<String, Example> of(ExternalSystem system, MappingDescription mapping) {
    Map<String, Example> examples = new LinkedHashMap<>();
    if (mapping.direction() == Direction.IN) {
      InboundMapping inbound = system.in().get(mapping.document());
      if (inbound != null) {
        inbound(system, inbound, mapping, examples);
      }
    } else {
      OutboundMapping outbound = system.out().get(mapping.document());
      if (outbound != null) {
        outbound(outbound, mapping, examples);
      }
    }
    return examples;
  }

  private void inbound(
      ExternalSystem system,
      InboundMapping inbound,
      MappingDescription mapping,
      Map<String, Example> into) {
    for (Pair pair : GoldenPairs.pairs(system)) {
      if (pair.document().equals(mapping.document())
          && Files.exists(pair.folder().resolve("canonical.xml"))) {
        try {
          new InboundExamples(inbound, mapping, name(pair.folder(), ""))
              .add(golden.knownSource(pair, inbound), into);
        } catch (IllegalArgumentException e) {
          // a source this module cannot read gives no example
          continue;
        }
      }
    }
  }

  private void outbound(
      OutboundMapping outbound, MappingDescription mapping, Map<String, Example> into) {
    for (ExternalSystem other : systems) {
      for (Path file : canonical(other, mapping.document())) {
        Object document = outbound.document().fromXml(text(file).getBytes(UTF_8));
        new OutboundExamples(outbound, mapping, name(file.getParent(), other.id() + " "))
            .add(document, into);
      }
    }
  }

  private static String name(@Nullable Path folder, String prefix) {
    return prefix + (folder == null ? "" : folder.getFileName());
  }

  private static List<Path> canonical(ExternalSystem system, DocumentName document) {
    Path cases = system.folder().resolve("golden").resolve(document.name());
    if (!Files.isDirectory(cases)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(cases)) {
      return new ArrayList<>(
          folders
              .sorted()
              .map(folder -> folder.resolve("canonical.xml"))
              .filter(Files::isRegularFile)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

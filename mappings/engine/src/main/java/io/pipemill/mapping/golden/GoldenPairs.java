package io.pipemill.mapping.golden;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.reverse.RoundTrip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The examples of a system folder: {@code golden/<document>/<case>/source.*} must become {@code
 * canonical.xml}, compared as XML; of a reversible mapping the source must come out of it again. A
 * source that must be rejected has {@code problems.txt} instead: one {@code code field} per line.
 */
public final class GoldenPairs {
  /** Reads sources in another notation than JSON (XML, CSV), as the system's transport would. */
  public interface Reader {
    /** The one record of the file; null if this reader cannot read such files. */
    @Nullable RecordTree read(ExternalSystem system, InboundMapping mapping, Path source);
  }

  /**
   * One example.
   *
   * @param folder with the files
   */
  public record Pair(ExternalSystem system, DocumentName document, Path folder) {
    @Override
    public String toString() {
      return system.id() + " " + document.name() + " " + folder.getFileName();
    }
  }

  private final Reader reader;

  public GoldenPairs(Reader reader) {
    this.reader = reader;
  }

  /** Reads JSON sources only. */
  public static GoldenPairs ofJson() {
    return new GoldenPairs((system, mapping, source) -> null);
  }

  /** All pairs of a system, by name. */
  public static List<Pair> pairs(ExternalSystem system) {
    List<Pair> pairs = new ArrayList<>();
    for (DocumentName document : system.in().keySet()) {
      Path cases = system.folder().resolve("golden").resolve(document.name());
      if (Files.isDirectory(cases)) {
        for (Path folder : sorted(cases)) {
          if (Files.isDirectory(folder)) {
            pairs.add(new Pair(system, document, folder));
          }
        }
      }
    }
    return pairs;
  }

  /** What is wrong with a pair under a mapping; empty if it holds. */
  public List<String> differences(Pair pair, InboundMapping mapping) {
    Mapped mapped;
    try {
      mapped = mapped(pair, mapping);
    } catch (IllegalArgumentException e) {
      return List.of(pair + ": " + e.getMessage());
    }
    Path canonical = pair.folder.resolve("canonical.xml");
    Path problems = pair.folder.resolve("problems.txt");
    if (Files.exists(problems)) {
      String actual = text(mapped.problems());
      String expected = read(problems);
      return actual.strip().equals(expected.strip())
          ? List.of()
          : List.of(pair + ": problems are\n" + actual + "expected\n" + expected);
    }
    if (!mapped.problems().isEmpty() || mapped.document() == null) {
      return List.of(pair + ": " + mapped.problems());
    }
    if (!Files.exists(canonical)) {
      return List.of(pair + ": there is neither canonical.xml nor problems.txt");
    }
    byte[] actual = mapping.document().toXml(mapped.document());
    List<String> differences = new ArrayList<>();
    XmlDifference.of(read(canonical), new String(actual, UTF_8))
        .forEach(difference -> differences.add(pair + ": " + difference));
    String lost = writtenBack(pair, mapping, mapped.document());
    if (lost != null) {
      differences.add(pair + ": " + lost);
    }
    return differences;
  }

  /** Of a reversible mapping, what its source does not come back as; null if nothing is lost. */
  private @Nullable String writtenBack(Pair pair, InboundMapping mapping, Object document) {
    OutboundMapping out = pair.system.out().get(pair.document);
    return mapping.reversible() && out != null
        ? new RoundTrip(mapping, out).ofRecord(source(pair, mapping), document)
        : null;
  }

  /** Writes what the mapping makes of the source as the expected result, for review. */
  public void rewrite(Pair pair, InboundMapping mapping) {
    Mapped mapped = mapped(pair, mapping);
    try {
      if (mapped.problems().isEmpty() && mapped.document() != null) {
        String xml = new String(mapping.document().toXml(mapped.document()), UTF_8);
        Files.writeString(pair.folder.resolve("canonical.xml"), XmlDifference.indented(xml));
        Files.deleteIfExists(pair.folder.resolve("problems.txt"));
      } else {
        Files.writeString(pair.folder.resolve("problems.txt"), text(mapped.problems()));
        Files.deleteIfExists(pair.folder.resolve("canonical.xml"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The source of a pair as a record.
   *
   * @throws IllegalArgumentException if there is no source or it cannot be read
   */
  public RecordTree source(Pair pair, InboundMapping mapping) {
    return source(pair, mapping, true);
  }

  /**
   * The same, for showing examples: columns that the mapping reads no more are passed over, so that
   * a pair still tells something about a mapping that is being changed.
   */
  public RecordTree knownSource(Pair pair, InboundMapping mapping) {
    return source(pair, mapping, false);
  }

  private RecordTree source(Pair pair, InboundMapping mapping, boolean strict) {
    for (Path file : sorted(pair.folder)) {
      String name = file.getFileName().toString();
      if (name.equals("source.json")) {
        String type = pair.document.name();
        return strict
            ? GoldenJson.read(type, read(file), mapping.columns())
            : GoldenJson.readKnown(type, read(file), mapping.columns());
      }
      if (name.startsWith("source.")) {
        RecordTree record = reader.read(pair.system, mapping, file);
        if (record == null) {
          throw new IllegalArgumentException("no reader for " + name);
        }
        return record;
      }
    }
    throw new IllegalArgumentException("there is no source.json, source.xml or source.csv");
  }

  private Mapped mapped(Pair pair, InboundMapping mapping) {
    return mapping.map(List.of(source(pair, mapping)), Lookups.ALL_KNOWN).get(0);
  }

  private static String text(List<Violation> problems) {
    StringBuilder text = new StringBuilder();
    problems.forEach(p -> text.append(p.code()).append(' ').append(p.field()).append('\n'));
    return text.toString();
  }

  private static List<Path> sorted(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.golden.GoldenPairs;
import io.pipemill.mapping.golden.GoldenPairs.Pair;
import io.pipemill.mapping.golden.XmlRecords;
import io.pipemill.mapping.in.InboundCompiler;
import io.pipemill.mapping.system.SystemFolders;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Swaps any two mapped fields of the same type: some golden pair must notice. A pair of fields that
 * nobody notices means that the examples are too poor to trust.
 */
class MutationTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private static final Map<String, ExternalSystem> SYSTEMS =
      new Mappings(CATALOG).load(List.of(Projects.systems())).systems();
  private static final GoldenPairs GOLDEN = new GoldenPairs(new XmlRecords());

  record Subject(ExternalSystem system, InboundMapping mapping) {
    @Override
    public String toString() {
      return system.id() + " " + mapping.document().name();
    }
  }

  static Stream<Subject> everyInboundMapping_noticesEverySwap() {
    return SYSTEMS.values().stream()
        .flatMap(system -> system.in().values().stream().map(m -> new Subject(system, m)));
  }

  @ParameterizedTest
  @MethodSource
  void everyInboundMapping_noticesEverySwap(Subject subject) throws IOException {
    DocumentType type = subject.mapping.document();
    String file = type.name().name() + ".in.yaml";
    String text = Files.readString(subject.system.folder().resolve(file));
    List<Pair> pairs =
        GoldenPairs.pairs(subject.system).stream()
            .filter(pair -> pair.document().equals(type.name()))
            .toList();
    List<String> unnoticed = new ArrayList<>();
    int swaps = 0;
    for (List<Entry> alike : alike(file, text, type)) {
      for (int i = 0; i < alike.size(); i++) {
        for (int j = i + 1; j < alike.size(); j++) {
          if (alike.get(i).means(alike.get(j))) {
            continue;
          }
          String mutant = swapped(text, alike.get(i), alike.get(j));
          if (!noticed(subject, file, mutant, pairs)) {
            unnoticed.add(alike.get(i).key + " ↔ " + alike.get(j).key);
          }
          swaps++;
        }
      }
    }
    assertThat(swaps).isPositive();
    assertThat(unnoticed).as(swaps + " swaps").isEmpty();
  }

  private static boolean noticed(Subject subject, String file, String text, List<Pair> pairs) {
    Findings findings = new Findings(subject.system.id());
    Path folder = subject.system.folder();
    SystemFolders folders = new SystemFolders(List.of(Projects.systems()));
    CodeLists lists = new CodeLists(folders.lists(folder), findings);
    Fragments fragments = new Fragments(folders.fragments(folder), findings);
    InboundMapping mapping =
        new InboundCompiler(CATALOG, findings)
            .compile(
                subject.system.id(),
                file,
                text,
                new SystemParts(lists, fragments, Map.of(), List.of()));
    return mapping == null
        || pairs.stream().anyMatch(pair -> !GOLDEN.differences(pair, mapping).isEmpty());
  }

  /** A key in the file, with what it says. */
  private record Entry(String key, int line, Object says) {
    /** Swapping two fields that say the same changes nothing. */
    boolean means(Entry other) {
      return says.equals(other.says);
    }
  }

  /** Keys of leaf fields, grouped by section and kind. */
  private static List<List<Entry>> alike(String file, String text, DocumentType type) {
    YamlValue.Mapping root = YamlFile.read(file, text, new Findings("test"));
    Map<String, List<Entry>> groups = new LinkedHashMap<>();
    collect((YamlValue.Mapping) root.get("fields"), type.root(), "", groups);
    return List.copyOf(groups.values());
  }

  private static void collect(
      YamlValue.Mapping fields, FieldType owner, String section, Map<String, List<Entry>> groups) {
    for (YamlValue.Entry entry : fields.entries()) {
      FieldType field = owner;
      for (String part : entry.key().split("\\.")) {
        field = field == null ? null : field.child(part);
      }
      if (field == null) {
        continue;
      }
      if (field.kind() == FieldKind.LIST) {
        List<YamlValue> parts =
            entry.value() instanceof YamlValue.Sequence sequence
                ? sequence.items()
                : List.of(entry.value());
        for (YamlValue part : parts) {
          collect((YamlValue.Mapping) part, field, section + "/" + part.place().line(), groups);
        }
      } else {
        groups
            .computeIfAbsent(section + ":" + field.kind(), k -> new ArrayList<>())
            .add(new Entry(entry.key(), entry.place().line(), entry.value().plain()));
      }
    }
  }

  private static String swapped(String text, Entry a, Entry b) {
    String[] lines = text.split("\n", -1);
    rename(lines, a, b.key);
    rename(lines, b, a.key);
    return String.join("\n", lines);
  }

  private static void rename(String[] lines, Entry entry, String name) {
    String line = lines[entry.line - 1];
    Matcher key = Pattern.compile("(?<![\\w.])" + Pattern.quote(entry.key) + ":").matcher(line);
    if (!key.find()) {
      throw new IllegalStateException("no key " + entry.key + " in: " + line);
    }
    lines[entry.line - 1] = line.substring(0, key.start()) + name + ":" + line.substring(key.end());
  }
}

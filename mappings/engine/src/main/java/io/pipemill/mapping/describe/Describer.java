package io.pipemill.mapping.describe;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.describe.MappingDescription.CodeTable;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Ignored;
import io.pipemill.mapping.describe.MappingDescription.Rule;
import io.pipemill.mapping.fragment.FragmentUses;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.yaml.MappingHeader;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the texts of a mapping into a description. */
final class Describer {
  static final String IN = ".in.yaml";
  static final String OUT = ".out.yaml";

  /** Told by the cover or by sections of their own. */
  private static final Set<String> NOT_RULES = Set.of("apiVersion", "document", "fields", "ignore");

  private final DocumentCatalog catalog;

  Describer(DocumentCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @throws IllegalArgumentException if the file is no YAML or names no document type
   */
  MappingDescription describe(MappingBundle bundle) {
    Findings findings = new Findings(bundle.system());
    YamlValue.Mapping read = YamlFile.read(bundle.file(), bundle.text(), findings);
    Fragments fragments = Fragments.kept(bundle.fragments(), findings);
    YamlValue.Mapping root =
        read == null ? null : new FragmentUses(fragments, findings).expanded(read);
    boolean inbound = bundle.file().endsWith(IN);
    String suffix = inbound ? IN : OUT;
    var name =
        root == null
            ? null
            : MappingHeader.document(
                new SectionReader(root, findings), bundle.file(), suffix, catalog, findings);
    if (root == null || name == null) {
      throw new IllegalArgumentException(
          bundle.file()
              + " cannot be described: "
              + String.join("; ", findings.all().stream().map(f -> f.message()).toList()));
    }
    DocumentType type = catalog.type(name);
    YamlValue.Mapping fields =
        root.get("fields") instanceof YamlValue.Mapping section
            ? section
            : new YamlValue.Mapping(root.place(), List.of());
    List<Field> described =
        inbound
            ? new InboundFields(type).describe(fields)
            : new OutboundFields(type).describe(fields);
    return new MappingDescription(
        bundle.system(),
        name,
        inbound ? Direction.IN : Direction.OUT,
        bundle.file(),
        bundle.version(),
        rules(root, inbound),
        described,
        lists(bundle),
        ignored(root),
        inbound ? UnfilledFields.of(type, described) : UnfilledFields.notPassedOn(type, described),
        bundle);
  }

  private static List<Rule> rules(YamlValue.Mapping root, boolean inbound) {
    List<Rule> rules = new ArrayList<>();
    for (YamlValue.Entry entry : root.entries()) {
      String key = entry.key();
      if (NOT_RULES.contains(key)) {
        continue;
      }
      if (key.equals("keys") && entry.value() instanceof YamlValue.Mapping keys) {
        keys.entries().forEach(one -> rules.add(rule("keys." + one.key(), one.value(), inbound)));
      } else if (entry.value() instanceof YamlValue.Sequence list
          && (key.equals("filter") || key.equals("require"))) {
        for (int i = 0; i < list.items().size(); i++) {
          rules.add(rule(key + "[" + (i + 1) + "]", list.items().get(i), inbound));
        }
      } else {
        rules.add(rule(key, entry.value(), inbound));
      }
    }
    return rules;
  }

  private static Rule rule(String key, YamlValue value, boolean inbound) {
    boolean reads =
        inbound
            && !Set.of("source", "zone", "requireLines", "blank", "repair", "reversible")
                .contains(key);
    return new Rule(
        key,
        reads ? new Sources(RecordLevel.ROOT, "").columns(value) : List.of(),
        Written.text(value),
        value.place().line());
  }

  private static List<Ignored> ignored(YamlValue.Mapping root) {
    List<Ignored> ignored = new ArrayList<>();
    if (root.get("ignore") instanceof YamlValue.Mapping section) {
      for (YamlValue.Entry entry : section.entries()) {
        ignored.add(new Ignored(entry.key(), Written.text(entry.value()), entry.place().line()));
      }
    }
    return ignored;
  }

  private static List<CodeTable> lists(MappingBundle bundle) {
    List<CodeTable> tables = new ArrayList<>();
    bundle.lists().forEach((name, text) -> tables.add(table(name, text)));
    return tables;
  }

  private static CodeTable table(String name, String text) {
    List<String> heading = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try (CsvReader<CsvRecord> csv =
        CsvReader.builder().allowExtraFields(true).allowMissingFields(true).ofCsvRecord(content)) {
      for (CsvRecord line : csv) {
        List<String> cells = line.getFields().stream().map(String::strip).toList();
        if (heading.isEmpty()) {
          heading.addAll(cells);
        } else {
          List<String> row =
              new ArrayList<>(cells.subList(0, Math.min(cells.size(), heading.size())));
          while (row.size() < heading.size()) {
            row.add("");
          }
          rows.add(row);
        }
      }
    } catch (de.siegmar.fastcsv.reader.CsvParseException | java.io.IOException e) {
      // the check says what is wrong with the file; what could be read is shown
      return new CodeTable(name, heading, rows);
    }
    return new CodeTable(name, heading, rows);
  }
}

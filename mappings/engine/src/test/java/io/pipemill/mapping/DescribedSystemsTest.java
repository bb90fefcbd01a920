package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.InboundMapping.Columns;
import io.pipemill.mapping.describe.Examples;
import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.describe.SystemDescription;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The descriptions of the real system folders, held against what the compilers made of them. */
class DescribedSystemsTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private final List<SystemDescription> systems =
      new FolderDescriber(CATALOG).describe(List.of(Projects.systems())).systems();

  @Test
  void everyMapping_isDescribedInTheVersionThatRuns() {
    assertThat(systems).hasSizeGreaterThanOrEqualTo(4);
    for (SystemDescription described : systems) {
      ExternalSystem system = described.system();
      assertThat(described.sound()).isTrue();
      assertThat(described.mappings()).hasSize(system.in().size() + system.out().size());
      for (MappingDescription mapping : described.mappings()) {
        String version =
            mapping.direction() == Direction.IN
                ? system.in().get(mapping.document()).version()
                : system.out().get(mapping.document()).version();
        assertThat(mapping.version()).as(system.id() + " " + mapping.file()).isEqualTo(version);
      }
    }
  }

  @Test
  void columnsOfADescription_areThoseTheCompiledMappingReads() {
    for (SystemDescription described : systems) {
      for (MappingDescription mapping : described.mappings()) {
        if (mapping.direction() == Direction.IN) {
          Set<String> told = new LinkedHashSet<>();
          mapping.fields().forEach(field -> told.addAll(field.sources()));
          mapping.rules().forEach(rule -> told.addAll(rule.sources()));
          told.remove("local-name()");
          Set<String> read = new LinkedHashSet<>();
          columns(described.system().in().get(mapping.document()).columns(), "", read);
          assertThat(told)
              .as(described.system().id() + " " + mapping.file())
              .containsExactlyInAnyOrderElementsOf(read);
        }
      }
    }
  }

  @Test
  void everyCanonicalField_isFilledOrNamedAsUnfilled() {
    for (SystemDescription described : systems) {
      for (MappingDescription mapping : described.mappings()) {
        Set<String> told = new LinkedHashSet<>();
        mapping.unfilled().forEach(unfilled -> told.add(unfilled.path()));
        mapping
            .fields()
            .forEach(
                field -> {
                  if (mapping.direction() == Direction.IN) {
                    told.add(field.target());
                  } else {
                    told.addAll(field.sources());
                  }
                });
        for (String leaf : leaves(CATALOG.type(mapping.document()).root(), new ArrayList<>())) {
          assertThat(told)
              .as(described.system().id() + " " + mapping.file() + " " + leaf)
              .anyMatch(path -> path.equals(leaf) || path.startsWith(leaf + "."));
        }
        assertThat(mapping.unfilled()).noneMatch(MappingDescription.Unfilled::required);
      }
    }
  }

  @Test
  void goldenPairs_giveExamplesOfMostFields() {
    Examples examples = new Examples(systems.stream().map(SystemDescription::system).toList());
    for (SystemDescription described : systems) {
      for (MappingDescription mapping : described.mappings()) {
        long fields = mapping.fields().stream().filter(field -> !field.section()).count();
        var found = examples.of(described.system(), mapping);
        assertThat(found.size())
            .as(described.system().id() + " " + mapping.file() + " of " + fields)
            .isGreaterThan((int) (fields / 2));
      }
    }
  }

  private static void columns(Columns columns, String prefix, Set<String> into) {
    columns.columns().forEach(column -> into.add(prefix + column));
    columns.groups().forEach((name, below) -> columns(below, prefix + name + ".", into));
    into.remove("local-name()");
  }

  private static List<String> leaves(FieldType owner, List<String> into) {
    for (FieldType field : owner.children()) {
      if (field.kind() == FieldKind.GROUP || field.kind() == FieldKind.LIST) {
        leaves(field, into);
      } else {
        into.add(field.path());
      }
    }
    return into;
  }
}

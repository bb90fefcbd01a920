package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.golden.GoldenPairs;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SystemScaffoldTest {
  private final SystemScaffold scaffold = new SystemScaffold(SampleSystem.CATALOG);
  @TempDir Path root;

  static Stream<Arguments> scaffoldOfEveryDocument_passesTheCheck() {
    return SampleSystem.CATALOG.all().stream()
        .map(DocumentType::name)
        .flatMap(name -> SystemScaffold.transports().stream().map(t -> Arguments.of(name, t)));
  }

  @ParameterizedTest
  @MethodSource
  void scaffoldOfEveryDocument_passesTheCheck(DocumentName document, String transport) {
    List<Path> written = scaffold.write(root, "new-system", transport, document);

    Loaded loaded = new Mappings(SampleSystem.CATALOG).load(List.of(root));
    assertThat(loaded.findings()).isEmpty();
    ExternalSystem system = loaded.systems().get("new-system");
    assertThat(system.transport()).isEqualTo(transport);
    assertThat(system.settings()).isNotEmpty();
    List<GoldenPairs.Pair> pairs = GoldenPairs.pairs(system);
    assertThat(pairs).hasSize(1);
    assertThat(GoldenPairs.ofJson().differences(pairs.get(0), system.in().get(document))).isEmpty();
    assertThat(written)
        .allMatch(java.nio.file.Files::exists)
        .anyMatch(path -> path.endsWith("canonical.xml"));
  }

  @Test
  void wrongArguments_areRefusedWithWhatIsExpected() {
    DocumentName order = SampleSystem.ORDER;
    assertThatThrownBy(() -> scaffold.write(root, "New_System", "jdbc", order))
        .hasMessageContaining("kebab-case");
    assertThatThrownBy(() -> scaffold.write(root, "a", "fax", order))
        .hasMessageContaining("[jdbc, file]");
    assertThatThrownBy(() -> scaffold.write(root, "a", "jdbc", new DocumentName("fax", 1)))
        .hasMessageContaining("unknown");
    scaffold.write(root, "a", "jdbc", order);
    assertThatThrownBy(() -> scaffold.write(root, "a", "jdbc", order))
        .hasMessageContaining("is there already");
  }
}

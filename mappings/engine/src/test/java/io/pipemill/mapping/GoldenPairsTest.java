package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.golden.GoldenPairs;
import io.pipemill.mapping.golden.GoldenPairs.Pair;
import io.pipemill.mapping.golden.XmlRecords;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every system folder's golden pairs; {@code -Dgolden.rewrite=true} writes them for review. */
class GoldenPairsTest {
  private final MappingCompiler.Loaded loaded =
      new Mappings(DocumentCatalog.load()).load(List.of(Projects.systems()));
  private final GoldenPairs golden = new GoldenPairs(new XmlRecords());

  @Test
  void systemFolders_areSound() {
    assertThat(loaded.findings()).isEmpty();
  }

  @TestFactory
  List<DynamicTest> goldenPairs_hold() {
    boolean rewrite = Boolean.getBoolean("golden.rewrite");
    List<DynamicTest> tests = new ArrayList<>();
    for (ExternalSystem system : loaded.systems().values()) {
      for (Pair pair : GoldenPairs.pairs(system)) {
        InboundMapping mapping = system.in().get(pair.document());
        tests.add(
            DynamicTest.dynamicTest(
                pair.toString(),
                () -> {
                  if (rewrite) {
                    golden.rewrite(pair, mapping);
                  }
                  assertThat(golden.differences(pair, mapping)).isEmpty();
                }));
      }
    }
    return tests;
  }

  @Test
  void everyInboundMapping_hasAGoldenPair() {
    for (ExternalSystem system : loaded.systems().values()) {
      List<Pair> pairs = GoldenPairs.pairs(system);
      for (var document : system.in().keySet()) {
        assertThat(pairs)
            .as(system.id() + " " + document)
            .anyMatch(pair -> pair.document().equals(document));
      }
    }
  }
}

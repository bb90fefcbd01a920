package io.pipemill.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.control.mappings.MappingCheck;
import io.pipemill.control.mappings.MappingsControl.Source;
import io.pipemill.demo.CrudeRetailSample;
import io.pipemill.demo.SteelContractsSample;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The project's own mappings against the columns that their databases have. */
class LiveColumnsTest {
  @TempDir Path home;

  @Test
  void mappingsOfTheSamples_fitTheirSourcesUntilAColumnIsRenamed() throws Exception {
    TestingPostgres.Database crude = TestingPostgres.shared().database("columns_crude");
    TestingPostgres.Database steel = TestingPostgres.shared().database("columns_steel");
    try (Connection retail = crude.open();
        Connection contracts = steel.open()) {
      new CrudeRetailSample(1, 400).firstAct(retail);
      new SteelContractsSample(1, 400).firstAct(contracts);
    }
    try (TestingInstallation all =
        TestingInstallation.start(
            home, Map.of(CrudeRetailSample.SYSTEM, crude, SteelContractsSample.SYSTEM, steel))) {
      assertThat(check(all)).isEmpty();

      crude.execute("alter table retail_order rename column cust_cd to customer_cd");

      assertThat(check(all))
          .anyMatch(f -> f.code().equals("MAP-041") && f.found().equals("CUST_CD"))
          .anyMatch(f -> f.code().equals("MAP-040") && f.found().equalsIgnoreCase("CUSTOMER_CD"))
          .allMatch(f -> f.system().equals(CrudeRetailSample.SYSTEM));
    }
  }

  private static List<MappingCheck.Finding> check(TestingInstallation all) {
    List<Source> live =
        all.node.hub().columns().stream()
            .filter(source -> !source.columns().isEmpty())
            .map(s -> new Source(s.system(), s.document(), s.columns(), s.trouble()))
            .toList();
    assertThat(live).hasSize(5);
    return new MappingCheck()
        .check(List.of(TestingInstallation.root().resolve("mappings/systems")), live)
        .findings();
  }
}

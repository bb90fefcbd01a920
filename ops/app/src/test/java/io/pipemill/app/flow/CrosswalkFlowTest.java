package io.pipemill.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.app.node.Access;
import io.pipemill.cli.PipemillCommandLine;
import io.pipemill.demo.CrudeRetailSample;
import io.pipemill.demo.SteelContractsSample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One firm that buys crude and steel: its two codes, out of the real mappings of both systems, by
 * the commands a person types.
 */
class CrosswalkFlowTest {
  private final Locale before = Locale.getDefault();
  @TempDir Path home;
  private TestingInstallation all;
  private int exit;

  @AfterEach
  void stop() {
    if (all != null) {
      all.close();
    }
    Locale.setDefault(before);
  }

  private JsonNode json(String... arguments) {
    String[] with = Arrays.copyOf(arguments, arguments.length + 3);
    with[arguments.length] = "--json";
    with[arguments.length + 1] = "--home";
    with[arguments.length + 2] = home.toString();
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      exit = PipemillCommandLine.execute(null, with);
    } finally {
      System.setOut(console);
    }
    return JsonMapper.shared().readTree(out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void firmOfBothSystems_isProposedAcceptedAndListed() throws Exception {
    CrudeRetailSample crude = new CrudeRetailSample(1, 50);
    SteelContractsSample steel = new SteelContractsSample(1, 50);
    TestingPostgres.Database retail = TestingPostgres.shared().database("crosswalk_crude");
    TestingPostgres.Database contracts = TestingPostgres.shared().database("crosswalk_steel");
    try (Connection one = retail.open();
        Connection two = contracts.open()) {
      crude.firstAct(one);
      steel.firstAct(two);
    }
    String retailCode =
        retail.value("select min(cust_cd) from retail_customer where tax_no is not null");
    String number =
        retail.value("select tax_no from retail_customer where cust_cd = '" + retailCode + "'");
    String steelCode = contracts.value("select min(cust_no) from steel_customer");
    contracts.execute(
        "update steel_customer set tax_reg_no = '"
            + number.toLowerCase(Locale.ROOT)
            + "' where cust_no = '"
            + steelCode
            + "'");
    Access access = new Access(home);
    var list = access.load();
    access.write(list, "http://127.0.0.1:1");
    all =
        TestingInstallation.start(
            home,
            Map.of(CrudeRetailSample.SYSTEM, retail, SteelContractsSample.SYSTEM, contracts),
            ErpSeed.standard());
    access.write(list, "http://127.0.0.1:" + all.node.port());
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> all.node.hub().drained(Duration.ofMillis(300)));

    JsonNode found = json("mappings", "crosswalk");

    assertThat(exit).isEqualTo(1);
    JsonNode first = found.path("rows").path(0);
    assertThat(first.path("reason").asString()).isEqualTo("tax-number");
    assertThat(first.path("a").path("code").asString()).isEqualTo(retailCode);
    assertThat(first.path("b").path("code").asString()).isEqualTo(steelCode);
    String[] accept = {
      "mappings", "crosswalk", "accept", "steel-contracts", steelCode, "crude-retail", retailCode
    };
    assertThat(json(accept).path("pair").path("systemA").asString()).isEqualTo("crude-retail");
    assertThat(exit).isZero();
    assertThat(json("mappings", "crosswalk").path("rows").size())
        .isEqualTo(found.path("rows").size() - 1);
    assertThat(json("mappings", "crosswalk", "list").path("pairs").path(0).path("codeB").asString())
        .isEqualTo(steelCode);
  }
}

package io.pipemill.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.app.node.Access;
import io.pipemill.cli.PipemillCommandLine;
import io.pipemill.demo.CrudeRetailSample;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The oil code that the samples of the retail office plant and no list has: from the worklist to
 * rows in the ERP, by the commands a person types.
 */
class MissingCodesTest {
  private static final String ORDERS = "select count(*) from retail_order where order_no in";
  private static final String UNKNOWN =
      " (select order_no from retail_order_line where oil_cd = 'XX-99')";
  private final Locale before = Locale.getDefault();
  @TempDir Path home;
  private TestingPostgres.Database retail;
  private TestingInstallation all;
  private int exit;

  @BeforeEach
  void start() throws Exception {
    CrudeRetailSample sample = new CrudeRetailSample(1, 800);
    retail = TestingPostgres.shared().database("codes_crude");
    try (Connection connection = retail.open()) {
      sample.firstAct(connection);
    }
    // one of them has something else wrong as well
    retail.execute(
        "update retail_order set pay_mode = '??' where order_no = (select max(order_no) from retail_order where order_no in"
            + UNKNOWN
            + ")");
    ErpSeed seed = ErpSeed.standard();
    sample.erpCustomers().forEach(c -> seed.customer(c.number(), c.name()));
    sample.erpItems().forEach(i -> seed.item(i.number(), i.description(), "TON"));
    Access access = new Access(home);
    var list = access.load();
    access.write(list, "http://127.0.0.1:1");
    all = TestingInstallation.start(home, Map.of(CrudeRetailSample.SYSTEM, retail), seed);
    access.write(list, "http://127.0.0.1:" + all.node.port());
    drain();
  }

  @AfterEach
  void stop() {
    all.close();
    Locale.setDefault(before);
  }

  private void drain() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(120))
        .until(() -> all.node.hub().drained(Duration.ofMillis(300)));
  }

  private String run(String... arguments) {
    String[] with = Arrays.copyOf(arguments, arguments.length + 2);
    with[arguments.length] = "--home";
    with[arguments.length + 1] = home.toString();
    PrintStream console = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      exit = PipemillCommandLine.execute(null, with);
    } finally {
      System.setOut(console);
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  private JsonNode json(String... arguments) {
    String[] with = Arrays.copyOf(arguments, arguments.length + 1);
    with[arguments.length] = "--json";
    return JsonMapper.shared().readTree(run(with));
  }

  private JsonNode products() {
    return json("mappings", "worklist", "--system", "crude-retail", "--list", "products")
        .path("rows");
  }

  @Test
  void plantedOilCode_isConfirmedSentAgainAndStandsInTheErp() throws Exception {
    int planted = Integer.parseInt(retail.value(ORDERS + UNKNOWN));
    assertThat(planted).isGreaterThan(1);
    JsonNode row = products().path(0);
    assertThat(row.path("value").asString()).isEqualTo("XX-99");
    assertThat(row.path("documents").asInt()).isEqualTo(planted);
    assertThat(row.path("money").path("CNY").decimalValue())
        .isEqualByComparingTo(
            retail.value("select sum(total_amt) from retail_order where order_no in" + UNKNOWN));
    assertThat(row.path("tonnes").decimalValue())
        .isEqualByComparingTo(
            retail.value("select sum(net_ton) from retail_order_line where order_no in" + UNKNOWN));
    assertThat(exit).isEqualTo(1);
    assertThat(run("rejected", "show", row.path("example").asString()))
        .contains("code list products", "XX-99");

    JsonNode shown =
        json(
            "mappings",
            "confirm",
            "crude-retail",
            "products",
            "XX-99",
            "SLOP-OIL",
            "--replay",
            "--dry-run");
    assertThat(shown.path("waiting").asInt()).isEqualTo(planted);
    assertThat(exit).as("one of them stays wrong").isEqualTo(1);
    long ready =
        shown
            .path("replayed")
            .path("results")
            .valueStream()
            .filter(result -> result.path("outcome").asString().equals("routed"))
            .peek(result -> assertThat(result.path("changes").toString()).contains("SLOP-OIL"))
            .count();
    assertThat(ready).isEqualTo(planted - 1);
    assertThat(products().path(0).path("confirmed").isEmpty()).isTrue();
    assertThat(erpOrders()).isZero();

    JsonNode done =
        json("mappings", "confirm", "crude-retail", "products", "XX-99", "SLOP-OIL", "--replay");
    assertThat(done.path("replayed").path("results").size()).isEqualTo(planted);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> erpOrders() == ready);
    drain();
    assertThat(products().isEmpty()).isTrue();
    assertThat(
            json("mappings", "worklist", "--system", "crude-retail", "--list", "pay-modes")
                .path("rows")
                .path(0)
                .path("value")
                .asString())
        .isEqualTo("??");
    String delivered =
        retail.value("select min(order_no) from retail_order where order_no in" + UNKNOWN);
    assertThat(ErpOrder.read(all, delivered).lines())
        .anySatisfy(
            sold ->
                assertThat(sold).containsEntry("NAMED", "未编码油品").containsEntry("ITEM", "SLOP-OIL"));
    String id = all.await("crude-retail", delivered, 1, "delivered").id().toString();
    String line =
        retail.value(
            "select min(line_no) from retail_order_line where oil_cd = 'XX-99' and order_no = '"
                + delivered
                + "'");
    assertThat(run("mappings", "explain", id, "lines[" + line + "].item.code"))
        .contains("code list products, confirmed by ");

    exportedListSupersedesTheConfirmation();
  }

  private void exportedListSupersedesTheConfirmation() throws Exception {
    Path systems = home.resolve("systems");
    Path own = TestingInstallation.root().resolve("mappings/systems/crude-retail");
    for (String file :
        List.of(
            "system.yaml", "customer.in.yaml", "sales-order.in.yaml", "order-status.out.yaml")) {
      Files.createDirectories(systems.resolve("crude-retail"));
      Files.copy(own.resolve(file), systems.resolve("crude-retail").resolve(file));
    }
    Path lists = Files.createDirectories(systems.resolve("crude-retail/codelists"));
    try (var files = Files.list(own.resolve("codelists"))) {
      for (Path file : files.toList()) {
        Files.copy(file, lists.resolve(file.getFileName()));
      }
    }
    String[] check = {
      "mappings", "check", "--systems-dir", systems.toString(), "--only", "crude-retail"
    };
    run(check);
    assertThat(exit).isZero();
    run("mappings", "worklist", "export", "crude-retail", "--dir", systems.toString());
    assertThat(Files.readString(lists.resolve("products.csv")))
        .endsWith("XX-99,SLOP-OIL,recovered slop oil,落地污油\n");
    assertThat(run(check)).doesNotContain("XX-99");
    assertThat(exit).isZero();
    Files.writeString(
        lists.resolve("products.csv"),
        Files.readString(lists.resolve("products.csv"))
            .replace("XX-99,SLOP-OIL", "XX-99,CRUDE-DQ"));
    assertThat(run(check)).contains("MAP-074", "XX-99 → CRUDE-DQ", "XX-99 → SLOP-OIL");
    assertThat(exit).isEqualTo(2);
  }

  /** Orders with the planted code that have such a line in the ERP. */
  private long erpOrders() {
    String orders =
        retail.value(
            "select string_agg(quote_literal(order_no), ',') from retail_order where order_no in"
                + UNKNOWN);
    return Long.parseLong(
        all.erp(
                "select count(distinct h.header_id) as n from oe_order_lines_all l join oe_order_headers_all h on h.header_id = l.header_id"
                    + " join mtl_system_items_b b on b.inventory_item_id = l.inventory_item_id"
                    + " join mtl_parameters m on m.organization_id = b.organization_id and m.organization_code = 'M1'"
                    + " where b.segment1 = 'SLOP-OIL' and l.attribute4 = '未编码油品' and h.orig_sys_document_ref in ("
                    + orders
                    + ")")
            .get(0)
            .get("N"));
  }
}

package io.pipemill.app.started;

import static io.pipemill.app.started.StartedPipemill.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.cli.PipemillCommandLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code demo} as people and scripts start it. */
class DemoProcessTest {
  private static final List<String> ENDS =
      List.of(
          "delivered", "rejected", "deadLettered", "held", "filtered", "superseded", "inFlight");
  @TempDir Path folder;

  private StartedPipemill demo(Path home, String... more) {
    return demo(Map.of(), home, more);
  }

  private StartedPipemill demo(Map<String, String> environment, Path home, String... more) {
    String[] arguments = new String[more.length + 3];
    arguments[0] = "demo";
    arguments[1] = "--home";
    arguments[2] = home.toString();
    System.arraycopy(more, 0, arguments, 3, more.length);
    return StartedPipemill.start(folder, environment, arguments);
  }

  @Test
  void onceThenKeptRunning_accountsForTheSameInputAndStopsInOrder() throws IOException {
    Path home = folder.resolve("home");
    JsonNode first;
    try (StartedPipemill demo = demo(home, "--once", "--json", "--only", "ubl-partners")) {
      assertThat(demo.exit()).as("%s", demo.err()).isZero();
      first = JsonMapper.shared().readTree(demo.out());
    }
    assertThat(first.path("closed").asBoolean()).isTrue();
    assertThat(first.path("planted").path("expected").asInt()).isPositive();
    assertThat(first.path("planted").path("found"))
        .isEqualTo(first.path("planted").path("expected"));
    for (JsonNode row : first.path("systems")) {
      long ended = ENDS.stream().mapToLong(end -> row.path(end).longValue()).sum();
      assertThat(row.path("read").longValue()).as("%s", row).isEqualTo(ended);
    }
    JsonNode orders = row(first, "ubl-partners", "sales-order");
    assertThat(orders.path("filteredBy").path("DUPLICATE").asInt()).isEqualTo(1);
    assertThat(orders.path("run").path("read")).isEqualTo(orders.path("read"));
    assertThat(orders.path("run").path("delivered")).isEqualTo(orders.path("delivered"));

    try (StartedPipemill demo =
        demo(home, "--json", "--port", "0", "--only", "ubl-partners", "--no-samples")) {
      JsonNode started = demo.started();
      assertThat(started.path("home").asString()).isEqualTo(home.toString());
      Path access = Path.of(started.path("access").asString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(access)))
          .isEqualTo("rw-------");
      JsonNode again =
          JsonMapper.shared().readTree(StartedPipemill.get(home, "/api/v1/accounting").body());
      JsonNode row = row(again, "ubl-partners", "sales-order");
      assertThat(row.path("read")).isEqualTo(orders.path("read"));
      assertThat(row.path("run").path("read").asInt()).isZero();
      try (StartedPipemill second = demo(home, "--once", "--only", "ubl-partners")) {
        assertThat(second.exit()).isEqualTo(3);
        assertThat(second.err()).contains("another process uses the home");
      }
      assertThat(demo.terminate()).isZero();
      assertThat(demo.err()).contains("stopped in order", "pipemill demo --home " + home);
    }
  }

  @Test
  void scaffoldedSystems_runWithoutABuild() throws IOException {
    Path systems = folder.resolve("systems");
    for (String[] system : new String[][] {{"gas-sales", "file"}, {"oil-desk", "jdbc"}}) {
      assertThat(
              PipemillCommandLine.execute(
                  null,
                  "systems",
                  "new",
                  system[0],
                  "--transport",
                  system[1],
                  "--dir",
                  systems.toString()))
          .isZero();
    }
    TestingPostgres.Database database = TestingPostgres.shared().database("oil_desk");
    Path settings = systems.resolve("oil-desk/system.yaml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("jdbc:postgresql://127.0.0.1:5432/oil_desk", database.url())
            .replace("user: pipemill_reader", "user: " + database.user())
            .replace("{customer: reject, item: reject}", "{customer: create, item: create}"));
    // the tables stand in the README that was written beside it
    String readme = Files.readString(systems.resolve("oil-desk/README.md"));
    database.execute(readme.substring(readme.indexOf("create table"), readme.lastIndexOf("```")));
    database.execute(
        "insert into sales_order values ('D-1', 'R', date '2025-10-01', 'C-7', 'Seventh customer', null, now())",
        "insert into sales_order_line values ('D-1', 1, 'I-7', 'Seventh item', 10, 4000.5)",
        "insert into sales_order_line values ('D-1', 2, 'I-8', 'Eighth item', 2.5, 3000)");
    Path home = folder.resolve("home");
    Path inbox = Files.createDirectories(home.resolve("inbox/gas-sales"));
    Path golden = systems.resolve("gas-sales/golden/sales-order/first-order/source.csv");
    Files.copy(golden, inbox.resolve("first.csv"));
    Files.copy(golden, inbox.resolve("again.csv"));
    Files.writeString(
        inbox.resolve("half.csv"),
        Files.readString(golden).replace("N-1001", "N-1002").replaceFirst("12.5", "13.5")
            + "N-1003,R,2025-02-30,C-100,First Customer,1,I-1,First item,1,1,\n");
    try (StartedPipemill demo =
        demo(
            Map.of("OIL_DESK_PASSWORD", database.password()),
            home,
            "--once",
            "--json",
            "--no-samples",
            "--systems-dir",
            systems.toString(),
            "--only",
            "gas-sales,oil-desk,crude-retail")) {
      assertThat(demo.exit()).as("one order waits for a person: %s", demo.err()).isEqualTo(1);
      JsonNode table = JsonMapper.shared().readTree(demo.out());
      assertThat(table.path("closed").asBoolean()).isTrue();
      JsonNode files = row(table, "gas-sales", "sales-order");
      assertThat(files.path("delivered").asInt()).isEqualTo(2);
      assertThat(files.path("rejected").asInt()).isEqualTo(1);
      assertThat(files.path("filteredBy").path("DUPLICATE").asInt()).isEqualTo(1);
      assertThat(row(table, "oil-desk", "sales-order").path("delivered").asInt()).isEqualTo(1);
      assertThat(table.path("unplanned").toString()).contains("N-1003");
      // without samples there is nothing in it, which is no reason to wait
      assertThat(row(table, "crude-retail", "sales-order").path("read").asInt(-1)).isZero();
    }
    Path done = home.resolve("done/gas-sales");
    assertThat(inbox).isEmptyDirectory();
    JsonNode reasons =
        JsonMapper.shared().readTree(Files.readString(done.resolve("half.csv.reason.json")));
    assertThat(reasons.size()).isEqualTo(1);
    assertThat(reasons.path(0).path("where").path("line").asInt()).isEqualTo(4);
    assertThat(reasons.path(0).path("value").asString()).isEqualTo("2025-02-30");
    assertThat(done.resolve("first.csv.reason.json")).doesNotExist();
  }

  @Test
  void takenPortOrUnknownSystem_isToldBeforeAnythingStarts() throws IOException {
    Path home = folder.resolve("home");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        StartedPipemill demo = demo(home, "--port", Integer.toString(taken.getLocalPort()));
        StartedPipemill unknown = demo(home, "--once", "--only", "crude-retial,steel")) {
      assertThat(demo.exit()).isEqualTo(3);
      assertThat(demo.err()).contains(taken.getLocalPort() + " is taken");
      assertThat(unknown.exit()).isEqualTo(2);
      assertThat(unknown.err())
          .contains("'crude-retial' is unknown", "did you mean 'crude-retail'?")
          .contains("'steel' is unknown");
    }
    assertThat(home.resolve("store")).doesNotExist();
  }
}

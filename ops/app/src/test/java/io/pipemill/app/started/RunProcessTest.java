package io.pipemill.app.started;

import static io.pipemill.app.started.StartedPipemill.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.adapter.ebs.simulator.SimulatedErp;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.cli.PipemillCommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A production node and a broker as processes, on a database server that is not theirs. */
class RunProcessTest {
  @TempDir Path folder;

  @Test
  void nodeWithItsOwnStoreAndBroker_deliversAndStopsInOrder() throws IOException {
    TestingPostgres.Database store = TestingPostgres.shared().database("store");
    TestingPostgres.Database erp = TestingPostgres.shared().database("erp");
    Path systems = systems(erp);
    Map<String, String> secrets =
        Map.of("STORE_PASSWORD", store.password(), "ERP_PASSWORD", erp.password());
    try (SimulatedErp simulated =
            SimulatedErp.install(source(erp)).seed(ErpSeed.standard().orderSource("gas-sales"));
        StartedPipemill broker =
            StartedPipemill.start(
                folder,
                Map.of(),
                "broker",
                "--json",
                "--port",
                "0",
                "--home",
                folder.resolve("broker").toString())) {
      simulated.start(ErpSwitches.NORMAL);
      JsonNode listening = broker.started();
      Path home = folder.resolve("home");
      Path config = folder.resolve("node.yaml");
      Files.writeString(
          config,
          """
          node: mill-1
          home: home
          store: {url: "%s", user: %s, passwordFrom: env:STORE_PASSWORD}
          broker: {url: "%s", user: %s, passwordFrom: "file:%s"}
          console: {port: 0, bind: 127.0.0.1}
          systems: [systems]
          hub: {batchSize: 100, maxPending: 5000, workers: 1}
          """
              .formatted(
                  store.url(),
                  store.user(),
                  listening.path("url").asString(),
                  listening.path("user").asString(),
                  listening.path("passwordFile").asString()));
      try (StartedPipemill doctor =
          StartedPipemill.start(
              folder, secrets, "doctor", "--json", "--config", config.toString())) {
        // the test server runs without fsync, which nobody should in production
        assertThat(doctor.exit()).as("%s", doctor.err()).isEqualTo(3);
        assertThat(JsonMapper.shared().readTree(doctor.out()).path("checks").valueStream())
            .extracting(
                check -> check.path("component").asString(),
                check -> check.path("level").asString())
            .contains(
                tuple("home", "OK"),
                tuple("store", "FAIL"),
                tuple("broker", "OK"),
                tuple("gas-sales (file, csv)", "OK"));
        assertThat(doctor.out()).contains("switch fsync and synchronous_commit on", "SIMULATED");
      }
      try (StartedPipemill node =
          StartedPipemill.start(folder, secrets, "run", "--json", "--config", config.toString())) {
        assertThat(node.started().path("home").asString()).isEqualTo(home.toString());
        assertThat(StartedPipemill.get(home, "/health/ready").statusCode()).isEqualTo(200);
        Path inbox = Files.createDirectories(home.resolve("inbox/gas-sales"));
        Files.copy(
            systems.resolve("gas-sales/golden/sales-order/first-order/source.csv"),
            inbox.resolve("first.csv"));
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> orders(home).path("delivered").asInt() == 1);
        assertThat(
                erp.value(
                    "select count(*) from oe_order_headers_all where orig_sys_document_ref ="
                        + " 'N-1001'"))
            .isEqualTo("1");
        assertThat(
                JsonMapper.shared()
                    .readTree(StartedPipemill.get(home, "/api/v1/doctor").body())
                    .path("checks")
                    .valueStream())
            .extracting(check -> check.path("component").asString())
            .contains("store", "broker");
        assertThat(node.terminate()).as("%s", node.err()).isZero();
        assertThat(node.err()).contains("stopped in order");
      }
      assertThat(broker.terminate()).as("%s", broker.err()).isZero();
      assertThat(store.value("select count(*) from int_lock")).isEqualTo("0");
    }
  }

  @Test
  void wrongSettings_areAllListed() throws IOException {
    Path config = folder.resolve("node.yaml");
    Files.writeString(
        config,
        """
        hom: /var/lib/pipemill
        store: {url: "jdbc:postgresql://db/x", user: u, passwordFrom: env:NO_SUCH_VARIABLE}
        console: {port: 99999}
        systems: [nowhere]
        hub: {batchSize: 0, worker: 3}
        """);
    for (String[] arguments :
        new String[][] {
          {"run", "--config", config.toString()}, {"doctor", "--config", config.toString()}
        }) {
      try (StartedPipemill node = StartedPipemill.start(folder, Map.of(), arguments)) {
        assertThat(node.exit()).isEqualTo(2);
        assertThat(node.err())
            .contains("node: found nothing")
            .contains(".hom: unknown key, did you mean 'home'?")
            .contains("NO_SUCH_VARIABLE is not set")
            .contains("port", "99999")
            .contains("nowhere is not a folder")
            .contains("batchSize")
            .contains(".worker: unknown key, did you mean 'workers'?");
        assertThat(node.out()).isEmpty();
      }
    }
  }

  private static JsonNode orders(Path home) {
    return row(
        JsonMapper.shared().readTree(StartedPipemill.get(home, "/api/v1/accounting").body()),
        "gas-sales",
        "sales-order");
  }

  /** A scaffolded file system, and the ERP of the project at another address. */
  private Path systems(TestingPostgres.Database erp) throws IOException {
    Path systems = folder.resolve("systems");
    assertThat(
            PipemillCommandLine.execute(
                null, "systems", "new", "gas-sales", "--dir", systems.toString()))
        .isZero();
    Path original = Path.of("../../mappings/systems/oracle-ebs");
    try (Stream<Path> files = Files.walk(original)) {
      for (Path file : files.toList()) {
        Path copy = systems.resolve("oracle-ebs").resolve(original.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Path settings = systems.resolve("oracle-ebs/system.yaml");
    Files.writeString(
        settings,
        Files.readString(settings)
            .replace("jdbc:postgresql://127.0.0.1:5432/erp", erp.url())
            .replace("user: pipemill", "user: " + erp.user()));
    return systems;
  }

  private static PGSimpleDataSource source(TestingPostgres.Database database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }
}

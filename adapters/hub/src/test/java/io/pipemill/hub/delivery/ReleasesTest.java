package io.pipemill.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Topology;
import io.pipemill.mapping.ExternalSystem;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private static final String ORDER = "00000000-0000-7000-8000-000000000001";

  private static TestingPostgres.Database store() {
    TestingPostgres.Database store = TestingPostgres.shared().database("releases");
    Flyway.configure()
        .dataSource(store.url(), store.user(), store.password())
        .locations("classpath:db/hub/postgresql")
        .load()
        .migrate();
    store.execute(
        "insert into flow values (1, 'shop', 'sales-order/v1')",
        "insert into document (id, flow_id, batch_id, slot, source_key, source_version, business_key,"
            + " version, verb, event_time, correlation_id, state, reason) values ('"
            + ORDER
            + "', 1, 1, 0, 'k', '1', 'A1', 1, 'PROCESS', now(), '"
            + ORDER
            + "', 'held', 'MASTER')",
        "insert into hold values ('" + ORDER + "', 'customer', 'C1')",
        "insert into hold values ('" + ORDER + "', 'item', 'I1')");
    return store;
  }

  private static Releases releases() {
    ExternalSystem shop =
        new ExternalSystem(
            "shop",
            Map.of(),
            "test",
            "memory",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            true,
            "CANCEL",
            Path.of("."));
    Flow flow =
        new Flow(
            1, shop, DocumentCatalog.load().type(new DocumentName("sales-order", 1)), null, null);
    Topology topology = new Topology(List.of(flow), Map.of());
    return new Releases(new Outbox(new Journal()), () -> topology);
  }

  @Test
  void bothMastersOfADocumentArriveAtOnce_theSecondLetsItGo() throws Exception {
    TestingPostgres.Database store = store();
    Releases releases = releases();
    try (Connection first = store.open()) {
      first.setAutoCommit(false);
      releases.masters(first, "customer", List.of("C1"));
      CompletableFuture<Void> second =
          CompletableFuture.runAsync(
              () -> {
                try (Connection connection = store.open()) {
                  connection.setAutoCommit(false);
                  releases.masters(connection, "item", List.of("I1"));
                  connection.commit();
                } catch (java.sql.SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  second.isDone()
                      || store
                          .value("select count(*) > 0 from pg_locks where not granted")
                          .equals("t"));
      first.commit();
      second.get(30, TimeUnit.SECONDS);
    }
    assertThat(store.value("select state from document")).isEqualTo("routed");
    assertThat(store.value("select count(*) from hold")).isEqualTo("0");
  }
}

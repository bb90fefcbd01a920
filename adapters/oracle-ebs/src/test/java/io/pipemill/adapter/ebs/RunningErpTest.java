package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.Request;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** With a concurrent manager that really runs beside the deliveries. */
class RunningErpTest {
  private static final int THREADS = 3;
  private static final int BATCHES = 4;
  private static final int ORDERS = 25;
  private final ErpFixture db = new ErpFixture();

  @AfterEach
  void stop() {
    db.erp.close();
  }

  private static List<Request> send(TargetAdapter target, int thread) {
    List<Request> requests = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<OutboundDocument> documents = new ArrayList<>();
      for (int k = 0; k < ORDERS; k++) {
        documents.add(
            Orders.order("T" + thread + "-" + batch + "-" + k, 1)
                .line("1", "ITEM-1", "1", "1")
                .line("2", "ITEM-2", "2", "2")
                .build());
      }
      Attempt attempt = Orders.attempt(documents);
      Receipt receipt = target.deliver(attempt);
      requests.add(Orders.request(receipt, attempt));
    }
    return requests;
  }

  private void everyOrderOnce(ErpSwitches switches, Map<String, Object> settings) throws Exception {
    db.erp.start(switches);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (TargetAdapter target = db.target(settings)) {
      List<Callable<List<Request>>> work = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        work.add(() -> send(target, thread));
      }
      List<Request> open = new ArrayList<>();
      for (Future<List<Request>> sent : threads.invokeAll(work)) {
        open.addAll(sent.get());
      }
      Set<Long> answered = new HashSet<>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                for (Answer answer : target.answers(open)) {
                  assertThat(answer.accepted()).as(String.valueOf(answer.messages())).isTrue();
                  answered.add(answer.deliveryId());
                }
                return answered.size() == THREADS * BATCHES * ORDERS;
              });
    } finally {
      threads.shutdownNow();
    }
    assertThat(
            db.rows(
                "select count(*), count(distinct orig_sys_document_ref) from oe_order_headers_all"))
        .containsExactly(THREADS * BATCHES * ORDERS + "|" + THREADS * BATCHES * ORDERS);
    assertThat(db.rows("select count(*) from oe_order_lines_all"))
        .containsExactly(String.valueOf(2 * THREADS * BATCHES * ORDERS));
    assertThat(db.rows("select count(*) from oe_headers_iface_all")).containsExactly("0");
  }

  @Test
  void concurrentBatches_severalWorkers_everyOrderOnce() throws Exception {
    everyOrderOnce(ErpSwitches.NORMAL.withWorkers(3), Map.of());
  }

  @Test
  void concurrentBatches_withInstances_everyOrderOnce() throws Exception {
    everyOrderOnce(ErpSwitches.NORMAL.withWorkers(3), Map.of("instances", 2));
  }

  @Test
  void lostAndCrashedRequestsAmongThem_everyOrderOnce() throws Exception {
    everyOrderOnce(ErpSwitches.NORMAL.withWorkers(2).losing(2).crashing(2), Map.of());
    assertThat(db.rows("select count(*) > 0 from fnd_concurrent_requests where status_code = 'E'"))
        .containsExactly("t");
  }

  @Test
  void requestOfADeadManager_isEndedByTheNext_andItsRowsAreImported() {
    try (TargetAdapter target = db.target(Map.of())) {
      Attempt attempt = Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
      Receipt receipt = target.deliver(attempt);
      // what a manager leaves that was killed after it had stamped its rows
      db.run(
          "update fnd_concurrent_requests set phase_code = 'R', status_code = 'R'",
          "select pipemill_sim_stamp_orders(5000001, null, null, null, null, false, null)");
      assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
      db.erp.start(ErpSwitches.NORMAL);
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !target.answers(List.of(Orders.request(receipt, attempt))).isEmpty());
    }
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
  }

  @Test
  void slowManager_answersLater() {
    try (TargetAdapter target = db.target(Map.of())) {
      db.erp.start(ErpSwitches.NORMAL.withDelay(Duration.ofMillis(300)));
      Attempt attempt = Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
      Receipt receipt = target.deliver(attempt);
      assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> !target.answers(List.of(Orders.request(receipt, attempt))).isEmpty());
    }
  }
}

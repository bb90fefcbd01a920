package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.adapter.testkit.InterruptingProxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The connection breaks around COMMIT; in the end each order is there exactly once. */
class InDoubtDeliveryTest {
  private final ErpFixture db = new ErpFixture();
  private final InterruptingProxy proxy = new InterruptingProxy(db.database.port());
  private final TargetAdapter target = db.target(Map.of("url", db.database.through(proxy).url()));

  @AfterEach
  void close() {
    target.close();
    proxy.close();
  }

  private static Attempt order(String ref) {
    return Orders.attempt(Orders.order(ref, 1).line("1", "ITEM-1", "1", "1"));
  }

  private void inDoubt(Attempt attempt) {
    assertThatThrownBy(() -> target.deliver(attempt))
        .isInstanceOfSatisfying(
            AdapterException.class,
            e -> {
              assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
              assertThat(e.kind()).isEqualTo(ErrorKind.TRANSIENT);
            });
    assertThat(proxy.cuts()).isEqualTo(1);
  }

  private void deliverOnceBefore() {
    // the house's own tables are made at the first delivery; that is not the commit to be cut
    target.deliver(order("FIRST"));
    db.erp.runPending(ErpSwitches.NORMAL);
  }

  @Test
  void cutAfterCommit_isResolvedAsCommitted_withItsRequest() {
    deliverOnceBefore();
    Attempt attempt = order("R-1");
    proxy.cutAfterCommit();
    inDoubt(attempt);
    Resolution resolution = target.resolve(attempt);
    assertThat(resolution.verdict()).isEqualTo(Verdict.COMMITTED);
    db.erp.runPending(ErpSwitches.NORMAL);
    List<Answer> answers =
        target.answers(List.of(Orders.request(new Receipt(resolution.requestId()), attempt)));
    assertThat(answers).hasSize(1).allMatch(Answer::accepted);
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("2");
  }

  @Test
  void cutBeforeCommit_isResolvedAsNever_andTheAttemptCanNeverBeWritten() {
    deliverOnceBefore();
    Attempt attempt = order("R-1");
    proxy.cutBeforeCommit();
    inDoubt(attempt);
    assertThat(target.resolve(attempt).verdict()).isEqualTo(Verdict.NEVER);
    assertThatThrownBy(() -> target.deliver(attempt)).hasMessageContaining("given up");
    Attempt again = Orders.attempt(attempt.documents());
    target.deliver(again);
    db.erp.runPending(ErpSwitches.NORMAL);
    assertThat(
            db.rows(
                "select count(*) from oe_order_headers_all where orig_sys_document_ref = 'R-1'"))
        .containsExactly("1");
  }

  @Test
  void orphanedTransaction_staysAlive_untilItHasCommitted() {
    deliverOnceBefore();
    Attempt attempt = order("R-1");
    proxy.orphanAtCommit();
    inDoubt(attempt);
    assertThat(target.resolve(attempt).verdict()).isEqualTo(Verdict.ALIVE);
    proxy.commitOrphans();
    assertThat(target.resolve(attempt).verdict()).isEqualTo(Verdict.COMMITTED);
    db.erp.runPending(ErpSwitches.NORMAL);
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("2");
  }

  @Test
  void connectionLostBeforeCommit_leavesNothing_andIsCertain() {
    deliverOnceBefore();
    proxy.cutBeforeStatement("submit_request");
    assertThatThrownBy(() -> target.deliver(order("R-1")))
        .isInstanceOfSatisfying(
            AdapterException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.NOT_DONE));
    assertThat(proxy.cuts()).isEqualTo(1);
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
  }
}

package io.pipemill.adapter.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Request;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.TargetAdapter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every target adapter promises (see {@link TargetAdapter}). A module extends this and gives
 * its outside system. Promises that hang on a {@link Capability} are proved where it is declared;
 * where it is not, the contract's answer for its absence is.
 */
public abstract class TargetContractTest {

  /** The outside system, as its own users see it. */
  public interface TargetSystem extends AutoCloseable {
    /** A new adapter over this system. */
    TargetAdapter open();

    /** A document that brings a key to a value. */
    OutboundDocument document(long deliveryId, String key, String value);

    /** A document that the target refuses for its content; null if it takes anything. */
    @Nullable OutboundDocument wrong(long deliveryId, String key);

    /** Lets a target that works later do all it was given; needed with ANSWERS. */
    default void settle() {}

    /** Values by key that a user of the target sees, all that was given being done. */
    Map<String, String> state();

    /** Code of a customer that is there; needed with MASTERS. */
    default @Nullable String customer() {
      return null;
    }

    void breakDown();

    void repair();

    /** The proxy between adapter and target, if there is one; needed with OUTCOME_TABLE. */
    @Nullable InterruptingProxy proxy();

    @Override
    void close();
  }

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private TargetSystem system;
  private TargetAdapter adapter;

  /** A fresh outside system. */
  protected abstract TargetSystem create();

  @BeforeEach
  void openSystem() {
    system = create();
    adapter = system.open();
  }

  @AfterEach
  void closeSystem() {
    adapter.close();
    system.close();
  }

  @Test
  void documentsOfAnAttempt_areAllThere() {
    List<OutboundDocument> documents = new ArrayList<>();
    for (int i = 1; i <= 50; i++) {
      documents.add(system.document(i, "K" + i, "v" + i));
    }
    adapter.deliver(new Attempt(UUID.randomUUID(), documents));
    assertThat(system.state()).hasSize(50).containsEntry("K7", "v7");
  }

  @Test
  void laterAttempt_bringsTheKeyToItsValue() {
    deliver(system.document(1, "K", "one"));
    deliver(system.document(2, "K", "two"));
    assertThat(system.state()).containsEntry("K", "two");
  }

  @Test
  void oneWrongDocument_isRejectedContentAndNothingOfItsAttemptIsThere() {
    OutboundDocument wrong = system.wrong(2, "B");
    if (wrong == null) {
      return;
    }
    AdapterException refused =
        catchThrowableOfType(
            AdapterException.class,
            () -> deliver(system.document(1, "A", "1"), wrong, system.document(3, "C", "3")));
    assertThat(refused.kind()).isEqualTo(ErrorKind.REJECTED_CONTENT);
    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_DONE);
    assertThat(refused.rejections().keySet()).isSubsetOf(Set.of(2L));
    assertThat(system.state()).isEmpty();
    // halved, as the hub does, the good ones pass
    deliver(system.document(1, "A", "1"));
    deliver(system.document(3, "C", "3"));
    assertThatThrownBy(() -> deliver(wrong)).isInstanceOf(AdapterException.class);
    assertThat(system.state()).containsOnlyKeys("A", "C");
  }

  @Test
  void targetDown_isTransientOrHeldAndNothingIsThere() {
    system.breakDown();
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> deliver(system.document(1, "A", "1")));
    assertThat(failure.kind()).isIn(ErrorKind.TRANSIENT, ErrorKind.SPACE);
    system.repair();
    assertThat(system.state()).isEmpty();
    deliver(system.document(1, "A", "1"));
    assertThat(system.state()).containsOnlyKeys("A");
  }

  @Test
  void deliveredAttempt_resolvesAsCommitted() {
    Attempt attempt = attempt(system.document(1, "A", "1"));
    adapter.deliver(attempt);
    assertThat(adapter.resolve(attempt).verdict()).isEqualTo(Verdict.COMMITTED);
    assertThat(adapter.resolve(attempt).verdict()).isEqualTo(Verdict.COMMITTED);
  }

  @Test
  void attemptNeverSent_resolvesAsNeverAndStaysSo() {
    Attempt attempt = attempt(system.document(1, "A", "1"));
    assertThat(adapter.resolve(attempt).verdict()).isEqualTo(Verdict.NEVER);
    if (adapter.capabilities().contains(Capability.OUTCOME_TABLE)) {
      assertThatThrownBy(() -> adapter.deliver(attempt)).isInstanceOf(AdapterException.class);
      assertThat(system.state()).isEmpty();
      assertThat(adapter.resolve(attempt).verdict()).isEqualTo(Verdict.NEVER);
    }
  }

  @Test
  void commitCutOff_isUnknownAndResolvesToTheTruth() {
    if (!adapter.capabilities().contains(Capability.OUTCOME_TABLE)) {
      return;
    }
    InterruptingProxy proxy = Objects.requireNonNull(system.proxy(), "OUTCOME_TABLE needs a proxy");
    deliver(system.document(1, "warm", "1"));

    proxy.cutAfterCommit();
    Attempt after = attempt(system.document(2, "after", "1"));
    assertUnknown(after);
    awaitVerdict(after, Verdict.COMMITTED);
    assertThat(system.state()).containsKey("after");

    proxy.cutBeforeCommit();
    Attempt before = attempt(system.document(3, "before", "1"));
    assertUnknown(before);
    awaitVerdict(before, Verdict.NEVER);
    assertThat(system.state()).doesNotContainKey("before");

    proxy.orphanAtCommit();
    Attempt orphan = attempt(system.document(4, "orphan", "1"));
    assertUnknown(orphan);
    assertThat(adapter.resolve(orphan).verdict()).isEqualTo(Verdict.ALIVE);
    proxy.commitOrphans();
    awaitVerdict(orphan, Verdict.COMMITTED);
    assertThat(system.state()).containsKey("orphan");
    assertThat(proxy.cuts()).as("every fault happened").isEqualTo(3);
  }

  @Test
  void answers_comeOnceTheTargetHasDoneItsWork() {
    Attempt attempt = attempt(system.document(1, "A", "1"), system.document(2, "B", "1"));
    String request = adapter.deliver(attempt).requestId();
    if (!adapter.capabilities().contains(Capability.ANSWERS)) {
      assertThat(request).as("nothing to wait for").isNull();
      return;
    }
    List<Request> asked =
        List.of(new Request(Objects.requireNonNull(request, "request"), attempt.documents()));
    assertThat(adapter.ended(Set.of(request))).isEmpty();
    assertThat(adapter.answers(asked)).as("while it works").isEmpty();
    system.settle();
    assertThat(adapter.ended(Set.of(request))).containsExactly(request);
    assertThat(adapter.answers(asked))
        .allMatch(Answer::accepted)
        .extracting(Answer::deliveryId)
        .containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void masters_areThoseThatAreThere() {
    assertThat(adapter.known("customer", Set.of())).isEmpty();
    assertThat(adapter.known("customer", Set.of("nobody of that code"))).isEmpty();
    if (adapter.capabilities().contains(Capability.MASTERS)) {
      String there = Objects.requireNonNull(system.customer(), "MASTERS needs a customer");
      assertThat(adapter.known("customer", Set.of(there, "nobody of that code")))
          .containsOnlyKeys(there);
    }
  }

  @Test
  void preview_changesNothingAndPredictsTheKeysThatChange() {
    List<OutboundDocument> documents =
        List.of(system.document(2, "A", "2"), system.document(3, "B", "1"));
    if (!adapter.capabilities().contains(Capability.PREVIEW)) {
      assertThatThrownBy(() -> adapter.preview(documents))
          .isInstanceOf(AdapterException.class)
          .extracting(e -> ((AdapterException) e).code())
          .isEqualTo("SPI-001");
      return;
    }
    deliver(system.document(1, "A", "1"));
    List<List<RowChange>> changes = adapter.preview(documents);
    assertThat(system.state()).containsOnlyKeys("A").containsEntry("A", "1");
    assertThat(changes).hasSize(2).noneMatch(List::isEmpty);
    assertThat(changes.get(0)).anyMatch(change -> !change.before().isEmpty());
    assertThat(changes.get(1)).allMatch(change -> change.before().isEmpty());
    deliver(documents.toArray(OutboundDocument[]::new));
    assertThat(adapter.preview(documents)).as("nothing is left to change").allMatch(List::isEmpty);
  }

  @Test
  void identity_isTheSameForEveryAdapterOfOneSystem() {
    String identity = adapter.identity();
    assertThat(identity).isNotBlank();
    try (TargetAdapter another = system.open()) {
      assertThat(another.identity()).isEqualTo(identity);
    }
  }

  @Test
  void health_isAskedWithoutHarm() {
    assertThat(adapter.check().level()).isNotEqualTo(CheckResult.Level.FAIL);
    system.breakDown();
    CheckResult broken = adapter.check();
    assertThat(broken.level()).isEqualTo(CheckResult.Level.FAIL);
    assertThat(broken.message()).isNotBlank();
    system.repair();
    assertThat(adapter.check().level()).isNotEqualTo(CheckResult.Level.FAIL);
    assertThat(system.state()).isEmpty();
  }

  private void assertUnknown(Attempt attempt) {
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> adapter.deliver(attempt));
    assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
  }

  private void awaitVerdict(Attempt attempt, Verdict verdict) {
    Awaitility.await().atMost(LONGEST).until(() -> adapter.resolve(attempt).verdict() == verdict);
  }

  private void deliver(OutboundDocument... documents) {
    adapter.deliver(attempt(documents));
    system.settle();
  }

  private static Attempt attempt(OutboundDocument... documents) {
    return new Attempt(UUID.randomUUID(), List.of(documents));
  }
}

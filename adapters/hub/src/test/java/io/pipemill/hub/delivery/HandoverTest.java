package io.pipemill.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.pipemill.adapter.testkit.InMemoryTarget;
import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.mapping.ExternalSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HandoverTest {
  private static final Outbox.Waiting BATCH =
      new Outbox.Waiting(7, "erp", new DocumentName("sales-order", 1), new long[] {1});
  private final List<Long> messages = new ArrayList<>();
  private Consumer<Long> receiver = outbox -> {};
  private final Handover handover =
      new Handover(
          (queue, outbox) -> {
            messages.add(outbox);
            receiver.accept(outbox);
          },
          () -> new Topology(List.of(), Map.of("erp", target())));

  private static Target target() {
    ExternalSystem erp =
        new ExternalSystem(
            "erp",
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
    return new Target(erp, new InMemoryTarget().open(), CircuitBreaker.ofDefaults("erp"));
  }

  @Test
  void batchJustSent_isNotSentAgain() {
    handover.offer(List.of(BATCH), Map.of());
    handover.offerAgain(BATCH);
    assertThat(messages).containsExactly(7L);
  }

  @Test
  void messageUsedUpBeforeItsSenderGoesOn_isSentAgainAtOnce() {
    receiver = handover::forget;
    handover.offer(List.of(BATCH), Map.of());
    handover.offerAgain(BATCH);
    assertThat(messages).containsExactly(7L, 7L);
  }

  @Test
  void brokerThatDoesNotTakeIt_isAskedAgainAtOnce() {
    receiver =
        outbox -> {
          throw new IllegalStateException("broker is away");
        };
    handover.offer(List.of(BATCH), Map.of());
    handover.offerAgain(BATCH);
    assertThat(messages).containsExactly(7L, 7L);
  }
}

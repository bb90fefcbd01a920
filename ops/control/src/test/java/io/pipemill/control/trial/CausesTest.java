package io.pipemill.control.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Violation;
import io.pipemill.control.trial.TrialResult.Cause;
import io.pipemill.control.trial.TrialResult.Example;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CausesTest {
  private static final Example EXAMPLE = new Example(new UUID(0, 1), "K", "p", null, "v");

  private static void add(Causes causes, String field, String value, String message) {
    Violation problem = new Violation("MAP-021", field, value, "a known code", null, message);
    causes.add(problem.code(), problem.field(), Causes.message(problem), EXAMPLE);
  }

  @Test
  void sameCauseWithOtherValuesAndLines_isOneGroup() {
    Causes causes = new Causes();
    add(causes, "lines[1].item.code", "A", "lines[1].item.code: 'A' is in no list, All were tried");
    add(
        causes,
        "lines[12].item.code",
        "油1",
        "lines[12].item.code: '油1' is in no list, All were tried");
    add(causes, "customer.code", "7", "customer.code: 7 is unknown");
    assertThat(causes.all())
        .extracting(Cause::field, Cause::message, Cause::documents)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "lines.item.code", "lines.item.code: '…' is in no list, All were tried", 2L),
            org.assertj.core.groups.Tuple.tuple(
                "customer.code", "customer.code: … is unknown", 1L));
  }

  @Test
  void endlesslyManyCauses_areKeptTogetherFromSomeNumberOn() {
    Causes causes = new Causes();
    for (int i = 0; i < 1000; i++) {
      add(causes, "f" + i, "x", "wrong");
    }
    assertThat(causes.all()).hasSize(201);
    assertThat(causes.all().get(0).documents()).isEqualTo(800);
    assertThat(causes.all().stream().mapToLong(Cause::documents).sum()).isEqualTo(1000);
  }
}

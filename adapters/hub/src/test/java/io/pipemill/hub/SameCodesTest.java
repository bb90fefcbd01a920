package io.pipemill.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.hub.crosswalk.CrosswalkPair;
import io.pipemill.hub.crosswalk.SameCodes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SameCodesTest {
  private static CrosswalkPair pair(String a, String codeA, String b, String codeB, String state) {
    return new CrosswalkPair(
        "customer", a, codeA, b, codeB, state, null, null, "", "ann", Instant.EPOCH);
  }

  @Test
  void acceptedPairs_joinGroupsWhateverTheOrder() {
    SameCodes same =
        new SameCodes(
            List.of(
                pair("b", "B1", "a", "A1", "accepted"),
                pair("c", "C1", "d", "D1", "accepted"),
                pair("d", "D1", "a", "A1", "accepted"),
                // said again through others
                pair("b", "B1", "c", "C1", "accepted")));

    assertThat(same.of("b", "B1"))
        .isEqualTo(same.of("d", "D1"))
        .isEqualTo(Map.of("a", "A1", "b", "B1", "c", "C1", "d", "D1"));
    assertThat(same.of("a", "A2")).isEqualTo(Map.of("a", "A2"));
    assertThat(same.contradiction("b", "B2", "c", "C1")).isEqualTo("b");
    assertThat(same.contradiction("e", "E1", "c", "C1")).isNull();
    assertThat(same.decided("b", "B1", "c", "C9")).isTrue();
    assertThat(same.decided("e", "E1", "c", "C1")).isFalse();
  }

  @Test
  void refusedPair_isDecidedInBothDirectionsAndJoinsNothing() {
    SameCodes same = new SameCodes(List.of(pair("b", "B1", "a", "A1", "refused")));

    assertThat(same.decided("a", "A1", "b", "B1")).isTrue();
    assertThat(same.decided("b", "B1", "a", "A1")).isTrue();
    assertThat(same.decided("a", "A1", "b", "B2")).isFalse();
    assertThat(same.of("a", "A1")).isEqualTo(Map.of("a", "A1"));
  }
}

package io.pipemill.hub.intake;

import io.pipemill.adapter.Arrival;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.hub.routing.Flow;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Mapped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says what records would become if a mapping were in force: the same verdict as intake's, with the
 * look-ups of the live store. Reads, writes nothing.
 */
public final class Judging {
  private static final UUID NOBODY = new UUID(0, 0);
  private static final Arrival NOTHING =
      new Arrival("", "", null, null, null, List.of(), false, false);

  private final MasterLookups lookups;

  public Judging(MasterLookups lookups) {
    this.lookups = lookups;
  }

  /**
   * What a record would become.
   *
   * @param state routed, held, rejected or filtered
   * @param reason of a state other than routed
   * @param document the canonical object; with problems what could be built; null if filtered
   * @param fingerprint of the content, the verb included; null unless routed or held
   */
  public record Judged(
      String state,
      @Nullable String reason,
      Verb verb,
      @Nullable String businessKey,
      @Nullable Object document,
      byte @Nullable [] fingerprint,
      List<Violation> problems) {}

  /** One verdict per record, in their order; look-ups are asked once for all of them. */
  public List<Judged> judge(Flow flow, InboundMapping mapping, List<RecordTree> records) {
    MasterLookups.Asked asked = lookups.forDocument(flow.document(), flow.system());
    List<Mapped> results = mapping.map(records, asked);
    List<Judged> verdicts = new ArrayList<>(results.size());
    for (Mapped mapped : results) {
      Draft draft = new Draft(NOBODY, NOTHING, Instant.EPOCH);
      Drafting.judge(flow.type(), draft, mapped, asked);
      verdicts.add(
          new Judged(
              draft.state,
              draft.reason,
              draft.verb,
              draft.businessKey,
              draft.document,
              draft.fingerprint,
              draft.problems));
    }
    return verdicts;
  }
}

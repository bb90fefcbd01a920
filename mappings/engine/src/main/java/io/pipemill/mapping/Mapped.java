package io.pipemill.mapping;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one record.
 *
 * @param document the canonical object; null if a problem made building it impossible. With
 *     problems present it is what could be built, for display only
 * @param businessKey the business key; given whenever its own fields could be mapped, even if
 *     others failed; else null
 * @param verb from the mapping, PROCESS if it says nothing
 * @param eventTime from the mapping; null if it says nothing
 * @param keys search keys, type to value, e.g. contractNumber → C-17; the business key is not
 *     repeated
 * @param problems what is wrong with the content; empty means mapped and valid
 * @param missing master codes that are unknown, by the system's {@code onMissing} policy to be held
 *     or created; empty if none. Codes whose policy is reject are among the problems
 * @param outOfScope reason if the mapping's {@code filter:} leaves the record out; null otherwise
 */
public record Mapped(
    @Nullable Object document,
    @Nullable String businessKey,
    Verb verb,
    @Nullable Instant eventTime,
    Map<String, String> keys,
    List<Violation> problems,
    List<MissingMaster> missing,
    @Nullable String outOfScope) {

  /**
   * A master object the target does not know yet.
   *
   * @param master {@code customer} or {@code item}
   * @param code the canonical code
   * @param policy hold or create
   * @param document for create: the minimal canonical document to deliver first; null for hold
   */
  public record MissingMaster(
      String master, String code, OnMissing policy, @Nullable Object document) {}
}

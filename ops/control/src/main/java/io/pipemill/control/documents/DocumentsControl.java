package io.pipemill.control.documents;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.mappings.CodeProposals;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.propose.Proposal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds documents by any business key, shows one, tells the story of a key. */
public final class DocumentsControl {
  private static final int MOST = 500;
  private final DocumentQueries queries;
  private final CodesInForce codes;

  /**
   * @param codes from which values that a list does not have are explained
   */
  public DocumentsControl(DocumentQueries queries, CodesInForce codes) {
    this.queries = queries;
    this.codes = codes;
  }

  public record Line(
      UUID id,
      String system,
      String document,
      @Nullable String businessKey,
      long version,
      String verb,
      String status,
      @Nullable String reason,
      Instant at,
      @Nullable BigDecimal money,
      @Nullable String currency,
      @Nullable BigDecimal tonnes) {}

  public record Found(List<Line> documents) {}

  public record Target(
      String system, String status, @Nullable String reference, @Nullable String message) {}

  /**
   * @param list the code list, crosswalk or master that does not have the value; null if it is
   *     about something else
   * @param proposals what the value probably means, likeliest first
   */
  public record Problem(
      String code,
      String kind,
      @Nullable String field,
      @Nullable String value,
      @Nullable String expected,
      @Nullable String where,
      String message,
      @Nullable String list,
      List<Proposal> proposals) {}

  /**
   * One document with everything that is stored about it.
   *
   * @param fields the source record: names as an edit uses them, with their values
   * @param content the canonical document as XML
   * @param payloadPurgedAt when fields and content were deleted, their retention being over
   */
  public record Shown(
      UUID id,
      String system,
      String document,
      @Nullable String businessKey,
      long version,
      String verb,
      String status,
      @Nullable String reason,
      Instant at,
      String sourceKey,
      String sourceVersion,
      @Nullable String mappingVersion,
      UUID correlationId,
      int revision,
      Map<String, String> keys,
      List<Target> targets,
      List<Problem> problems,
      Map<String, String> fields,
      @Nullable String content,
      @Nullable Instant payloadPurgedAt) {}

  public record Event(
      Instant at,
      UUID id,
      String system,
      String document,
      long version,
      String stage,
      String detail) {}

  public record Timeline(String key, List<Event> events) {}

  /** Documents under a key, newest first. */
  public Found find(String key) {
    return new Found(queries.find(key, MOST).stream().map(DocumentsControl::line).toList());
  }

  /**
   * @throws NotFoundException if there is no document of that id
   */
  public Shown show(UUID id) {
    DocumentQueries.Shown shown = queries.show(id);
    if (shown == null) {
      throw new NotFoundException("no document has the id " + id);
    }
    DocumentQueries.Found found = shown.document();
    return new Shown(
        found.id(),
        found.system(),
        found.document(),
        found.businessKey(),
        found.version(),
        found.verb(),
        found.state(),
        found.reason(),
        found.eventTime(),
        shown.sourceKey(),
        shown.sourceVersion(),
        shown.mappingVersion(),
        shown.correlationId(),
        shown.revision(),
        shown.keys(),
        shown.targets().stream()
            .map(t -> new Target(t.target(), t.state(), t.reference(), t.reason()))
            .toList(),
        problems(shown),
        SourceFields.of(shown.record()),
        shown.canonical(),
        shown.purgedAt());
  }

  /** What happened to everything under a key, in the order of time. */
  public Timeline timeline(String key) {
    return new Timeline(
        key,
        queries.timeline(key).stream()
            .map(
                s ->
                    new Event(
                        s.at(),
                        s.documentId(),
                        s.system(),
                        s.document(),
                        s.version(),
                        s.stage(),
                        s.what()))
            .toList());
  }

  /** A line of a list. */
  public static Line line(DocumentQueries.Found found) {
    return new Line(
        found.id(),
        found.system(),
        found.document(),
        found.businessKey(),
        found.version(),
        found.verb(),
        found.state(),
        found.reason(),
        found.eventTime(),
        found.worth(),
        found.currency(),
        found.tonnes());
  }

  private List<Problem> problems(DocumentQueries.Shown shown) {
    CodeProposals proposals = new CodeProposals(codes);
    List<String> systems = new ArrayList<>();
    systems.add(shown.document().system());
    shown.targets().stream()
        .filter(target -> target.state().equals("rejected"))
        .forEach(target -> systems.add(target.target()));
    return shown.problems().stream()
        .map(wrong -> problem(wrong, proposals.of(systems, shown.document().document(), wrong)))
        .toList();
  }

  private static Problem problem(DocumentQueries.Wrong wrong, List<Proposal> proposals) {
    return new Problem(
        wrong.code(),
        wrong.kind(),
        wrong.field(),
        wrong.value(),
        wrong.expected(),
        wrong.where(),
        wrong.message(),
        wrong.list(),
        proposals);
  }
}

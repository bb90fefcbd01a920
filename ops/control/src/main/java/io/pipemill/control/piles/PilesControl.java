package io.pipemill.control.piles;

import io.pipemill.adapter.RowChange;
import io.pipemill.canonical.Violation;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.hub.accounting.Accounting;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.ExternalSystem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Documents that wait for a person: what they are worth, what is wrong, correct and send again. */
public final class PilesControl {
  public static final String REJECTED = "rejected";
  public static final String DEAD_LETTERED = "dead-lettered";
  private static final int MOST_AT_ONCE = 10_000;

  private final DocumentQueries queries;
  private final Accounting accounting;
  private final Replay replay;
  private final MissingCodes missing;
  private final DocumentsControl documents;

  /**
   * @param missing documents by the value they wait for
   * @param documents shows one
   */
  public PilesControl(
      DocumentQueries queries,
      Accounting accounting,
      Replay replay,
      MissingCodes missing,
      DocumentsControl documents) {
    this.queries = queries;
    this.accounting = accounting;
    this.replay = replay;
    this.missing = missing;
    this.documents = documents;
  }

  public record Line(
      UUID id,
      String system,
      String document,
      @Nullable String businessKey,
      String code,
      String message,
      Map<String, BigDecimal> money,
      @Nullable BigDecimal tonnes,
      Instant at) {}

  public record Cause(
      String system,
      String document,
      String code,
      String field,
      long documents,
      Map<String, BigDecimal> money,
      @Nullable BigDecimal tonnes,
      String example) {}

  /**
   * @param total documents in the pile, whatever the filter
   * @param money at risk in the whole pile, by currency
   * @param documents those asked for, dearest first
   */
  public record Pile(
      long total,
      Map<String, BigDecimal> money,
      BigDecimal tonnes,
      List<Cause> causes,
      List<Line> documents) {}

  /**
   * Which documents to send again: by id, or all in the pile that fit.
   *
   * @param ids documents; empty if the other fields choose
   * @param list the code list in which a value is missing; only of rejected ones
   * @param value the value that is missing there; likewise
   */
  public record Selection(
      List<UUID> ids,
      boolean all,
      @Nullable String system,
      @Nullable String code,
      @Nullable String list,
      @Nullable String value,
      boolean dryRun) {

    /** Without a missing value. */
    public Selection(
        List<UUID> ids,
        boolean all,
        @Nullable String system,
        @Nullable String code,
        boolean dryRun) {
      this(ids, all, system, code, null, null, dryRun);
    }

    boolean byValue() {
      return list != null || value != null;
    }
  }

  public record Change(
      String system,
      String table,
      String key,
      Map<String, @Nullable String> before,
      Map<String, @Nullable String> after) {}

  /**
   * @param outcome routed, unchanged, rejected, held, superseded, filtered, impossible
   * @param ok whether nothing more is to be done
   */
  public record Result(
      UUID id,
      String outcome,
      boolean ok,
      String message,
      List<Violation> problems,
      List<Change> changes) {}

  public record Results(boolean dryRun, List<Result> results) {}

  /**
   * The pile of a state, dearest first.
   *
   * @throws NotFoundException if no such system has ever sent a document
   */
  public Pile list(String state, @Nullable String system, @Nullable String code, int limit) {
    return list(state, system, code, null, null, limit);
  }

  /**
   * The same, of documents that wait for a value.
   *
   * @param list the code list that does not have it; null for any
   * @param value null for any
   */
  public Pile list(
      String state,
      @Nullable String system,
      @Nullable String code,
      @Nullable String list,
      @Nullable String value,
      int limit) {
    Selection selection = new Selection(List.of(), false, system, code, list, value, false);
    known(system);
    byValue(state, selection);
    long total = 0;
    Map<String, BigDecimal> money = new TreeMap<>();
    BigDecimal tonnes = BigDecimal.ZERO;
    for (Accounting.Pile pile : accounting.piles()) {
      if (pile.state().equals(state)) {
        total += pile.documents();
        pile.money().forEach((currency, amount) -> money.merge(currency, amount, BigDecimal::add));
        tonnes = tonnes.add(pile.tonnes());
      }
    }
    List<Line> lines = new ArrayList<>();
    for (DocumentQueries.Found found :
        selection.byValue()
            ? queries.found(missing.documents(filter(selection), limit))
            : queries.list(state, system, code, limit)) {
      lines.add(line(found));
    }
    return new Pile(total, money, tonnes, causes(state), lines);
  }

  private void known(@Nullable String system) {
    if (system == null) {
      return;
    }
    Set<String> systems = new TreeSet<>();
    accounting.table().systems().forEach(row -> systems.add(row.system()));
    if (!systems.contains(system)) {
      throw new NotFoundException("system '" + system + "': expected one of " + systems);
    }
  }

  private List<Cause> causes(String state) {
    return queries.causes(state).stream()
        .map(
            c ->
                new Cause(
                    c.system(),
                    c.document(),
                    c.code(),
                    c.field(),
                    c.documents(),
                    money(c.worth(), c.currency()),
                    c.tonnes(),
                    c.example()))
        .toList();
  }

  private Line line(DocumentQueries.Found found) {
    DocumentQueries.Shown shown = queries.show(found.id());
    DocumentQueries.Wrong first =
        shown == null || shown.problems().isEmpty() ? null : shown.problems().get(0);
    return new Line(
        found.id(),
        found.system(),
        found.document(),
        found.businessKey() == null && shown != null ? shown.sourceKey() : found.businessKey(),
        first == null ? String.valueOf(found.reason()) : first.code(),
        first == null ? String.valueOf(found.reason()) : first.message(),
        money(found.worth(), found.currency()),
        found.tonnes(),
        found.eventTime());
  }

  private static Map<String, BigDecimal> money(
      @Nullable BigDecimal worth, @Nullable String currency) {
    return worth == null || currency == null ? Map.of() : Map.of(currency, worth);
  }

  /**
   * One document of a pile, with its source record.
   *
   * @throws NotFoundException if it is not in that pile
   */
  public DocumentsControl.Shown show(String state, UUID id) {
    DocumentsControl.Shown shown = documents.show(id);
    if (!shown.status().equals(state)) {
      throw new NotFoundException("document " + id + " is " + shown.status() + ", not " + state);
    }
    return shown;
  }

  /**
   * Sends documents of a pile again, or shows what that would change.
   *
   * @param actor who does it
   * @throws RefusedException if nothing was chosen
   */
  public Results replay(String state, Selection selection, String actor) {
    known(selection.system());
    boolean filtered =
        selection.all()
            || selection.system() != null
            || selection.code() != null
            || selection.byValue();
    byValue(state, selection);
    if (selection.ids().isEmpty() == !filtered) {
      throw new RefusedException(
          List.of("expected ids, or one of all, system, code, list and value; found " + selection));
    }
    List<UUID> ids =
        selection.byValue()
            ? missing.documents(filter(selection), MOST_AT_ONCE)
            : filtered
                ? queries.ids(state, selection.system(), selection.code(), MOST_AT_ONCE)
                : selection.ids();
    return run(ids, Map.of(), selection.dryRun(), actor);
  }

  private static void byValue(String state, Selection selection) {
    if (!selection.byValue()) {
      return;
    }
    List<String> problems = new ArrayList<>();
    if (!state.equals(REJECTED)) {
      problems.add("list and value: only rejected documents wait for a code, found " + state);
    }
    if (selection.code() != null) {
      problems.add(
          "found code "
              + selection.code()
              + " together with list or value, expected one of both: a missing value has its code");
    }
    if (selection.all()) {
      problems.add("found all together with list or value, expected one of both");
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
  }

  private static MissingCodes.Filter filter(Selection selection) {
    return new MissingCodes.Filter(selection.system(), selection.list(), selection.value());
  }

  /** Sends exactly those documents again that wait for one of these values. */
  public Results replay(List<MissingCodes.Filter> values, String actor) {
    return run(ids(values), Map.of(), false, actor);
  }

  /**
   * What that would change.
   *
   * @param system the system they come from, as it would map them; null for as it does
   */
  public Results preview(List<MissingCodes.Filter> values, @Nullable ExternalSystem system) {
    List<Replay.Outcome> outcomes =
        replay.preview(
            ids(values),
            Map.of(),
            flow ->
                system != null && flow.system().id().equals(system.id())
                    ? flow.with(system)
                    : flow);
    return new Results(true, outcomes.stream().map(PilesControl::result).toList());
  }

  private List<UUID> ids(List<MissingCodes.Filter> values) {
    Set<UUID> ids = new LinkedHashSet<>();
    values.forEach(value -> ids.addAll(missing.documents(value, MOST_AT_ONCE)));
    return List.copyOf(ids);
  }

  /**
   * Sends one document again with corrected fields of its source record, or shows what that would
   * change.
   */
  public Results edit(UUID id, Map<String, String> fields, boolean dryRun, String actor) {
    if (fields.isEmpty()) {
      throw new RefusedException(List.of("no field to set: expected FIELD=VALUE"));
    }
    return run(List.of(id), fields, dryRun, actor);
  }

  private Results run(List<UUID> ids, Map<String, String> edits, boolean dryRun, String actor) {
    try {
      List<Replay.Outcome> outcomes =
          dryRun ? replay.preview(ids, edits) : replay.replay(ids, edits, actor);
      return new Results(dryRun, outcomes.stream().map(PilesControl::result).toList());
    } catch (IllegalArgumentException e) {
      throw new RefusedException(List.of(String.valueOf(e.getMessage())));
    }
  }

  /** An outcome as it is shown. */
  public static Result result(Replay.Outcome outcome) {
    List<Change> changes = new ArrayList<>();
    outcome
        .changes()
        .forEach(
            (target, rows) -> {
              for (RowChange row : rows) {
                changes.add(new Change(target, row.table(), row.key(), row.before(), row.after()));
              }
            });
    boolean ok = !List.of(REJECTED, "impossible").contains(outcome.result());
    return new Result(
        outcome.document(), outcome.result(), ok, outcome.message(), outcome.problems(), changes);
  }
}

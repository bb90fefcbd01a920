package io.pipemill.control.mappings;

import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.codes.MissingCodes.Filter;
import io.pipemill.hub.codes.MissingCodes.Missing;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.codes.ConfirmedCode;
import io.pipemill.mapping.propose.Proposal;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that lists do not have, with what waits for each and what it probably means; who looks
 * after it.
 */
public final class WorklistControl {
  private final CodesInForce codes;
  private final MissingCodes missing;

  public WorklistControl(CodesInForce codes, MissingCodes missing) {
    this.codes = codes;
    this.missing = missing;
  }

  /**
   * A value that is missing.
   *
   * @param direction in: the system's value has no canonical code; out: a canonical code has no
   *     word in the system
   * @param kind codelist; values: of the mapping itself; crosswalk; master: a customer or item the
   *     target does not know
   * @param list its name; customer or item for a master; empty for values
   * @param field one of the fields it stands in
   * @param documents that wait for it
   * @param example id of the dearest of them, and its business key
   * @param owner who looks after it; empty if nobody
   * @param confirmed what it was confirmed to mean, most recent last; those documents only wait for
   *     a replay
   * @param proposals what it probably means, likeliest first
   */
  public record Row(
      String system,
      String document,
      String direction,
      String kind,
      String list,
      String value,
      String field,
      long documents,
      Map<String, BigDecimal> money,
      BigDecimal tonnes,
      Instant firstSeen,
      Instant lastSeen,
      UUID example,
      @Nullable String exampleKey,
      String owner,
      List<Confirmation> confirmed,
      List<Proposal> proposals) {}

  /**
   * A code somebody confirmed.
   *
   * @param from first date of a document for which it counts; null for all
   * @param status in-force; in-folder: the folder has it too by now; not-in-force: the folder says
   *     otherwise, or it no longer fits (mappings check tells)
   */
  public record Confirmation(
      String system,
      String list,
      String value,
      String canonical,
      @Nullable String from,
      String owner,
      String note,
      String by,
      Instant at,
      String status) {}

  /**
   * @param rows dearest first
   * @param asOf when this was read
   */
  public record Worklist(Instant asOf, List<Row> rows) {}

  public record Confirmations(List<Confirmation> codes) {}

  /**
   * @param system id; null for all
   * @param list name; null for all
   * @throws NotFoundException if there is no such system, or it has no such list
   */
  public Worklist list(@Nullable String system, @Nullable String list) {
    known(system, list);
    Map<List<String>, String> owners = missing.owners();
    Map<String, SystemLists> lists = new HashMap<>();
    List<Row> rows = new ArrayList<>();
    for (Missing one : missing.list(new Filter(system, list, null))) {
      rows.add(row(one, owners, lists));
    }
    return new Worklist(Instant.now(), rows);
  }

  private Row row(Missing one, Map<List<String>, String> owners, Map<String, SystemLists> lists) {
    ExternalSystem system = codes.system(one.system());
    List<Proposal> proposals =
        system == null || !kind(one).equals("codelist")
            ? List.of()
            : lists
                .computeIfAbsent(one.system(), id -> new SystemLists(system))
                .propose(one.list(), one.value(), one.outbound(), one.document(), one.field());
    return new Row(
        one.system(),
        one.document(),
        one.outbound() ? "out" : "in",
        kind(one),
        one.list(),
        one.value(),
        one.field(),
        one.documents(),
        one.money(),
        one.tonnes(),
        one.firstSeen(),
        one.lastSeen(),
        one.example(),
        one.exampleKey(),
        owners.getOrDefault(List.of(one.system(), one.list(), one.value()), ""),
        confirmations(one.system()).stream()
            .filter(code -> code.list().equals(one.list()))
            .filter(code -> (one.outbound() ? code.canonical() : code.value()).equals(one.value()))
            .toList(),
        proposals);
  }

  private static String kind(Missing one) {
    return switch (one.code()) {
      case "MAP-105" -> "crosswalk";
      case "MAP-112" -> "master";
      default -> one.list().isEmpty() ? "values" : "codelist";
    };
  }

  /** What was confirmed and not withdrawn, by system, oldest first. */
  public Confirmations confirmed(@Nullable String system) {
    known(system, null);
    List<Confirmation> all = new ArrayList<>();
    for (String id : new TreeSet<>(codes.systems())) {
      if (system == null || system.equals(id)) {
        all.addAll(confirmations(id));
      }
    }
    return new Confirmations(all);
  }

  private List<Confirmation> confirmations(String system) {
    List<ConfirmedCode> inForce = codes.inForce(system);
    List<Confirmation> all = new ArrayList<>();
    for (ConfirmedCode code : codes.confirmed(system)) {
      boolean contradicted =
          codes.findings().stream()
              .anyMatch(f -> f.system().equals(system) && f.message().contains(code.told()));
      all.add(
          new Confirmation(
              system,
              code.list(),
              code.source(),
              code.canonical(),
              code.from() == null ? null : code.from().toString(),
              code.owner(),
              code.note(),
              code.by(),
              code.at(),
              inForce.contains(code) ? "in-force" : contradicted ? "not-in-force" : "in-folder"));
    }
    return all;
  }

  /**
   * Says who looks after a value that is missing.
   *
   * @param by who says so
   * @throws RefusedException with every problem: an unknown system, list or value, no owner
   */
  public Row assign(String system, String list, String value, String owner, String by) {
    List<String> problems = new ArrayList<>();
    if (owner.isBlank()) {
      problems.add("owner: found nothing, expected the name of the person or department");
    }
    List<Missing> rows = List.of();
    try {
      known(system, list);
      rows = missing.list(new Filter(system, list, value));
      if (rows.isEmpty()) {
        problems.add(unknownValue(system, list, value));
      }
    } catch (NotFoundException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
    missing.assign(system, list, value, owner.strip(), by);
    return row(rows.get(0), missing.owners(), new HashMap<>());
  }

  /** A sentence about a value that no document waits for, with the one that was probably meant. */
  String unknownValue(String system, String list, String value) {
    List<String> waiting =
        missing.list(new Filter(system, list, null)).stream().map(Missing::value).toList();
    return "value '"
        + value
        + "': no rejected document of "
        + system
        + " waits for it in "
        + list
        + NearWord.hint(value, waiting)
        + (waiting.isEmpty()
            ? ""
            : "; those that are missing: "
                + String.join(", ", waiting.stream().limit(10).toList()));
  }

  /**
   * @throws NotFoundException if there is no such system, or nothing of it names such a list
   */
  private void known(@Nullable String system, @Nullable String list) {
    if (system == null) {
      return;
    }
    ExternalSystem there = codes.system(system);
    if (there == null) {
      throw new NotFoundException(
          "system '"
              + system
              + "' is unknown"
              + NearWord.hint(system, codes.systems())
              + "; expected one of "
              + String.join(", ", new TreeSet<>(codes.systems())));
    }
    if (list == null || list.isEmpty()) {
      return;
    }
    TreeSet<String> names = new TreeSet<>(new SystemLists(there).names());
    missing.list(new Filter(system, null, null)).forEach(row -> names.add(row.list()));
    codes.confirmed(system).forEach(code -> names.add(code.list()));
    if (!names.contains(list)) {
      throw new NotFoundException(
          "code list '"
              + list
              + "' is none of "
              + system
              + NearWord.hint(list, names)
              + "; expected one of "
              + String.join(", ", names));
    }
  }
}

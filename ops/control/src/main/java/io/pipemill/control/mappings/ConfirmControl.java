package io.pipemill.control.mappings;

import io.pipemill.control.RefusedException;
import io.pipemill.control.piles.PilesControl;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.codes.MissingCodes.Filter;
import io.pipemill.hub.codes.MissingCodes.Missing;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Recoded;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.ConfirmedCode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Confirms what a missing value means, in force at once and on every node of the store; takes a
 * confirmation back; sends exactly the documents again that waited for it.
 */
public final class ConfirmControl {
  /** What a problem keeps of a value; a longer one would never be met. */
  private static final int LONGEST = 200;

  private final CodesInForce codes;
  private final MissingCodes missing;
  private final PilesControl piles;
  private final WorklistControl worklist;
  private final Clock clock;

  public ConfirmControl(CodesInForce codes, MissingCodes missing, PilesControl piles, Clock clock) {
    this.codes = codes;
    this.missing = missing;
    this.piles = piles;
    this.worklist = new WorklistControl(codes, missing);
    this.clock = clock;
  }

  /**
   * What is to be confirmed.
   *
   * @param value the system's code; on the way out the word it is to write
   * @param from first date of a document for which it counts, ISO; null for all
   * @param newCode whether a canonical code is meant that the list does not have yet
   * @param unseen whether a value is meant that no document waits for yet
   * @param replay whether the documents that waited for it are sent again
   * @param dryRun whether to check only, and with {@code replay} to show what would change
   */
  public record Wanted(
      String system,
      String list,
      String value,
      String canonical,
      @Nullable String from,
      String owner,
      String note,
      boolean newCode,
      boolean unseen,
      boolean replay,
      boolean dryRun) {}

  /**
   * @param already whether it had been confirmed before, just so
   * @param asOf by which date of a document {@code from} counts; empty without {@code from}
   * @param waiting rejected documents that waited for the value; what is wrong with them besides
   *     stays wrong
   * @param replayed what became of them; null if they were not sent again
   */
  public record Confirmed(
      String system,
      String list,
      String value,
      String canonical,
      @Nullable String from,
      String asOf,
      boolean dryRun,
      boolean already,
      long waiting,
      PilesControl.@Nullable Results replayed) {}

  /**
   * @param actor who does it
   * @throws RefusedException with every problem at once; nothing is changed then
   */
  public Confirmed confirm(Wanted wanted, String actor) {
    List<String> problems = new ArrayList<>();
    LocalDate from = date(wanted.from(), problems);
    ExternalSystem system = system(wanted.system(), problems);
    SystemLists lists = system == null ? null : new SystemLists(system);
    CodeList list = lists == null ? null : list(lists, wanted, problems);
    texts(wanted, problems);
    if (lists == null || list == null) {
      throw new RefusedException(problems);
    }
    ConfirmedCode code =
        new ConfirmedCode(
            wanted.list(),
            wanted.value().strip(),
            wanted.canonical().strip(),
            from,
            wanted.owner().strip(),
            actor,
            clock.instant().truncatedTo(ChronoUnit.SECONDS),
            wanted.note().strip());
    ConfirmedCode there = same(codes.confirmed(wanted.system()), code);
    boolean already = there != null && there.canonical().equals(code.canonical());
    List<Missing> rows = waiting(code, wanted.system());
    Recoded would = null;
    if (!already) {
      if (there != null) {
        problems.add(taken(there));
      }
      entry(list, code, problems);
      canonical(lists, list, code, rows, wanted, problems);
      if (rows.isEmpty() && !wanted.unseen() && !wanted.value().isBlank()) {
        problems.add(
            worklist.unknownValue(wanted.system(), wanted.list(), code.source())
                + "; if it is right all the same, say that it is unseen yet");
      }
      if (from != null && lists.codesAsOf(wanted.list()).isEmpty()) {
        problems.add(
            "from "
                + from
                + ": the mappings that name "
                + wanted.list()
                + " know no date of their documents; expected none, or map a date or eventTime");
      }
      if (there == null) {
        would = codes.would(wanted.system(), code);
        fits(would, code, problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(new ArrayList<>(new java.util.LinkedHashSet<>(problems)));
    }
    long waiting = rows.stream().mapToLong(Missing::documents).sum();
    PilesControl.Results replayed = null;
    if (wanted.dryRun()) {
      if (wanted.replay()) {
        ExternalSystem as = would == null ? null : would.system();
        replayed = piles.preview(filter(code, wanted.system(), rows), as);
      }
    } else {
      if (!already) {
        ConfirmedCode before = codes.confirm(wanted.system(), code);
        if (before != null && !before.canonical().equals(code.canonical())) {
          throw new RefusedException(List.of(taken(before)));
        }
      }
      if (wanted.replay()) {
        replayed = piles.replay(filter(code, wanted.system(), rows), actor);
      }
    }
    return new Confirmed(
        wanted.system(),
        code.list(),
        code.source(),
        code.canonical(),
        wanted.from(),
        from == null ? "" : lists.codesAsOf(wanted.list()),
        wanted.dryRun(),
        already,
        waiting,
        replayed);
  }

  /** Rows of the worklist the code answers: its value in, or its canonical code out. */
  private List<Missing> waiting(ConfirmedCode code, String system) {
    List<Missing> rows = new ArrayList<>();
    for (Missing row : missing.list(new Filter(system, code.list(), null))) {
      if (row.code().equals("MAP-103")
          && row.value().equals(row.outbound() ? code.canonical() : code.source())) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<Filter> filter(ConfirmedCode code, String system, List<Missing> rows) {
    Set<String> values = new TreeSet<>();
    rows.forEach(row -> values.add(row.value()));
    return values.stream().map(value -> new Filter(system, code.list(), value)).toList();
  }

  private static @Nullable LocalDate date(@Nullable String from, List<String> problems) {
    if (from == null || from.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(from);
    } catch (DateTimeParseException e) {
      problems.add("from: found '" + from + "', expected a date such as 2026-01-31");
      return null;
    }
  }

  private @Nullable ExternalSystem system(String id, List<String> problems) {
    ExternalSystem system = codes.system(id);
    if (system == null) {
      problems.add(
          "system '"
              + id
              + "' is unknown"
              + NearWord.hint(id, codes.systems())
              + "; expected one of "
              + String.join(", ", new TreeSet<>(codes.systems())));
    }
    return system;
  }

  private static @Nullable CodeList list(SystemLists lists, Wanted wanted, List<String> problems) {
    CodeList list = lists.list(wanted.list());
    if (list == null) {
      problems.add(
          "code list '"
              + wanted.list()
              + "' is none of "
              + wanted.system()
              + NearWord.hint(wanted.list(), lists.names())
              + "; expected one of "
              + String.join(", ", lists.names()));
    }
    return list;
  }

  private static void texts(Wanted wanted, List<String> problems) {
    if (wanted.value().isBlank()) {
      problems.add("value: found nothing, expected the system's code");
    }
    if (wanted.canonical().isBlank()) {
      problems.add("canonical: found nothing, expected a canonical code of the list");
    }
    for (String text : List.of(wanted.value(), wanted.canonical())) {
      if (text.length() > LONGEST) {
        problems.add("'" + text.substring(0, 40) + "…' is too long: expected at most " + LONGEST);
      }
    }
  }

  private static @Nullable ConfirmedCode same(List<ConfirmedCode> confirmed, ConfirmedCode code) {
    return confirmed.stream()
        .filter(other -> other.list().equals(code.list()))
        .filter(other -> other.source().equals(code.source()))
        .filter(other -> java.util.Objects.equals(other.from(), code.from()))
        .findFirst()
        .orElse(null);
  }

  private static String taken(ConfirmedCode there) {
    return "value '"
        + there.source()
        + "' was "
        + there.told()
        + " to be '"
        + there.canonical()
        + "': withdraw that first";
  }

  /** The folder decides about what it has. */
  private static void entry(CodeList list, ConfirmedCode code, List<String> problems) {
    for (CodeList.Row row : list.rows()) {
      if (row.confirmed() == null && row.source().equals(code.source())) {
        problems.add(
            "value '"
                + code.source()
                + "' stands in "
                + list.name()
                + " already, for '"
                + row.canonical()
                + "'"
                + (row.from() == null ? "" : " from " + row.from())
                + ": correct the folder instead");
        return;
      }
    }
  }

  private static void canonical(
      SystemLists lists,
      CodeList list,
      ConfirmedCode code,
      List<Missing> rows,
      Wanted wanted,
      List<String> problems) {
    Set<String> there = new TreeSet<>();
    list.rows().forEach(row -> there.add(row.canonical()));
    for (Missing row : rows) {
      if (row.outbound()) {
        there.add(row.value());
      } else {
        there.addAll(lists.enumeration(row.document(), row.field()));
      }
    }
    if (!wanted.newCode() && !code.canonical().isEmpty() && !there.contains(code.canonical())) {
      problems.add(
          "canonical code '"
              + code.canonical()
              + "' is not in "
              + list.name()
              + NearWord.hint(code.canonical(), there)
              + "; expected one of "
              + String.join(", ", there.stream().limit(20).toList())
              + (there.size() > 20 ? ", …" : "")
              + ", or say that it is a new code");
    }
  }

  /** What the mappings say to it, such as a code that is none of the field's. */
  private void fits(Recoded would, ConfirmedCode code, List<String> problems) {
    if (would.inForce().contains(code) || !problems.isEmpty()) {
      return;
    }
    List<Finding> before = codes.findings();
    for (Finding finding : would.findings()) {
      if (!before.contains(finding)) {
        problems.add(finding.code() + " " + finding.message());
      }
    }
  }

  /**
   * Takes a confirmation back: the value is unknown again from now on; what was delivered with it
   * stays.
   *
   * @param from as it was confirmed
   * @throws RefusedException if there is none
   */
  public WorklistControl.Confirmations withdraw(
      String system, String list, String value, @Nullable String from, String actor) {
    List<String> problems = new ArrayList<>();
    LocalDate date = date(from, problems);
    system(system, problems);
    if (problems.isEmpty() && !codes.withdraw(system, list, value, date, actor)) {
      List<ConfirmedCode> confirmed = codes.confirmed(system);
      Set<String> there = new TreeSet<>();
      confirmed.forEach(
          code ->
              there.add(
                  code.list()
                      + " "
                      + code.source()
                      + (code.from() == null ? "" : " from " + code.from())));
      String wanted = list + " " + value + (date == null ? "" : " from " + date);
      problems.add(
          "nothing is confirmed in "
              + system
              + " as "
              + wanted
              + NearWord.hint(wanted, there)
              + (there.isEmpty() ? "" : "; confirmed: " + String.join(", ", there)));
    }
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
    return worklist.confirmed(system);
  }
}

package io.pipemill.hub.remap;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.record.RecordTreeJson;
import io.pipemill.hub.intake.Judging;
import io.pipemill.hub.intake.Judging.Judged;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.store.HubStore;
import io.pipemill.mapping.InboundMapping;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Maps the stored source records of a flow by a mapping that is in force or is to be, and compares
 * with what was stored. Reads in the order of reading, some thousand documents by three questions
 * to the store, each in a short transaction of its own; writes nothing. Edits that people made
 * stand in the stored record and so are kept.
 */
public final class Remapping {
  /** The problem of a mapping that reads a column the record does not have. */
  private static final String NO_COLUMN = "MAP-110";

  private static final int AT_ONCE = 4_000;

  private final HubStore store;
  private final Journal journal;
  private final Judging judging;
  private final int atOnce;
  private final RecordTreeJson json = new RecordTreeJson();

  public Remapping(HubStore store, Journal journal, Judging judging) {
    this(store, journal, judging, AT_ONCE);
  }

  /**
   * @param atOnce documents read together, or a whole intake batch where that is larger
   */
  Remapping(HubStore store, Journal journal, Judging judging, int atOnce) {
    this.store = store;
    this.journal = journal;
    this.judging = judging;
    this.atOnce = atOnce;
  }

  Judging judging() {
    return judging;
  }

  /**
   * Goes through the documents of a scope.
   *
   * @param total told once how many documents may come
   * @param each told some thousand at a time, also of those that could not be compared
   * @param go asked before every read; false ends it
   * @return whether the end was reached
   */
  public boolean run(
      Flow flow,
      InboundMapping mapping,
      Scope scope,
      LongConsumer total,
      Consumer<List<Compared>> each,
      BooleanSupplier go) {
    StoredRows rows = new StoredRows(flow.id(), scope, mapping.version(), atOnce);
    total.accept(count(rows));
    long left = scope.most();
    while (go.getAsBoolean()) {
      List<StoredRow> next = next(rows);
      if (next == null) {
        return true;
      }
      if (next.size() >= left) {
        each.accept(compare(flow, mapping, scope, next.subList(0, (int) left)));
        return next.size() == left && next(rows) == null;
      }
      left -= next.size();
      each.accept(compare(flow, mapping, scope, next));
    }
    return false;
  }

  private long count(StoredRows rows) {
    Long count = store.inTransaction(rows::start);
    return count == null ? 0 : count;
  }

  private @Nullable List<StoredRow> next(StoredRows rows) {
    return store.inTransaction(rows::next);
  }

  private List<Compared> compare(
      Flow flow, InboundMapping mapping, Scope scope, List<StoredRow> rows) {
    List<StoredRow> asked = rows.stream().filter(StoredRow::readByMapping).toList();
    List<byte @Nullable []> payloads = payloads(asked, 'r');
    List<StoredRow> present = new ArrayList<>(asked.size());
    List<RecordTree> records = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      byte[] payload = payloads.get(i);
      if (payload != null) {
        present.add(asked.get(i));
        records.add(json.read(payload));
      }
    }
    List<Judged> judged = judging.judge(flow, mapping, records);
    List<Verdict> verdicts = new ArrayList<>(present.size());
    for (int i = 0; i < present.size(); i++) {
      verdicts.add(verdict(present.get(i), judged.get(i), scope));
    }
    List<@Nullable Object> before = before(flow.type(), present, verdicts, scope);
    List<Compared> compared = new ArrayList<>(rows.size());
    int at = 0;
    for (StoredRow row : rows) {
      if (at < present.size() && present.get(at) == row) {
        compared.add(new Compared(row, verdicts.get(at), before.get(at), judged.get(at)));
        at++;
      } else {
        compared.add(
            new Compared(row, row.purged() ? Verdict.PURGED : Verdict.NOT_MAPPED, null, null));
      }
    }
    return compared;
  }

  private List<byte @Nullable []> payloads(List<StoredRow> rows, char part) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Journal.Place> places = rows.stream().map(StoredRow::place).toList();
    return store.inTransaction(
        (Connection connection) -> journal.payloads(connection, places, part));
  }

  /** The stored objects of those that differ from what they were. */
  private List<@Nullable Object> before(
      DocumentType type, List<StoredRow> rows, List<Verdict> verdicts, Scope scope) {
    @Nullable Object[] objects = new @Nullable Object[rows.size()];
    if (scope.contents()) {
      List<Integer> wanted = new ArrayList<>();
      for (int i = 0; i < objects.length; i++) {
        boolean differs =
            switch (verdicts.get(i)) {
              case CHANGED, NEWLY_REJECTED, NEWLY_FILTERED, INCOMPLETE -> true;
              default -> false;
            };
        if (differs && rows.get(i).good()) {
          wanted.add(i);
        }
      }
      List<byte @Nullable []> stored = payloads(wanted.stream().map(rows::get).toList(), 'm');
      for (int i = 0; i < wanted.size(); i++) {
        byte[] xml = stored.get(i);
        objects[wanted.get(i)] = xml == null ? null : type.fromXml(xml);
      }
    }
    return Arrays.asList(objects);
  }

  private static Verdict verdict(StoredRow row, Judged now, Scope scope) {
    boolean wasLeftOut = !row.good() && row.state().equals(States.FILTERED);
    if (now.state().equals(States.FILTERED)) {
      return wasLeftOut ? Verdict.STILL_FILTERED : Verdict.NEWLY_FILTERED;
    }
    if (now.state().equals(States.REJECTED)) {
      if (lacksColumn(now) && !NO_COLUMN.equals(row.reason())) {
        return Verdict.INCOMPLETE;
      }
      return row.good() || wasLeftOut ? Verdict.NEWLY_REJECTED : Verdict.STILL_REJECTED;
    }
    if (!row.good()) {
      return Verdict.NEWLY_ACCEPTED;
    }
    // a repetition stands for what its object is; nothing else was done about it
    byte[] stored =
        scope.mappedByOthers() && row.repetition() ? row.subjectFingerprint() : row.fingerprint();
    return Arrays.equals(stored, now.fingerprint()) ? Verdict.UNCHANGED : Verdict.CHANGED;
  }

  private static boolean lacksColumn(Judged now) {
    for (Violation problem : now.problems()) {
      if (problem.code().equals(NO_COLUMN)) {
        return true;
      }
    }
    return false;
  }
}

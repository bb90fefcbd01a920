package io.pipemill.hub.replay;

import io.pipemill.canonical.Envelope;
import io.pipemill.hub.delivery.Releases;
import io.pipemill.hub.intake.Intake;
import io.pipemill.hub.intake.MappingVersions;
import io.pipemill.hub.intake.Redraft;
import io.pipemill.hub.intake.SubjectLocks;
import io.pipemill.hub.journal.DocumentEntry;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.replay.Replay.Outcome;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Mapped.MissingMaster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes replays; in the caller's transaction. */
public final class ReplayStore {
  private final Journal journal;
  private final Outbox outbox;
  private final Releases releases;
  private final Intake intake;
  private final MappingVersions mappingVersions = new MappingVersions();

  public ReplayStore(Journal journal, Outbox outbox, Releases releases, Intake intake) {
    this.journal = journal;
    this.outbox = outbox;
    this.releases = releases;
    this.intake = intake;
  }

  /**
   * Whether a document may leave, as the store has it now.
   *
   * @param refused why not; null if it may
   * @param version under which it leaves
   * @param held what it has to wait for first; null if for nothing
   * @param masters customers and items that are made for it
   */
  record Leave(
      @Nullable Outcome refused,
      long version,
      @Nullable String held,
      List<DocumentEntry> masters) {}

  /** Decides on a replay, for the replay itself and for its dry run; writes nothing. */
  Leave mayLeave(Connection connection, Redraft redraft, Flow flow) throws SQLException {
    DocumentEntry entry = redraft.required();
    UUID id = redraft.id();
    Envelope envelope = entry.envelope();
    long version =
        SubjectLocks.next(
            connection,
            flow.id(),
            envelope.businessKey(),
            id,
            envelope.version(),
            redraft.takesNext());
    if (version < 0) {
      return refused(
          Outcome.of(
              id,
              States.SUPERSEDED,
              "version "
                  + -version
                  + " of "
                  + envelope.businessKey()
                  + " is newer: nothing is sent"));
    }
    if (underWay(connection, id)) {
      return refused(Outcome.of(id, "impossible", "it is under way already"));
    }
    String held = null;
    if (entry.state().equals(States.HELD)) {
      MissingMaster first = entry.waitsFor().get(0);
      held = "waits for " + first.master() + " " + first.code();
    }
    return new Leave(null, version, held, intake.wouldMake(connection, flow, redraft.masters()));
  }

  private static Leave refused(Outcome outcome) {
    return new Leave(outcome, 0, null, List.of());
  }

  Outcome send(
      Connection connection,
      Redraft redraft,
      Flow flow,
      List<Target> targets,
      String actor,
      List<Outbox.Waiting> waiting,
      Map<Long, DocumentEntry> entries)
      throws SQLException {
    DocumentEntry entry = redraft.required();
    UUID id = redraft.id();
    Leave leave = mayLeave(connection, redraft, flow);
    if (leave.refused() != null) {
      if (leave.refused().result().equals(States.SUPERSEDED)) {
        supersede(connection, id);
      }
      return leave.refused();
    }
    String businessKey = entry.envelope().businessKey();
    long version = leave.version();
    SubjectLocks.take(connection, flow.id(), businessKey, id, version, redraft.fingerprint());
    boolean held = leave.held() != null;
    forgetHolds(connection, id);
    store(
        connection,
        redraft,
        flow,
        version,
        held ? States.HELD : States.ROUTED,
        held ? entry.reason() : null);
    event(
        connection,
        id,
        "replayed",
        actor,
        "sent again as version " + version + (redraft.remapped() ? ", mapped again" : ""));
    if (leave.held() != null) {
      Journal.writeHolds(connection, id, entry.waitsFor());
      intake.makeMasters(connection, flow, redraft.masters(), waiting, entries);
      return Outcome.of(id, States.HELD, leave.held());
    }
    for (Target target : targets) {
      waiting.addAll(
          outbox.leave(
              connection,
              target,
              flow.document(),
              List.of(new Outbox.Routed(id, flow.id(), businessKey))));
    }
    return Outcome.of(id, States.ROUTED, "sent to " + targets.stream().map(Target::id).toList());
  }

  /** What it waited for before an edit is no matter any more. */
  private static void forgetHolds(Connection connection, UUID id) throws SQLException {
    run(connection, "delete from hold where document_id = ?", id);
  }

  private static boolean underWay(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement select =
        // the document first, as those do that let held documents go
        connection.prepareStatement(
            "with locked as materialized (select id from document where id = ? for update)"
                + " select x.state in ('routed', 'sent', 'in-doubt') from locked join delivery x on x.document_id = locked.id"
                + " for update of x")) {
      select.setObject(1, id);
      boolean underWay = false;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          underWay |= rows.getBoolean(1);
        }
      }
      return underWay;
    }
  }

  private void store(
      Connection connection,
      Redraft redraft,
      Flow flow,
      long version,
      String state,
      @Nullable String reason)
      throws SQLException {
    DocumentEntry entry = redraft.required();
    if (redraft.remapped() && flow.mapping() != null) {
      mappingVersions.remember(connection, flow.id(), flow.mapping());
    }
    long batch = journal.next(connection, "batch_seq", 1)[0];
    Instant now = Instant.now();
    List<byte @Nullable []> record = new ArrayList<>();
    record.add(entry.record());
    List<byte @Nullable []> canonical = new ArrayList<>();
    canonical.add(entry.canonical());
    if (entry.record() != null) {
      Journal.writeChunks(connection, batch, flow.id(), 'r', now, record);
    }
    Journal.writeChunks(connection, batch, flow.id(), 'm', now, canonical);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update document set state = ?, reason = ?, revision = revision + 1, version = ?, fingerprint = ?, business_key = ?,"
                + " mapping_version = ?, verb = ?, replay_batch_id = ?, replay_slot = 0, purged_at = null, worth = ?, worth_currency = ?, tonnes = ? where id = ?")) {
      update.setString(1, state);
      update.setString(2, reason);
      update.setLong(3, version);
      update.setBytes(4, entry.fingerprint());
      update.setString(5, entry.envelope().businessKey());
      update.setString(6, entry.envelope().mappingVersion());
      update.setString(7, entry.envelope().verb().name());
      update.setLong(8, batch);
      update.setBigDecimal(9, entry.worth().money());
      update.setString(10, entry.worth().currency());
      update.setBigDecimal(11, entry.worth().tonnes());
      update.setObject(12, redraft.id());
      update.executeUpdate();
    }
    SubjectLocks.addKey(connection, redraft.id(), entry.envelope().businessKey());
  }

  /**
   * Notes that the mapping refuses a document, or leaves it out. One that never left becomes that;
   * of one that was sent only the history tells it.
   */
  void settle(Connection connection, Redraft redraft, String actor) throws SQLException {
    UUID id = redraft.id();
    Flow flow = redraft.flow();
    String leftOut = redraft.leftOut();
    InboundMapping mapping = flow == null || !redraft.remapped() ? null : flow.mapping();
    String version = mapping == null ? null : mapping.version();
    if (flow != null && mapping != null) {
      mappingVersions.remember(connection, flow.id(), mapping);
    }
    // the object before the document, as everywhere; what never left is no measure of repetitions
    run(
        connection,
        "update subject s set fingerprint = null from document d where d.id = ? and d.state = 'held'"
            + " and s.flow_id = d.flow_id and s.business_key = d.business_key and s.document_id = d.id",
        id);
    int revision = 0;
    try (PreparedStatement update =
        connection.prepareStatement(
            "update document set revision = revision + 1,"
                + " reason = case when state in ('held', 'filtered') or ?::boolean and state = 'rejected' then ? else reason end,"
                + " fingerprint = case when state in ('held', 'filtered') then null else fingerprint end,"
                + " mapping_version = case when state in ('held', 'filtered', 'rejected') then coalesce(?, mapping_version) else mapping_version end,"
                + " state = case when state in ('held', 'filtered') or state = 'rejected' then ? else state end"
                + " where id = ? returning revision")) {
      update.setBoolean(1, leftOut != null);
      update.setString(2, leftOut == null ? redraft.problems().get(0).code() : leftOut);
      update.setString(3, version);
      update.setString(4, leftOut == null ? States.REJECTED : States.FILTERED);
      update.setObject(5, id);
      try (ResultSet row = update.executeQuery()) {
        if (row.next()) {
          revision = row.getInt(1);
        }
      }
    }
    run(
        connection,
        "delete from hold using document d where document_id = ? and d.id = document_id and d.state in ('rejected', 'filtered')",
        id);
    String said;
    if (leftOut == null) {
      journal.writeProblems(connection, id, revision, "REJECTED_CONTENT", redraft.problems());
      said =
          (redraft.wasGood() ? "wrong now: " : "still wrong: ")
              + redraft.problems().get(0).message();
    } else {
      said = "the mapping leaves it out: " + leftOut;
    }
    journal.writeEvents(
        connection,
        List.of(new Journal.Event(id, Instant.now(), "replayed", actor, version, said, null)));
  }

  private static void run(Connection connection, String sql, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }

  private static void supersede(Connection connection, UUID id) throws SQLException {
    for (String sql :
        Arrays.asList(
            "update document set state = 'superseded', reason = 'NEWER_VERSION' where id = ? and state in ('rejected', 'held')",
            "update delivery set state = 'superseded', reason = 'NEWER_VERSION' where document_id = ? and state in ('rejected', 'dead-lettered')")) {
      try (PreparedStatement update = connection.prepareStatement(sql)) {
        update.setObject(1, id);
        update.executeUpdate();
      }
    }
  }

  int release(
      Connection connection,
      UUID document,
      String actor,
      Topology topology,
      List<Outbox.Waiting> waiting)
      throws SQLException {
    List<Long> keys = new ArrayList<>();
    List<String> targets = new ArrayList<>();
    try (PreparedStatement update =
        connection.prepareStatement(
            "update delivery set reason = 'RELEASED' where document_id = ? and state in ('rejected', 'dead-lettered')"
                + " returning order_key, target")) {
      update.setObject(1, document);
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          keys.add(rows.getLong(1));
          targets.add(rows.getString(2));
        }
      }
    }
    for (int i = 0; i < keys.size(); i++) {
      Target target = topology.target(targets.get(i));
      if (target != null) {
        waiting.addAll(releases.successors(connection, target, List.of(keys.get(i))));
      }
    }
    if (!keys.isEmpty()) {
      event(connection, document, "released", actor, "newer versions may pass");
    }
    return keys.size();
  }

  private void event(Connection connection, UUID id, String stage, String actor, String message)
      throws SQLException {
    journal.writeEvents(
        connection,
        List.of(new Journal.Event(id, Instant.now(), stage, actor, null, message, null)));
  }
}

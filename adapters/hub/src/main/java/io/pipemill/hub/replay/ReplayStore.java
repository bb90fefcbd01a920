package io.pipemill.hub.replay;

import io.pipemill.hub.delivery.Releases;
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
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes replays; in the caller's transaction. */
public final class ReplayStore {
  private final Journal journal;
  private final Outbox outbox;
  private final Releases releases;
  private final MappingVersions mappingVersions = new MappingVersions();

  public ReplayStore(Journal journal, Outbox outbox, Releases releases) {
    this.journal = journal;
    this.outbox = outbox;
    this.releases = releases;
  }

  private record Standing(long delivery, String state) {}

  Outcome send(
      Connection connection,
      Redraft redraft,
      Flow flow,
      List<Target> targets,
      String actor,
      List<Outbox.Waiting> waiting)
      throws SQLException {
    DocumentEntry entry = redraft.required();
    UUID id = redraft.id();
    long version =
        SubjectLocks.claim(
            connection,
            flow.id(),
            entry.envelope().businessKey(),
            id,
            entry.envelope().version(),
            redraft.fingerprint(),
            redraft.delivered());
    if (version < 0) {
      supersede(connection, id);
      return Outcome.of(
          id,
          States.SUPERSEDED,
          "version "
              + -version
              + " of "
              + entry.envelope().businessKey()
              + " is newer: nothing is sent");
    }
    Map<String, Standing> standing = standing(connection, id);
    if (standing.values().stream().anyMatch(s -> underWay(s.state()))) {
      return Outcome.of(id, "impossible", "it is under way already");
    }
    boolean held = entry.state().equals(States.HELD);
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
    if (held) {
      Journal.writeHolds(connection, id, entry.waitsFor());
      return Outcome.of(
          id,
          States.HELD,
          "waits for " + entry.waitsFor().get(0).master() + " " + entry.waitsFor().get(0).code());
    }
    for (Target target : targets) {
      Standing before = standing.get(target.id());
      waiting.add(
          before == null
              ? outbox.add(
                  connection,
                  target,
                  flow.document(),
                  List.of(new Outbox.Routed(id, flow.id(), entry.envelope().businessKey())))
              : outbox.again(connection, target.id(), flow.document(), List.of(before.delivery())));
    }
    return Outcome.of(id, States.ROUTED, "sent to " + targets.stream().map(Target::id).toList());
  }

  private static boolean underWay(String state) {
    return List.of(States.ROUTED, States.SENT, States.IN_DOUBT).contains(state);
  }

  private static Map<String, Standing> standing(Connection connection, UUID id)
      throws SQLException {
    Map<String, Standing> found = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select target, id, state from delivery where document_id = ? for update")) {
      select.setObject(1, id);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), new Standing(rows.getLong(2), rows.getString(3)));
        }
      }
    }
    return found;
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
                + " mapping_version = ?, verb = ?, replay_batch_id = ?, replay_slot = 0, worth = ?, worth_currency = ?, tonnes = ? where id = ?")) {
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

  void stillWrong(Connection connection, Redraft redraft, String actor) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update document set revision = revision + 1 where id = ? returning revision")) {
      update.setObject(1, redraft.id());
      try (ResultSet row = update.executeQuery()) {
        row.next();
        journal.writeProblems(
            connection, redraft.id(), row.getInt(1), "REJECTED_CONTENT", redraft.problems());
      }
    }
    event(
        connection,
        redraft.id(),
        "replayed",
        actor,
        "still wrong: " + redraft.problems().get(0).message());
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

package io.pipemill.hub.delivery;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Target;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Ends deliveries, and starts what was waiting for them; in the caller's transaction, for a whole
 * batch.
 */
final class Marking {
  private final Journal journal;
  private final Outbox outbox;
  private final Releases releases;

  Marking(Journal journal, Outbox outbox, Releases releases) {
    this.journal = journal;
    this.outbox = outbox;
    this.releases = releases;
  }

  /**
   * How one delivery ended.
   *
   * @param state delivered, rejected, dead-lettered or filtered
   * @param kind error kind of a rejection
   * @param problems what was wrong, or what the target said
   */
  record Ending(
      long delivery,
      String state,
      @Nullable String reference,
      @Nullable String reason,
      String kind,
      List<Violation> problems) {

    static Ending delivered(long delivery, @Nullable String reference, List<Violation> remarks) {
      return new Ending(delivery, States.DELIVERED, reference, null, "", remarks);
    }

    static Ending failed(long delivery, String state, String kind, List<Violation> problems) {
      return new Ending(
          delivery,
          state,
          null,
          problems.isEmpty() ? null : problems.get(0).code(),
          kind,
          problems);
    }
  }

  private record Ended(
      UUID document,
      long orderKey,
      int flow,
      @Nullable String businessKey,
      int revision,
      long version) {}

  /** Ends deliveries; gives the batches that may leave now because of it. */
  List<Outbox.Waiting> end(
      Connection connection,
      Target target,
      DocumentName document,
      @Nullable UUID attempt,
      List<Ending> endings)
      throws SQLException {
    if (endings.isEmpty()) {
      return List.of();
    }
    Map<Long, Ended> ended = update(connection, attempt, endings);
    List<Outbox.Waiting> waiting = new ArrayList<>();
    List<UUID> referenced = new ArrayList<>();
    List<String> references = new ArrayList<>();
    List<Journal.Event> events = new ArrayList<>();
    Set<Long> orderKeys = new LinkedHashSet<>();
    Map<Integer, List<Ended>> deliveredByFlow = new HashMap<>();
    List<String> deliveredKeys = new ArrayList<>();
    List<String> deliveredReferences = new ArrayList<>();
    for (Ending ending : endings) {
      Ended row = ended.get(ending.delivery());
      if (row == null) {
        continue;
      }
      orderKeys.add(row.orderKey());
      if (ending.state().equals(States.DELIVERED)) {
        deliveredByFlow.computeIfAbsent(row.flow(), f -> new ArrayList<>()).add(row);
        if (ending.reference() != null) {
          referenced.add(row.document());
          references.add(ending.reference());
          if (row.businessKey() != null) {
            deliveredKeys.add(row.businessKey());
            deliveredReferences.add(ending.reference());
          }
        }
      } else if (!ending.problems().isEmpty()) {
        journal.writeProblems(
            connection, row.document(), row.revision(), ending.kind(), ending.problems());
      }
      for (Violation remark : ending.problems()) {
        events.add(
            new Journal.Event(
                row.document(),
                Instant.now(),
                ending.state(),
                target.id(),
                remark.code(),
                remark.message(),
                ending.delivery()));
      }
    }
    journal.writeEvents(connection, events);
    journal.addKeys(connection, target.id() + ".reference", referenced, references);
    for (Map.Entry<Integer, List<Ended>> flow : deliveredByFlow.entrySet()) {
      supersedeOlder(connection, target, flow.getKey(), flow.getValue());
    }
    if (Releases.MASTERS.contains(document.name())) {
      crosswalk(connection, target.id(), document.name(), deliveredKeys, deliveredReferences);
      List<String> arrived = new ArrayList<>();
      deliveredByFlow
          .values()
          .forEach(
              rows ->
                  rows.forEach(
                      row -> arrived.add(row.businessKey() == null ? "" : row.businessKey())));
      waiting.addAll(releases.masters(connection, document.name(), arrived));
    }
    waiting.addAll(releases.successors(connection, target, orderKeys));
    return waiting;
  }

  private static Map<Long, Ended> update(
      Connection connection, @Nullable UUID attempt, List<Ending> endings) throws SQLException {
    int size = endings.size();
    Long[] ids = new Long[size];
    String[] states = new String[size];
    String[] references = new String[size];
    String[] reasons = new String[size];
    for (int i = 0; i < size; i++) {
      Ending ending = endings.get(i);
      ids[i] = ending.delivery();
      states[i] = ending.state();
      references[i] = ending.reference();
      reasons[i] = ending.reason();
    }
    Map<Long, Ended> ended = new HashMap<>(size * 2);
    try (PreparedStatement update =
        connection.prepareStatement(
            "update delivery x set state = t.state, target_reference = coalesce(t.reference, x.target_reference), reason = t.reason,"
                + " attempt_id = coalesce(?, x.attempt_id), ended_at = clock_timestamp()"
                + " from unnest(?::bigint[], ?::varchar[], ?::varchar[], ?::varchar[]) as t(id, state, reference, reason),"
                + " document d where x.id = t.id and d.id = x.document_id and x.state in ('routed', 'sent', 'held', 'in-doubt')"
                + " returning x.id, d.id, x.order_key, d.flow_id, d.business_key, d.revision, d.version")) {
      update.setObject(1, attempt, java.sql.Types.OTHER);
      update.setArray(2, connection.createArrayOf("bigint", ids));
      update.setArray(3, connection.createArrayOf("varchar", states));
      update.setArray(4, connection.createArrayOf("varchar", references));
      update.setArray(5, connection.createArrayOf("varchar", reasons));
      try (ResultSet rows = update.executeQuery()) {
        while (rows.next()) {
          ended.put(
              rows.getLong(1),
              new Ended(
                  rows.getObject(2, UUID.class),
                  rows.getLong(3),
                  rows.getInt(4),
                  rows.getString(5),
                  rows.getInt(6),
                  rows.getLong(7)));
        }
      }
    }
    return ended;
  }

  /**
   * Older versions that failed or wait are overtaken now, where the system's policy is "newest
   * only".
   */
  private static void supersedeOlder(
      Connection connection, Target target, int flow, List<Ended> delivered) throws SQLException {
    String[] keys = new String[delivered.size()];
    Long[] versions = new Long[delivered.size()];
    Long[] orderKeys = new Long[delivered.size()];
    for (int i = 0; i < delivered.size(); i++) {
      String key = delivered.get(i).businessKey();
      keys[i] = key == null ? "" : key;
      versions[i] = delivered.get(i).version();
      orderKeys[i] = delivered.get(i).orderKey();
    }
    if (!target.system().newestOnly()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update document d set state = 'superseded', reason = 'NEWER_VERSION' from unnest(?::varchar[], ?::bigint[]) as t(k, v)"
                + " where d.flow_id = ? and d.business_key = t.k and d.version < t.v and d.state in ('rejected', 'held')")) {
      update.setArray(1, connection.createArrayOf("varchar", keys));
      update.setArray(2, connection.createArrayOf("bigint", versions));
      update.setInt(3, flow);
      update.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update delivery x set state = 'superseded', reason = 'NEWER_VERSION' from unnest(?::bigint[], ?::bigint[]) as t(k, v), document d"
                + " where x.order_key = t.k and d.id = x.document_id and d.version < t.v and x.state in ('rejected', 'dead-lettered')")) {
      update.setArray(1, connection.createArrayOf("bigint", orderKeys));
      update.setArray(2, connection.createArrayOf("bigint", versions));
      update.executeUpdate();
    }
  }

  private static void crosswalk(
      Connection connection,
      String target,
      String list,
      List<String> codes,
      List<String> references)
      throws SQLException {
    if (codes.isEmpty()) {
      return;
    }
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into crosswalk (target, list, code, reference) select ?, ?, c, max(r) from unnest(?::varchar[], ?::varchar[]) as t(c, r)"
                + " group by c on conflict (target, list, code) do update set reference = excluded.reference")) {
      upsert.setString(1, target);
      upsert.setString(2, list);
      upsert.setArray(3, connection.createArrayOf("varchar", codes.toArray()));
      upsert.setArray(4, connection.createArrayOf("varchar", references.toArray()));
      upsert.executeUpdate();
    }
  }

  /** Closes batches that have nothing left under way. */
  static void closeOutbox(Connection connection, long outbox) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = 'done' where id = ? and not exists (select 1 from delivery where outbox_id = outbox.id"
                + " and state in ('routed', 'sent', 'in-doubt'))")) {
      update.setLong(1, outbox);
      update.executeUpdate();
    }
  }
}

package io.pipemill.hub.delivery;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.routing.Outbox;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Outbox batches and attempts in the store; every method in the caller's transaction. */
final class Attempts {
  private final String node;
  private final UUID boot;

  Attempts(String node, UUID boot) {
    this.node = node;
    this.boot = boot;
  }

  /**
   * A batch this thread may deliver now.
   *
   * @param attempts how often it was tried, this time included
   * @param deliveries in order; those that must wait for an older version of their key are not
   *     among them
   */
  record Claimed(
      long outbox, String target, DocumentName document, int attempts, List<Long> deliveries) {}

  /** Claims a waiting batch; null if someone else has it, it is done, or it is not its time. */
  @Nullable Claimed claim(Connection connection, long outbox, boolean newestOnly)
      throws SQLException {
    String target;
    DocumentName document;
    int attempts;
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = 'open', attempts = attempts + 1 where id = ? and state = 'pending' and next_attempt_at <= now()"
                + " returning target, document, attempts")) {
      update.setLong(1, outbox);
      try (ResultSet row = update.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        target = row.getString(1);
        document = DocumentName.parse(row.getString(2));
        attempts = row.getInt(3);
      }
    }
    List<Long> ready = new ArrayList<>();
    List<Long> blocked = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.id, exists (select 1 from delivery e where e.order_key = d.order_key and e.id < d.id and "
                + blocking("e", newestOnly)
                + ") from delivery d where d.outbox_id = ? and d.state = 'routed' order by d.id")) {
      select.setLong(1, outbox);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          (rows.getBoolean(2) ? blocked : ready).add(rows.getLong(1));
        }
      }
    }
    if (!blocked.isEmpty()) {
      try (PreparedStatement update =
          connection.prepareStatement(
              "update delivery set state = 'held', reason = 'PREDECESSOR' where id = any(?)")) {
        update.setArray(1, connection.createArrayOf("bigint", blocked.toArray()));
        update.executeUpdate();
      }
    }
    return new Claimed(outbox, target, document, attempts, ready);
  }

  /**
   * SQL: an older version of the same key stands in the way. Where the newest is enough, one that
   * failed does not.
   */
  static String blocking(String alias, boolean newestOnly) {
    String underWay = alias + ".state in ('routed', 'sent', 'held', 'in-doubt')";
    return newestOnly
        ? underWay
        : "("
            + underWay
            + " or ("
            + alias
            + ".state in ('rejected', 'dead-lettered') and "
            + alias
            + ".reason is distinct from 'RELEASED'))";
  }

  void begin(Connection connection, UUID attempt, Claimed claimed, List<Long> deliveries)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into attempt (id, outbox_id, target, node, boot_id, state, delivery_ids, started_at)"
                + " values (?, ?, ?, ?, ?, 'open', ?, clock_timestamp())")) {
      insert.setObject(1, attempt);
      insert.setLong(2, claimed.outbox());
      insert.setString(3, claimed.target());
      insert.setString(4, node);
      insert.setObject(5, boot);
      insert.setArray(6, connection.createArrayOf("bigint", deliveries.toArray()));
      insert.executeUpdate();
    }
  }

  /** Notes how an attempt ended. An attempt without a request needs no further answer. */
  void end(
      Connection connection,
      UUID attempt,
      String state,
      @Nullable String requestId,
      boolean answered,
      @Nullable String code,
      @Nullable String message)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update attempt set state = ?, request_id = ?, answered = ?, ended_at = clock_timestamp(), error_code = ?, error_message = ?"
                + " where id = ?")) {
      update.setString(1, state);
      update.setString(2, requestId);
      update.setBoolean(3, answered);
      update.setString(4, code);
      update.setString(
          5,
          message == null
              ? null
              : message.substring(0, Math.min(message.length(), 4000)).replace('\0', '?'));
      update.setObject(6, attempt);
      update.executeUpdate();
    }
  }

  void answered(Connection connection, List<UUID> attempts) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update attempt set answered = true where id = any(?)")) {
      update.setArray(1, connection.createArrayOf("uuid", attempts.toArray()));
      update.executeUpdate();
    }
  }

  void outboxState(Connection connection, long outbox, String state) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update outbox set state = ? where id = ?")) {
      update.setString(1, state);
      update.setLong(2, outbox);
      update.executeUpdate();
    }
  }

  /** Puts what is left of a batch back, to be tried after a pause. */
  void putBack(
      Connection connection,
      long outbox,
      long pauseMillis,
      boolean counts,
      String code,
      String message)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = 'pending', next_attempt_at = clock_timestamp() + ? * interval '1 millisecond',"
                + " attempts = attempts - ?, error_code = ?, error_message = ? where id = ?")) {
      update.setLong(1, pauseMillis);
      update.setInt(2, counts ? 0 : 1);
      update.setString(3, code);
      update.setString(
          4, message.substring(0, Math.min(message.length(), 4000)).replace('\0', '?'));
      update.setLong(5, outbox);
      update.executeUpdate();
    }
  }

  /** Marks deliveries as sent, where only a part of their batch was; the rest is still to go. */
  void sent(Connection connection, long outbox, List<Long> deliveries) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update delivery set state = 'sent' where id = any(?) and state = 'routed'")) {
      update.setArray(1, connection.createArrayOf("bigint", deliveries.toArray()));
      update.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox set state = 'sent' where id = ?"
                + " and not exists (select 1 from delivery where outbox_id = outbox.id and state = 'routed')")) {
      update.setLong(1, outbox);
      update.executeUpdate();
    }
  }

  /**
   * An attempt that still lives.
   *
   * @param pending its deliveries without a final state
   */
  record Live(UUID attempt, long outbox, DocumentName document, List<Long> pending) {}

  /** Open attempts of this node, with their batches. */
  Map<UUID, Long> open(Connection connection, String target) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, outbox_id from attempt where target = ? and state = 'open' and node = ?")) {
      select.setString(1, target);
      select.setString(2, node);
      Map<UUID, Long> found = new HashMap<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getObject(1, UUID.class), rows.getLong(2));
        }
      }
      return found;
    }
  }

  /**
   * Attempts whose fate is unknown: in doubt, or broken off and still open.
   *
   * @param brokenOff attempts nobody works on
   */
  List<Live> doubtful(Connection connection, String target, Collection<UUID> brokenOff)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select a.id, a.outbox_id, o.document, (select array_agg(d.id order by d.id) from delivery d"
                + " where d.id = any(a.delivery_ids) and d.state in ('routed', 'sent', 'in-doubt'))"
                + " from attempt a join outbox o on o.id = a.outbox_id where a.target = ?"
                + " and (a.state = 'in-doubt' or (a.state = 'open' and a.id = any(?)))"
                + " order by a.started_at limit 200")) {
      select.setString(1, target);
      select.setArray(2, connection.createArrayOf("uuid", brokenOff.toArray()));
      List<Live> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          Array pending = rows.getArray(4);
          found.add(
              new Live(
                  rows.getObject(1, UUID.class),
                  rows.getLong(2),
                  DocumentName.parse(rows.getString(3)),
                  pending == null ? List.of() : List.of((Long[]) pending.getArray())));
        }
      }
      return found;
    }
  }

  /** SQL: this node has claimed the batch last, and left it without an attempt in flight. */
  private static final String LEFT_OPEN =
      "o.state = 'open' and (select a.node from attempt a where a.outbox_id = o.id order by a.started_at desc limit 1) = ?"
          + " and not exists (select 1 from attempt a where a.outbox_id = o.id and a.state in ('open', 'in-doubt'))";

  /** Batches this node has claimed and left without an attempt whose fate is open. */
  List<Long> leftOpen(Connection connection, String target) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select o.id from outbox o where o.target = ? and " + LEFT_OPEN)) {
      select.setString(1, target);
      select.setString(2, node);
      List<Long> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
      return found;
    }
  }

  /**
   * Lets batches wait again that are left open. They are locked first, so that none can be claimed,
   * and looked at after that: a batch somebody works on may look as if it were left.
   */
  void putBack(Connection connection, List<Long> left, UnderWay underWay) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement(
            "select id from outbox where id = any(?) order by id for update")) {
      lock.setArray(1, connection.createArrayOf("bigint", left.toArray()));
      lock.execute();
    }
    List<Long> idle = new ArrayList<>(left);
    idle.removeAll(underWay.now());
    try (PreparedStatement update =
        connection.prepareStatement(
            "update outbox o set state = 'pending', next_attempt_at = now() where o.id = any(?) and "
                + LEFT_OPEN)) {
      update.setArray(1, connection.createArrayOf("bigint", idle.toArray()));
      update.setString(2, node);
      update.executeUpdate();
    }
  }

  /** A committed attempt the target has not answered for. */
  record Asked(UUID attempt, long outbox, DocumentName document, String requestId) {}

  /** Committed attempts whose documents the target has not answered for, oldest first. */
  List<Asked> unanswered(Connection connection, String target) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select a.id, a.outbox_id, o.document, a.request_id from attempt a"
                + " join outbox o on o.id = a.outbox_id where a.target = ? and a.state = 'committed'"
                + " and not a.answered and a.request_id is not null order by a.started_at limit 200")) {
      select.setString(1, target);
      List<Asked> found = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Asked(
                  rows.getObject(1, UUID.class),
                  rows.getLong(2),
                  DocumentName.parse(rows.getString(3)),
                  rows.getString(4)));
        }
      }
      return found;
    }
  }

  /** Deliveries of an attempt without a final state. */
  List<Long> pendingOf(Connection connection, UUID attempt) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.id from delivery d join attempt a on d.id = any(a.delivery_ids) where a.id = ?"
                + " and d.state in ('routed', 'sent', 'in-doubt') order by d.id")) {
      select.setObject(1, attempt);
      List<Long> pending = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          pending.add(rows.getLong(1));
        }
      }
      return pending;
    }
  }

  /**
   * Batches that wait and whose time has come; at a start these are all that were routed and never
   * sent.
   */
  List<Outbox.Waiting> due(Connection connection, String target) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, document from outbox where target = ? and state = 'pending' and next_attempt_at <= now() order by id limit 1000")) {
      select.setString(1, target);
      List<Outbox.Waiting> due = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          due.add(
              new Outbox.Waiting(
                  rows.getLong(1), target, DocumentName.parse(rows.getString(2)), new long[0]));
        }
      }
      return due;
    }
  }

  /** Documents that wait for a target, in transit included. */
  static int pending(Connection connection, String target) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce(sum(deliveries), 0) from outbox where target = ? and state <> 'done'")) {
      select.setString(1, target);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }
}

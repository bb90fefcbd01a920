package io.pipemill.hub.crosswalk;

import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decisions about pairs, in the store; every node sees them with its next batch. */
public final class CrosswalkPairs {
  /** Longest note. */
  public static final int NOTE = 1000;

  /** Steps from one code to those it was accepted to be the same as, in either direction. */
  private static final String WALK =
      "with recursive same(start, system, code) as ("
          + "select k, ?::varchar, k from unnest(?::varchar[]) k union select w.start, n.system, n.code from same w cross join lateral ("
          + "select p.system_b as system, p.code_b as code from crosswalk_pair p where p.document = ? and p.system_a = w.system"
          + " and p.code_a = w.code and p.state = 'accepted' and p.ended_at is null"
          + " union all select p.system_a, p.code_a from crosswalk_pair p where p.document = ? and p.system_b = w.system"
          + " and p.code_b = w.code and p.state = 'accepted' and p.ended_at is null) n)"
          + " select start, min(code) from same where system = ? group by start";

  private static final String THE_PAIR =
      " where ended_at is null and document = ? and system_a = ? and code_a = ? and system_b = ? and code_b = ?";

  private final HubStore store;

  public CrosswalkPairs(HubStore store) {
    this.store = store;
  }

  /**
   * The other system's codes of the same things, through third systems too; one question to the
   * store.
   *
   * @param document customer or item
   * @param codes of the first system
   * @return found ones only
   */
  public Map<String, String> codes(
      String document, String system, String other, Set<String> codes) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(WALK)) {
            select.setString(1, system);
            select.setArray(2, connection.createArrayOf("varchar", codes.toArray()));
            select.setString(3, document);
            select.setString(4, document);
            select.setString(5, other);
            Map<String, String> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                found.put(row.getString(1), row.getString(2));
              }
            }
            return found;
          }
        });
  }

  /** Decisions in force about a master type, in the order in which they were made. */
  public List<CrosswalkPair> inForce(String document) {
    return store.inTransaction(connection -> inForce(connection, document));
  }

  private static List<CrosswalkPair> inForce(Connection connection, String document)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select document, system_a, code_a, system_b, code_b, state, score, reason, note, decided_by, decided_at"
                + " from crosswalk_pair where ended_at is null and document = ? order by id")) {
      select.setString(1, document);
      List<CrosswalkPair> pairs = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          pairs.add(
              new CrosswalkPair(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getBigDecimal(7),
                  row.getString(8),
                  row.getString(9),
                  row.getString(10),
                  row.getObject(11, OffsetDateTime.class).toInstant()));
        }
      }
      return pairs;
    }
  }

  /**
   * Decides about a pair, in place of what was decided about it before.
   *
   * @param objection asked with the decisions in force, while no other can be made; what it answers
   *     keeps the decision from being made
   * @return the objection, or null
   */
  public @Nullable String decide(
      CrosswalkPair pair, Function<List<CrosswalkPair>, @Nullable String> objection) {
    return store.inTransaction(
        connection -> {
          lock(connection);
          String against = objection.apply(inForce(connection, pair.document()));
          if (against == null) {
            end(connection, pair);
            add(connection, pair);
          }
          return against;
        });
  }

  /** One decision at a time; look-ups go on meanwhile. */
  private static void lock(Connection connection) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("lock table crosswalk_pair in share row exclusive mode")) {
      lock.execute();
    }
  }

  /**
   * Takes a decision back; the pair is open again.
   *
   * @param pair by whom and when it is taken back; its state is of no account
   * @return whether there was one
   */
  public boolean withdraw(CrosswalkPair pair) {
    return store.inTransaction(connection -> end(connection, pair));
  }

  private static boolean end(Connection connection, CrosswalkPair pair) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update crosswalk_pair set ended_by = ?, ended_at = ?" + THE_PAIR)) {
      update.setString(1, pair.by());
      update.setObject(2, pair.at().atOffset(ZoneOffset.UTC));
      update.setString(3, pair.document());
      update.setString(4, pair.systemA());
      update.setString(5, pair.codeA());
      update.setString(6, pair.systemB());
      update.setString(7, pair.codeB());
      return update.executeUpdate() > 0;
    }
  }

  private static void add(Connection connection, CrosswalkPair pair) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into crosswalk_pair (id, document, system_a, code_a, system_b, code_b, state, score, reason, note, decided_by, decided_at)"
                + " values (nextval('crosswalk_pair_seq'), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, pair.document());
      insert.setString(2, pair.systemA());
      insert.setString(3, pair.codeA());
      insert.setString(4, pair.systemB());
      insert.setString(5, pair.codeB());
      insert.setString(6, pair.state());
      insert.setBigDecimal(7, pair.score());
      insert.setString(8, pair.reason());
      insert.setString(9, pair.note());
      insert.setString(10, pair.by());
      insert.setObject(11, pair.at().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }
}

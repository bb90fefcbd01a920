package io.pipemill.hub.accounting;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.store.HubStore;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Invariant 1, computed: what was read at the cursors against the state of every document in the
 * journal. A document with several targets counts once, in its worst state.
 */
public final class Accounting {
  private final HubStore store;
  private volatile @Nullable Map<String, Row> start;

  public Accounting(HubStore store) {
    this.store = store;
  }

  /** Counts of one document type of one system. */
  public record Row(
      String system,
      String document,
      long read,
      long delivered,
      long rejected,
      long deadLettered,
      long held,
      long filtered,
      long superseded,
      long inFlight,
      Map<String, Long> filteredBy,
      long runRead,
      long runDelivered) {

    /** Whether nothing is lost: what was read is what became of it. */
    public boolean closed() {
      return read == delivered + rejected + deadLettered + held + filtered + superseded + inFlight;
    }

    private Row since(@Nullable Row before) {
      return new Row(
          system,
          document,
          read,
          delivered,
          rejected,
          deadLettered,
          held,
          filtered,
          superseded,
          inFlight,
          filteredBy,
          read - (before == null ? 0 : before.read),
          delivered - (before == null ? 0 : before.delivered));
    }
  }

  /** The whole table. */
  public record Table(boolean closed, List<Row> systems) {}

  /** From here on {@code run} counts. */
  public void startRun() {
    start = rows();
  }

  public Table table() {
    Map<String, Row> before = start == null ? Map.of() : start;
    List<Row> rows = new ArrayList<>();
    rows().forEach((key, row) -> rows.add(row.since(before.get(key))));
    return new Table(rows.stream().allMatch(Row::closed), rows);
  }

  /** Documents in one state, with what is at stake (X4). */
  public record Pile(
      String state,
      String system,
      String document,
      long documents,
      Map<String, BigDecimal> money,
      BigDecimal tonnes) {}

  /** Everything that waits for a person or a target, dearest first. */
  public List<Pile> piles() {
    return store.inTransaction(
        connection -> {
          Map<String, Pile> piles = new LinkedHashMap<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select s.state, f.system, f.document, s.worth_currency, count(*), sum(abs(s.worth)), sum(abs(s.tonnes)) from ("
                          + STATES
                          + ") s join flow f on f.id = s.flow_id where s.state in ('rejected', 'dead-lettered', 'held', 'in-doubt')"
                          + " group by 1, 2, 3, 4 order by 6 desc nulls last");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              String document = DocumentName.parse(row.getString(3)).name();
              String key = row.getString(1) + ' ' + row.getString(2) + ' ' + document;
              Pile before =
                  piles.getOrDefault(
                      key,
                      new Pile(
                          row.getString(1),
                          row.getString(2),
                          document,
                          0,
                          Map.of(),
                          BigDecimal.ZERO));
              Map<String, BigDecimal> money = new TreeMap<>(before.money());
              if (row.getString(4) != null && row.getBigDecimal(6) != null) {
                money.merge(row.getString(4), row.getBigDecimal(6), BigDecimal::add);
              }
              BigDecimal tonnes =
                  row.getBigDecimal(7) == null ? BigDecimal.ZERO : row.getBigDecimal(7);
              piles.put(
                  key,
                  new Pile(
                      before.state(),
                      before.system(),
                      document,
                      before.documents() + row.getLong(5),
                      money,
                      before.tonnes().add(tonnes)));
            }
          }
          return new ArrayList<>(piles.values());
        });
  }

  /** Every document with its state: its own, or where it was routed the worst of its deliveries. */
  public static final String STATES =
      "select d.id, d.flow_id, d.reason, d.worth, d.worth_currency, d.tonnes, case when d.state <> 'routed' then d.state else coalesce(("
          + "select x.state from delivery x where x.document_id = d.id order by case x.state "
          + worstFirst()
          + " end limit 1), 'routed') end as state from document d";

  private static String worstFirst() {
    StringBuilder cases = new StringBuilder();
    for (int i = 0; i < States.WORST_FIRST.size(); i++) {
      cases
          .append("when '")
          .append(States.WORST_FIRST.get(i))
          .append("' then ")
          .append(i)
          .append(' ');
    }
    return cases.toString();
  }

  private Map<String, Row> rows() {
    return store.inTransaction(
        connection -> {
          Map<String, long[]> counts = new TreeMap<>();
          Map<String, Map<String, Long>> reasons = new TreeMap<>();
          Map<String, String[]> names = new TreeMap<>();
          // one statement, one snapshot: counts of two moments would not add up
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select f.system, f.document, '', '', p.read_total from flow f join source_position p on p.flow_id = f.id"
                          + " union all select f.system, f.document, s.state,"
                          + " case when s.state = 'filtered' then s.reason else '' end, count(*) from ("
                          + STATES
                          + ") s join flow f on f.id = s.flow_id group by 1, 2, 3, 4");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              String document = DocumentName.parse(row.getString(2)).name();
              String key = row.getString(1) + ' ' + document;
              names.put(key, new String[] {row.getString(1), document});
              long count = row.getLong(5);
              String state = row.getString(3);
              counts.computeIfAbsent(key, k -> new long[8])[column(state)] += count;
              if (state.equals(States.FILTERED)) {
                reasons
                    .computeIfAbsent(key, k -> new TreeMap<>())
                    .merge(String.valueOf(row.getString(4)), count, Long::sum);
              }
            }
          }
          Map<String, Row> rows = new LinkedHashMap<>();
          counts.forEach(
              (key, c) -> {
                String[] name = java.util.Objects.requireNonNull(names.get(key));
                Map<String, Long> by = reasons.getOrDefault(key, Map.of());
                rows.put(
                    key,
                    new Row(
                        name[0], name[1], c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], by, 0,
                        0));
              });
          return rows;
        });
  }

  private static int column(String state) {
    return switch (state) {
      case "" -> 0;
      case States.DELIVERED -> 1;
      case States.REJECTED -> 2;
      case States.DEAD_LETTERED -> 3;
      case States.HELD -> 4;
      case States.FILTERED -> 5;
      case States.SUPERSEDED -> 6;
      default -> 7;
    };
  }
}

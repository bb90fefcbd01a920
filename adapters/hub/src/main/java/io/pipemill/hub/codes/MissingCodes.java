package io.pipemill.hub.codes;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.store.HubStore;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that keep documents rejected because a list does not have them: each once, with what
 * waits for it. A document counts by what was wrong with it the last time it was tried.
 */
public final class MissingCodes {
  /** Codes of problems with a value that a list does not have. */
  private static final String CODES = "('MAP-103', 'MAP-105', 'MAP-112')";

  /**
   * Documents that are rejected, at their intake or by a target for which a value has no word, with
   * each value they wait for. System and direction are of the mapping that needs it.
   */
  private static final String WAITING =
      "with waiting as ("
          + "select d.id, d.flow_id, d.batch_id, d.business_key, d.worth, d.worth_currency, d.tonnes, cast(null as varchar) as target"
          + " from document d where d.state = 'rejected'"
          + " union all select d.id, d.flow_id, d.batch_id, d.business_key, d.worth, d.worth_currency, d.tonnes, x.target"
          + " from delivery x join document d on d.id = x.document_id where x.state = 'rejected' and d.state = 'routed'"
          + "), missing as ("
          + "select w.*, coalesce(w.target, f.system) as system, f.document, p.code, p.code_list, p.value, p.field"
          + " from waiting w join flow f on f.id = w.flow_id cross join lateral ("
          + "select p.code, p.code_list, p.value, min(p.field) as field from problem p where p.document_id = w.id"
          + " and p.revision = (select max(q.revision) from problem q where q.document_id = w.id)"
          + " and p.code in "
          + CODES
          + " and p.value is not null group by p.code, p.code_list, p.value) p"
          + " where (?::varchar is null or coalesce(w.target, f.system) = ?) and (?::varchar is null or p.code_list = ?)"
          + " and (?::varchar is null or p.value = ?)) ";

  private final HubStore store;

  public MissingCodes(HubStore store) {
    this.store = store;
  }

  /**
   * Which values; null for any.
   *
   * @param system whose mapping needs it
   */
  public record Filter(@Nullable String system, @Nullable String list, @Nullable String value) {
    public static final Filter ALL = new Filter(null, null, null);
  }

  /**
   * A value no list has.
   *
   * @param system whose mapping needs it
   * @param document {@code sales-order}
   * @param outbound whether a canonical code has no word in the system, instead of the other way
   *     round
   * @param code of the problem: MAP-103, MAP-105 (crosswalk) or MAP-112 (customer or item unknown)
   * @param list its name; empty if the values stand in the mapping itself
   * @param field one of the fields it stands in, without places in lists
   * @param documents how many wait for it; each once, however often it names the value
   * @param money what they are worth, by currency
   * @param firstSeen when the first of them was received
   * @param example the dearest of them
   */
  public record Missing(
      String system,
      String document,
      boolean outbound,
      String code,
      String list,
      String value,
      String field,
      long documents,
      Map<String, BigDecimal> money,
      BigDecimal tonnes,
      Instant firstSeen,
      Instant lastSeen,
      UUID example,
      @Nullable String exampleKey) {

    private Missing and(Missing other) {
      Map<String, BigDecimal> both = new TreeMap<>(money);
      other.money.forEach((currency, amount) -> both.merge(currency, amount, BigDecimal::add));
      return new Missing(
          system,
          document,
          outbound,
          code,
          list,
          value,
          field,
          documents + other.documents,
          both,
          tonnes.add(other.tonnes),
          firstSeen.isBefore(other.firstSeen) ? firstSeen : other.firstSeen,
          lastSeen.isAfter(other.lastSeen) ? lastSeen : other.lastSeen,
          example,
          exampleKey);
    }

    private BigDecimal dearest() {
      return money.values().stream().max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
    }
  }

  /** All values that documents wait for, dearest first; one question to the store. */
  public List<Missing> list(Filter filter) {
    Map<List<Object>, Missing> byValue = new LinkedHashMap<>();
    store.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  WAITING
                      + "select m.system, m.document, m.target is not null, m.code, coalesce(m.code_list, ''), m.value, min(m.field),"
                      + " count(*), m.worth_currency, sum(abs(m.worth)), coalesce(sum(abs(m.tonnes)), 0), min(b.received_at), max(b.received_at),"
                      + " (array_agg(m.id order by abs(m.worth) desc nulls last, m.id))[1],"
                      + " (array_agg(m.business_key order by abs(m.worth) desc nulls last, m.id))[1]"
                      + " from missing m join batch b on b.id = m.batch_id group by 1, 2, 3, 4, 5, 6, 9"
                      + " order by 10 desc nulls last, 8 desc")) {
            set(select, filter);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                Missing missing = missing(row);
                byValue.merge(
                    List.of(
                        missing.system,
                        missing.document,
                        missing.outbound,
                        missing.code,
                        missing.list,
                        missing.value),
                    missing,
                    Missing::and);
              }
            }
          }
          return null;
        });
    List<Missing> all = new ArrayList<>(byValue.values());
    all.sort(
        Comparator.comparing(Missing::dearest)
            .thenComparing(Missing::tonnes)
            .thenComparing(Missing::documents)
            .reversed()
            .thenComparing(Missing::system)
            .thenComparing(Missing::list)
            .thenComparing(Missing::value));
    return all;
  }

  private static void set(PreparedStatement select, Filter filter) throws SQLException {
    int i = 1;
    for (String value : new String[] {filter.system(), filter.list(), filter.value()}) {
      select.setString(i++, value);
      select.setString(i++, value);
    }
  }

  private static Missing missing(ResultSet row) throws SQLException {
    String currency = row.getString(9);
    BigDecimal worth = row.getBigDecimal(10);
    String field = row.getString(7);
    return new Missing(
        row.getString(1),
        DocumentName.parse(row.getString(2)).name(),
        row.getBoolean(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        field == null ? "" : field.replaceAll("\\[\\d+]", ""),
        row.getLong(8),
        currency == null || worth == null ? Map.of() : Map.of(currency, worth),
        row.getBigDecimal(11),
        row.getObject(12, OffsetDateTime.class).toInstant(),
        row.getObject(13, OffsetDateTime.class).toInstant(),
        row.getObject(14, UUID.class),
        row.getString(15));
  }

  /** The documents behind such values, dearest first. */
  public List<UUID> documents(Filter filter, int limit) {
    return store.inTransaction(
        connection -> {
          List<UUID> ids = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  WAITING
                      + "select m.id from missing m group by m.id, m.worth order by abs(m.worth) desc nulls last, m.id limit ?")) {
            set(select, filter);
            select.setInt(7, limit);
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                ids.add(row.getObject(1, UUID.class));
              }
            }
          }
          return ids;
        });
  }

  /** Who looks after which value: by system, list and value. */
  public Map<List<String>, String> owners() {
    return store.inTransaction(
        connection -> {
          Map<List<String>, String> owners = new HashMap<>();
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select system, code_list, value, owner from code_owner");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              owners.put(
                  List.of(row.getString(1), row.getString(2), row.getString(3)), row.getString(4));
            }
          }
          return owners;
        });
  }

  /** Says who looks after a value, instead of whoever did. */
  public void assign(String system, String list, String value, String owner, String by) {
    store.inTransaction(
        connection -> {
          assign(connection, system, list, value, owner, by);
          return null;
        });
  }

  private static void assign(
      Connection connection, String system, String list, String value, String owner, String by)
      throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "insert into code_owner (system, code_list, value, owner, assigned_by, assigned_at) values (?, ?, ?, ?, ?, now())"
                + " on conflict (system, code_list, value) do update set owner = excluded.owner,"
                + " assigned_by = excluded.assigned_by, assigned_at = excluded.assigned_at")) {
      upsert.setString(1, system);
      upsert.setString(2, list);
      upsert.setString(3, value);
      upsert.setString(4, owner);
      upsert.setString(5, by);
      upsert.executeUpdate();
    }
  }
}

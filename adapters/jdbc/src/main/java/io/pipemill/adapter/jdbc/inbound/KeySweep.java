package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceAdapter.Sweep;
import io.pipemill.adapter.jdbc.internal.Column;
import io.pipemill.adapter.jdbc.internal.ValueReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Compares all keys of a table with those the hub knows, in two walks that need no common order of
 * keys: first the source's keys in the order of its index, each asked of the hub (missed rows),
 * then the hub's keys in their order, each asked of the source (rows gone). Both are paged, so a
 * part's work is bounded.
 *
 * <p>The text of {@code after} is ours: {@code S} or {@code K}, then the last key of that walk.
 */
final class KeySweep {
  private static final String SOURCE = "S";
  private static final String KNOWN = "K";

  /** A key with the beginning of its version. */
  private record Seen(List<String> keys, @Nullable Object changed, String version, boolean exact) {}

  private final RowsPlan rows;
  private final SourceSql sql;
  private final Connection connection;
  private final ZoneId zone;
  private final int fetchSize;
  private final @Nullable Object floor;
  private final KeyText keyText;
  private final @Nullable ChangeOrder order;

  KeySweep(
      RowsPlan rows, Connection connection, ZoneId zone, int fetchSize, @Nullable Object floor) {
    this.rows = rows;
    this.sql = new SourceSql(rows);
    this.connection = connection;
    this.zone = zone;
    this.fetchSize = fetchSize;
    this.floor = floor;
    this.keyText = JdbcSource.keyText(rows);
    this.order = rows.changedBy() == null ? null : ChangeOrder.of(rows.changedBy());
  }

  Sweep part(
      @Nullable String after,
      int limit,
      Function<List<String>, List<@Nullable String>> known,
      SourceAdapter.KnownKeys knownAfter)
      throws SQLException {
    if (after == null || after.startsWith(SOURCE)) {
      List<String> from = after == null ? null : keyText.parse(after.substring(SOURCE.length()));
      return missed(from, limit, known);
    }
    String from = after.length() == KNOWN.length() ? null : after.substring(KNOWN.length());
    return gone(from, limit, knownAfter);
  }

  private Sweep missed(
      @Nullable List<String> from, int limit, Function<List<String>, List<@Nullable String>> known)
      throws SQLException {
    List<Seen> page = page(from, limit);
    Map<List<String>, String> wanted = new LinkedHashMap<>();
    List<@Nullable String> versions =
        page.isEmpty()
            ? List.of()
            : known.apply(page.stream().map(seen -> keyText.of(seen.keys)).toList());
    for (int i = 0; i < page.size(); i++) {
      Seen seen = page.get(i);
      String stored = versions.get(i);
      if (!polled(seen) && !same(seen, stored)) {
        wanted.put(seen.keys, stored == null ? "" : stored);
      }
    }
    List<Arrival> arrivals = new ArrayList<>();
    RecordReader reader = new RecordReader(rows, sql, connection, fetchSize);
    for (RecordReader.Read read : reader.byKeys(new ArrayList<>(wanted.keySet()))) {
      Arrival arrival = arrival(read);
      if (!arrival.version().equals(wanted.get(read.mark().keys()))) {
        arrivals.add(arrival);
      }
    }
    String next = page.size() < limit ? KNOWN : SOURCE + keyText.of(page.get(page.size() - 1).keys);
    return new Sweep(arrivals, next);
  }

  /** What polling has yet to give, or to give again, is not the sweep's business. */
  private boolean polled(Seen seen) {
    return order != null
        && floor != null
        && seen.changed != null
        && !seen.exact
        && order.compare(seen.changed, floor) >= 0;
  }

  private static boolean same(Seen seen, @Nullable String stored) {
    if (stored == null) {
      return false;
    }
    return stored.equals(seen.version) || !seen.exact && stored.startsWith(seen.version + "/");
  }

  private Arrival arrival(RecordReader.Read read) {
    RowMark mark = read.mark();
    String version;
    Instant moment = null;
    if (order == null) {
      version = ContentVersion.of(read.tree());
    } else if (mark.changed().equals("")) {
      version = "/" + mark.mark();
    } else {
      version = JdbcSource.version(order, mark);
      moment = order.moment(mark.changed(), zone);
    }
    return Arrival.of(keyText.of(mark.keys()), version, moment, read.tree(), false);
  }

  private boolean finite(Object changed) {
    return order == null || !order.timed() || !(changed instanceof String);
  }

  private List<Seen> page(@Nullable List<String> from, int limit) throws SQLException {
    ValueReader[] readers = rows.keys().stream().map(ValueReader::of).toArray(ValueReader[]::new);
    Column changedBy = rows.changedBy();
    ValueReader changedReader = changedBy == null ? null : ValueReader.of(changedBy);
    List<Seen> page = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql.keyPage(from == null))) {
      int next = from == null ? 1 : RecordReader.bind(select, 1, from);
      select.setInt(next, limit);
      int place = readers.length + 1;
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          List<String> keys = new ArrayList<>(readers.length);
          for (int i = 0; i < readers.length; i++) {
            keys.add(RecordReader.key(rows.keys().get(i), readers[i].read(result, i + 1)));
          }
          Object changed = changedReader == null ? null : changedReader.read(result, place);
          page.add(seen(keys, changed, result.getString(place + 1), result.getString(place + 2)));
        }
      }
    }
    return page;
  }

  private Seen seen(
      List<String> keys, @Nullable Object changed, @Nullable String count, @Nullable String mark) {
    if (order == null) {
      // without changedBy the content is the version: it is compared when the row has been read
      return new Seen(keys, null, "", true);
    }
    if (changed == null || !finite(changed)) {
      return new Seen(keys, null, "/" + (count == null ? mark : count), true);
    }
    return new Seen(keys, changed, order.text(changed), false);
  }

  private Sweep gone(@Nullable String from, int limit, SourceAdapter.KnownKeys knownAfter)
      throws SQLException {
    List<String> page = knownAfter.after(from, limit);
    List<String> asked = new ArrayList<>();
    List<List<String>> keys = new ArrayList<>();
    for (String key : page) {
      List<String> values = keyText.parse(key);
      if (values != null) {
        asked.add(key);
        keys.add(values);
      }
    }
    Set<Integer> there = keys.isEmpty() ? Set.of() : existing(keys);
    List<Arrival> arrivals = new ArrayList<>();
    String version = "deleted " + Instant.now();
    for (int i = 0; i < asked.size(); i++) {
      if (!there.contains(i)) {
        arrivals.add(new Arrival(asked.get(i), version, null, null, null, List.of(), false, true));
      }
    }
    return new Sweep(arrivals, page.size() < limit ? null : KNOWN + page.get(page.size() - 1));
  }

  private Set<Integer> existing(List<List<String>> keys) throws SQLException {
    Set<Integer> there = new HashSet<>();
    try (PreparedStatement select = connection.prepareStatement(sql.existing())) {
      new RecordReader(rows, sql, connection, fetchSize).bindArrays(select, keys);
      try (ResultSet result = select.executeQuery()) {
        while (result.next()) {
          there.add(result.getInt(1) - 1);
        }
      }
    }
    return there;
  }
}

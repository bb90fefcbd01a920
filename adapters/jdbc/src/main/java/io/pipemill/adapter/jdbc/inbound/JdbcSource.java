package io.pipemill.adapter.jdbc.inbound;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.oracle.Phase;
import io.pipemill.oracle.Pools;
import io.pipemill.oracle.SqlErrors;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one table with its groups. Each read is one repeatable-read transaction, so that an order
 * and its lines are of one moment; before it, in another transaction, the open transactions are
 * noted (see {@link Overlap}).
 */
final class JdbcSource implements SourceAdapter {
  private final SourceConfig config;
  private final HikariDataSource pool;
  private final LateSafety safety;
  private final int fetchSize;
  private @Nullable RowsPlan plan;
  private @Nullable Overlap overlap;
  private String expected = "";
  private ZoneId zone;

  JdbcSource(SourceConfig config, HikariDataSource pool, LateSafety safety, int fetchSize) {
    this.config = config;
    this.pool = pool;
    this.safety = safety;
    this.fetchSize = fetchSize;
    this.zone = ChangeOrder.zone(config.zone(), null);
  }

  @Override
  public SourceBatch read(String position, int limit) {
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      RowsPlan rows = plan(connection);
      if (rows.changedBy() == null) {
        return new SourceBatch(List.of(), position, false);
      }
      return read(connection, rows, position, limit);
    } catch (SQLException e) {
      forget();
      throw failure(e, phase);
    } catch (RuntimeException | Error e) {
      forget();
      throw e;
    }
  }

  /** Nothing happens here when a batch is stored; one that was not is told by the next position. */
  @Override
  public boolean readsAhead() {
    return true;
  }

  /** After a failure nothing remembered is sure to be what the hub has. */
  private void forget() {
    overlap = null;
    plan = null;
  }

  private SourceBatch read(Connection connection, RowsPlan rows, String text, int limit)
      throws SQLException {
    Activity activity = safety.observe(connection);
    zone = ChangeOrder.zone(config.zone(), activity.serverZone());
    ChangeOrder order = ChangeOrder.of(Objects.requireNonNull(rows.changedBy()));
    Position position = Position.parse(text);
    Overlap memory = overlap;
    if (memory == null || !text.equals(expected)) {
      memory = new Overlap(order, position);
      overlap = memory;
    }
    memory.settle(activity);
    boolean reread = memory.first();
    OverlapWalk walk = new OverlapWalk(rows, order, connection, config, fetchSize);
    // new rows keep a share, so that a long overlap never stops them
    OverlapWalk.Found late =
        walk.step(memory, position.high(), Math.max(1, limit - (limit + 3) / 4));

    RecordReader reader = new RecordReader(rows, new SourceSql(rows), connection, fetchSize);
    int room = memory.remembered() >= config.seenLimit() ? 0 : limit - late.records().size();
    Newer newer = room > 0 ? newer(connection, rows, reader, order, position.high(), room) : NONE;
    connection.commit();

    List<Arrival> arrivals = new ArrayList<>(late.records().size() + newer.records.size());
    for (RecordReader.Read each : late.records()) {
      arrivals.add(arrival(rows, order, each, reread));
    }
    for (RecordReader.Read each : newer.records) {
      arrivals.add(arrival(rows, order, each, false));
    }
    newer.marks.forEach(memory::given);
    Position.High high = newer.high == null ? position.high() : newer.high;
    if (high != null) {
      memory.propose(order.parse(high.changed()), activity, config.overlap(), zone);
    }
    Object floor = memory.floor();
    String floorText = floor == null ? null : order.text(floor);
    boolean moved = !Objects.equals(floorText, position.floor()) || newer.high != null;
    String next =
        arrivals.isEmpty() && !moved
            ? text
            : new Position(position.number() + 1, floorText, high).text();
    expected = next;
    return new SourceBatch(arrivals, next, late.more() || newer.full);
  }

  /** What was read behind the high. */
  private record Newer(
      List<RecordReader.Read> records,
      List<RowMark> marks,
      Position.@Nullable High high,
      boolean full) {}

  private static final Newer NONE = new Newer(List.of(), List.of(), null, false);

  private Newer newer(
      Connection connection,
      RowsPlan rows,
      RecordReader reader,
      ChangeOrder order,
      Position.@Nullable High from,
      int limit)
      throws SQLException {
    if (rows.flat()) {
      List<RowMark> marks = new MarkReader(rows, order, connection).read(null, from, null, limit);
      List<List<String>> keys = marks.stream().map(RowMark::keys).distinct().toList();
      Position.High high = marks.isEmpty() ? null : high(order, marks.get(marks.size() - 1));
      return new Newer(reader.byKeys(keys), marks, high, marks.size() == limit);
    }
    List<RecordReader.Read> records = reader.newer(from, limit);
    List<RowMark> marks = records.stream().map(RecordReader.Read::mark).toList();
    Position.High high = marks.isEmpty() ? null : high(order, marks.get(marks.size() - 1));
    return new Newer(records, marks, high, records.size() == limit);
  }

  static Position.High high(ChangeOrder order, RowMark mark) {
    return new Position.High(order.text(mark.changed()), mark.keys());
  }

  private Arrival arrival(
      RowsPlan rows, ChangeOrder order, RecordReader.Read read, boolean reread) {
    RowMark mark = read.mark();
    return Arrival.of(
        keyText(rows).of(mark.keys()),
        version(order, mark),
        order.moment(mark.changed(), zone),
        read.tree(),
        reread);
  }

  /** changedBy alone is not enough: a coarse clock gives two changes the same value. */
  static String version(ChangeOrder order, RowMark mark) {
    String changed = order.text(mark.changed());
    return mark.mark() == null ? changed : changed + "/" + mark.mark();
  }

  static KeyText keyText(RowsPlan rows) {
    return new KeyText(String.valueOf(rows.config().table()), rows.config().key());
  }

  private RowsPlan plan(Connection connection) throws SQLException {
    RowsPlan known = plan;
    if (known == null) {
      known = RowsPlan.of(connection, config.schema(), config.rows());
      connection.rollback();
      plan = known;
    }
    return known;
  }

  @Override
  public Sweep sweep(
      @Nullable String after,
      int limit,
      Function<List<String>, List<@Nullable String>> known,
      KnownKeys knownAfter) {
    Phase phase = Phase.CONNECT;
    try (Connection connection = pool.getConnection()) {
      phase = Phase.EXECUTE;
      RowsPlan rows = plan(connection);
      Object floor = overlap == null ? null : overlap.floor();
      KeySweep sweep = new KeySweep(rows, connection, zone, fetchSize, floor);
      Sweep part = sweep.part(after, limit, known, knownAfter);
      connection.commit();
      return part;
    } catch (SQLException e) {
      throw failure(e, phase);
    }
  }

  @Override
  public List<String> columns() {
    try (Connection connection = pool.getConnection()) {
      List<String> names = ColumnNames.of(connection, config.schema(), config.rows());
      connection.rollback();
      return names;
    } catch (SQLException e) {
      throw failure(e, Phase.CONNECT);
    }
  }

  @Override
  public CheckResult check() {
    String component = config.system() + " (jdbc, " + config.rows().table() + ")";
    try (Connection connection = pool.getConnection()) {
      plan = null;
      RowsPlan rows = plan(connection);
      Activity activity = safety.observe(connection);
      return SourceHealth.of(component, config, rows, connection, activity, overlap);
    } catch (SQLException e) {
      return CheckResult.fail(component, String.valueOf(failure(e, Phase.CONNECT).getMessage()));
    } catch (AdapterException e) {
      return CheckResult.fail(component, String.valueOf(e.getMessage()));
    }
  }

  /** What a statement of ours says about content is, at a source, a matter of configuration. */
  private AdapterException failure(SQLException e, Phase phase) {
    AdapterException failure = SqlErrors.classify(e, phase, config.system());
    Pools.failed(pool, failure);
    if (failure.kind() == ErrorKind.REJECTED_CONTENT
        || failure.kind() == ErrorKind.TARGET_REFUSED) {
      return new AdapterException(
          failure.code(),
          ErrorKind.CONFIGURATION,
          AdapterException.Outcome.NOT_DONE,
          String.valueOf(failure.getMessage()),
          e);
    }
    return failure;
  }

  @Override
  public void close() {
    pool.close();
  }
}

package io.pipemill.adapter.jdbc.inbound;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a pass over the overlap: a bounded number of keys, compared with what was given. */
final class OverlapWalk {

  /**
   * What was found.
   *
   * @param more whether unseen rows are waiting for which there was no room
   */
  record Found(List<RecordReader.Read> records, boolean more) {}

  private static final Found NOTHING = new Found(List.of(), false);
  private final RowsPlan rows;
  private final ChangeOrder order;
  private final Connection connection;
  private final SourceConfig config;
  private final int fetchSize;

  OverlapWalk(
      RowsPlan rows, ChangeOrder order, Connection connection, SourceConfig config, int fetchSize) {
    this.rows = rows;
    this.order = order;
    this.connection = connection;
    this.config = config;
    this.fetchSize = fetchSize;
  }

  Found step(Overlap memory, Position.@Nullable High high, int limit) throws SQLException {
    long begun = System.nanoTime();
    Overlap.Pass pass = memory.pass(high, begun);
    if (pass == null) {
      return NOTHING;
    }
    List<RowMark> marks =
        new MarkReader(rows, order, connection)
            .read(memory.floor(), pass.cursor, pass.upto, config.passPage());
    Set<List<String>> unseen = new java.util.LinkedHashSet<>();
    Set<Long> hashes = new HashSet<>();
    boolean stopped = false;
    for (RowMark mark : marks) {
      long hash = mark.hash();
      if (!memory.seen(hash)) {
        if (unseen.size() == limit && !unseen.contains(mark.keys())) {
          stopped = true;
          break;
        }
        unseen.add(mark.keys());
        hashes.add(hash);
      }
      memory.passed(pass, mark, hash);
      pass.cursor = JdbcSource.high(order, mark);
    }
    RecordReader reader = new RecordReader(rows, new SourceSql(rows), connection, fetchSize);
    List<RecordReader.Read> late = reader.byKeys(new ArrayList<>(unseen));
    memory.remember(hashes);
    long ended = System.nanoTime();
    pass.nanos += ended - begun;
    if (!stopped && marks.size() < config.passPage()) {
      memory.complete(pass, ended, config.poll().dividedBy(2));
    }
    return new Found(late, stopped);
  }
}

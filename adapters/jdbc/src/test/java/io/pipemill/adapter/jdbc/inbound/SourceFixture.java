package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.jdbc.JdbcAdapter;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.DocumentName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A retail database and a reader that keeps positions as the hub does. */
final class SourceFixture implements AutoCloseable {
  static final Columns SHAPE =
      new Columns(
          List.of("ORDER_NO", "CUST_CD", "TOTAL_AMT"),
          Map.of("lines", new Columns(List.of("LINE_NO", "NET_TON"), Map.of())));
  final TestingPostgres.Database database = TestingPostgres.shared().database("retail");
  final Map<String, Object> jdbc = new HashMap<>();
  final Map<String, Object> source = new LinkedHashMap<>();
  Columns shape = SHAPE;
  private SourceAdapter adapter;
  String position = SourceAdapter.START;

  SourceFixture() {
    database.execute(
        "create table retail_order (order_no varchar(60) primary key, cust_cd varchar(20),"
            + " total_amt numeric(18,2), updated_at timestamptz not null default now())",
        "create index on retail_order (updated_at, order_no)",
        "create table retail_order_line (order_no varchar(20), line_no int, net_ton numeric(18,4),"
            + " primary key (order_no, line_no))");
    jdbc.put("url", database.url());
    jdbc.put("user", database.user());
    jdbc.put("password", database.password());
    jdbc.put("poll", "1ms");
    jdbc.put("overlap", "100ms");
    source.put("table", "RETAIL_ORDER");
    source.put("key", List.of("ORDER_NO"));
    source.put("changedBy", "UPDATED_AT");
    source.put(
        "lines",
        Map.of(
            "table", "RETAIL_ORDER_LINE", "join", List.of("ORDER_NO"), "key", List.of("LINE_NO")));
  }

  SourceAdapter adapter() {
    if (adapter == null) {
      adapter = open();
    }
    return adapter;
  }

  SourceAdapter open() {
    return new JdbcAdapter()
        .source(
            new SourceRequest(
                "crude-retail",
                new Settings("system.yaml: jdbc", jdbc, name -> name),
                new DocumentName("sales-order", 1),
                new Settings("sales-order.in.yaml: source", source, name -> name),
                shape),
            new AdapterContext(Path.of("."), "test", AdapterContext.FaultPoint.NONE));
  }

  void restart() {
    if (adapter != null) {
      adapter.close();
    }
    adapter = null;
  }

  SourceBatch read(int limit) {
    SourceBatch batch = adapter().read(position, limit);
    position = batch.next();
    return batch;
  }

  /** Reads until a read brings nothing more at once. */
  List<Arrival> drain(int limit) {
    List<Arrival> all = new ArrayList<>();
    SourceBatch batch;
    do {
      batch = read(limit);
      all.addAll(batch.arrivals());
    } while (batch.more());
    return all;
  }

  void insert(String... orders) {
    for (String order : orders) {
      database.execute(
          "insert into retail_order values ('" + order + "', 'C-1', 10.50, clock_timestamp())",
          "insert into retail_order_line values ('"
              + order
              + "', 1, 1.5), ('"
              + order
              + "', 2, 2)");
    }
  }

  static List<String> orders(List<Arrival> arrivals) {
    return arrivals.stream().map(a -> a.key().replaceAll(".*=", "")).toList();
  }

  @Override
  public void close() {
    restart();
  }
}

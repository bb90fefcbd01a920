package io.pipemill.adapter.jdbc.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records and groups that come from queries. */
class QuerySourceTest {
  private final SourceFixture fixture = new SourceFixture();

  @BeforeEach
  void create() {
    fixture.database.execute(
        "create table price (item varchar(20), valid_from date, price numeric(10,2))",
        "create table weighing (order_no varchar(20), line_no int, ticket varchar(20), kg"
            + " numeric(12,1), saved_at timestamptz not null default clock_timestamp())",
        "insert into price values ('OIL', '2025-01-01', 10), ('OIL', '2025-06-01', 12), ('GAS',"
            + " '2025-01-01', 3)");
    fixture.insert("R-1", "R-2", "R-3");
    fixture.database.execute(
        "insert into weighing (order_no, line_no, ticket, kg) values ('R-1', 1, 'W-1', 700),"
            + " ('R-1', 1, 'W-2', 800), ('R-1', 2, 'W-3', 2000), ('R-3', 2, 'W-4', 1)");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void lines(Map<String, Object> lines, Columns shape) {
    fixture.source.put("lines", lines);
    fixture.shape = new Columns(List.of("ORDER_NO"), Map.of("lines", shape));
  }

  private static List<RecordTree> group(Arrival arrival, String name) {
    return arrival.record().group(name);
  }

  @Test
  void groupOfAQuery_isJoinedByItsColumns() {
    lines(
        Map.of(
            "query",
            "select order_no, line_no, net_ton * 1000 as kg -- a comment at its end",
            "join",
            List.of("ORDER_NO"),
            "key",
            List.of("LINE_NO")),
        new Columns(List.of("LINE_NO", "KG"), Map.of()));
    assertThatThrownBy(() -> fixture.adapter().read("", 10)).hasMessageContaining("lines.query");

    fixture.restart();
    lines(
        Map.of(
            "query",
            "select order_no, line_no, net_ton * 1000 as kg from retail_order_line; -- all of them\n",
            "join",
            List.of("ORDER_NO"),
            "key",
            List.of("LINE_NO")),
        new Columns(List.of("LINE_NO", "KG"), Map.of()));
    List<Arrival> arrivals = fixture.drain(2);

    assertThat(SourceFixture.orders(arrivals)).containsExactly("R-1", "R-2", "R-3");
    assertThat(group(arrivals.get(2), "lines"))
        .extracting(line -> line.value("LINE_NO"), line -> line.value("KG"))
        .containsExactly(
            tuple(1L, new BigDecimal("1500.0000")), tuple(2L, new BigDecimal("2000.0000")));
  }

  @Test
  void parametersOfAQuery_areColumnsOfTheRecordAbove() {
    lines(
        Map.of(
            "query",
            "select l.line_no, l.net_ton, ':ORDER_NO' as said, '2025-07-01'::date as day,"
                + " (select price from price p where p.item = 'OIL' and p.valid_from <="
                + " '2025-07-01' order by valid_from desc limit 1) as price from retail_order_line"
                + " l where l.order_no = :ORDER_NO and :CUST_CD = 'C-1' /* :NOTHING */",
            "key",
            List.of("LINE_NO")),
        new Columns(List.of("LINE_NO", "PRICE", "SAID"), Map.of()));
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).hasSize(3);
    assertThat(group(arrivals.get(0), "lines"))
        .extracting(l -> l.value("LINE_NO"), l -> l.value("PRICE"), l -> l.value("SAID"))
        .containsExactly(
            tuple(1L, new BigDecimal("12.00"), ":ORDER_NO"),
            tuple(2L, new BigDecimal("12.00"), ":ORDER_NO"));
    fixture.restart();
    fixture.database.execute("update retail_order set cust_cd = 'C-2' where order_no = 'R-2'");
    assertThat(fixture.adapter().read("", 10).arrivals())
        .extracting(arrival -> group(arrival, "lines").size())
        .containsExactly(2, 0, 2);
  }

  @Test
  void queriesBelowQueries_areOneStatementEach_whateverTheNumberOfRecords() {
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("query", "select order_no as o, line_no from retail_order_line");
    lines.put("join", List.of("O=ORDER_NO"));
    lines.put("key", List.of("LINE_NO"));
    lines.put(
        "groups",
        Map.of(
            "tickets",
            Map.of(
                "query",
                "select ticket, kg from weighing where order_no = :O and line_no = :LINE_NO",
                "key",
                List.of("TICKET"))));
    lines(
        lines,
        new Columns(
            List.of("LINE_NO"), Map.of("tickets", new Columns(List.of("TICKET", "KG"), Map.of()))));
    for (int i = 10; i < 60; i++) {
      fixture.insert("R-" + i);
    }
    List<Arrival> arrivals = fixture.drain(100);

    assertThat(arrivals).hasSize(53);
    List<RecordTree> first = group(arrivals.get(0), "lines");
    assertThat(first.get(0).group("tickets"))
        .extracting(t -> t.value("TICKET"))
        .containsExactly("W-1", "W-2");
    assertThat(first.get(1).group("tickets"))
        .extracting(t -> t.value("TICKET"))
        .containsExactly("W-3");
    assertThat(group(arrivals.get(2), "lines").get(1).group("tickets")).hasSize(1);
    assertThat(SourceSql.children(plan().groups().get(0).groups().get(0)))
        .contains("join lateral", "p.pm_k1", "p.pm_k2")
        .doesNotContain(":O", ":LINE_NO");
  }

  private RowsPlan plan() {
    try (java.sql.Connection connection = fixture.database.open()) {
      java.util.List<String> problems = new java.util.ArrayList<>();
      RowsConfig config =
          RowsConfig.root(
              new io.pipemill.adapter.Settings("source", fixture.source, name -> name),
              fixture.shape,
              problems);
      return RowsPlan.of(connection, null, config);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The root's query says when an order changed, its lines and weighings included. */
  private void changedWithItsChildren() {
    fixture.source.remove("table");
    fixture.source.put("name", "RETAIL_ORDER");
    fixture.source.put(
        "query",
        "select o.order_no, o.cust_cd, o.total_amt, greatest(o.updated_at, (select"
            + " max(w.saved_at) from weighing w where w.order_no = o.order_no)) as changed_at from"
            + " retail_order o");
    fixture.source.put("changedBy", "CHANGED_AT");
    lines(
        Map.of("table", "WEIGHING", "join", List.of("ORDER_NO"), "key", List.of("TICKET")),
        new Columns(List.of("TICKET", "KG"), Map.of()));
  }

  @Test
  void rootOfAQuery_isReadByItsChangeMark_andAChangedLineIsSeen() {
    changedWithItsChildren();
    List<Arrival> before = fixture.drain(2);
    assertThat(before)
        .extracting(Arrival::key)
        .containsExactlyInAnyOrder(
            "RETAIL_ORDER/ORDER_NO=R-1", "RETAIL_ORDER/ORDER_NO=R-2", "RETAIL_ORDER/ORDER_NO=R-3");
    fixture.drain(10);
    assertThat(fixture.drain(10)).isEmpty();

    fixture.database.execute(
        "update weighing set kg = 5, saved_at = clock_timestamp() where ticket = 'W-4'");
    List<Arrival> after = fixture.drain(10);

    assertThat(SourceFixture.orders(after)).containsExactly("R-3");
    assertThat(group(after.get(0), "lines").get(0).value("KG")).isEqualTo(new BigDecimal("5.0"));
    String version =
        before.stream().filter(a -> a.key().endsWith("R-3")).findFirst().orElseThrow().version();
    assertThat(after.get(0).version()).isNotEqualTo(version);
  }

  @Test
  void newLineOfAnOldOrder_isSeenByTheRootsQuery() {
    changedWithItsChildren();
    fixture.drain(10);
    fixture.database.execute(
        "insert into weighing (order_no, line_no, ticket, kg) values ('R-2', 1, 'W-9', 9)");

    assertThat(SourceFixture.orders(fixture.drain(10))).contains("R-2").doesNotContain("R-9");
  }

  @Test
  void columnsOfQueries_areComparedAsThoseOfTables() {
    lines(
        Map.of(
            "query",
            "select line_no, 1 as extra from retail_order_line where order_no = :ORDER_NO"),
        new Columns(List.of("LINE_NO"), Map.of()));

    assertThat(fixture.adapter().columns())
        .contains("ORDER_NO", "CUST_CD", "lines.LINE_NO", "lines.extra");
  }

  @Test
  void check_saysThatAQueryIsRead() {
    changedWithItsChildren();

    assertThat(fixture.adapter().check().level()).isNotEqualTo(CheckResult.Level.FAIL);
    assertThat(fixture.adapter().check().facts()).containsEntry("query", "RETAIL_ORDER");
  }

  @Test
  void wrongQueries_areToldWithTheirPlace() {
    lines(
        Map.of("query", "select line_no from retail_order_line where order_no = :ORDER_NR"),
        new Columns(List.of("LINE_NO"), Map.of()));
    assertThatThrownBy(() -> fixture.adapter().read("", 10))
        .hasMessageContaining("lines.query: found column ORDER_NR, expected one of table")
        .hasMessageContaining("did you mean 'order_no'?");

    fixture.restart();
    lines(
        Map.of("query", "select line_no, line_no from retail_order_line", "table", "X"),
        new Columns(List.of("LINE_NO"), Map.of()));
    fixture.source.put("query", "select 1 where :A = 1");
    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("source: found table and query, expected one of them")
        .hasMessageContaining("source.lines: found table and query")
        .hasMessageContaining("source.query: found :A, expected no parameters")
        .hasMessageContaining("source.name: missing")
        .hasMessageContaining("or parameters such as :ORDER_NO in the query");
  }
}

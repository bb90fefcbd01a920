package io.pipemill.adapter.jdbc.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterException.Outcome;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RejectedDocuments;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.jdbc.JdbcAdapter;
import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdbcTargetTest {
  private static final DocumentName STATUS = new DocumentName("order-status", 1);
  private static final RecordShape SHAPE =
      RecordShape.of("ERP_ORDER_STATUS", "ORDER_NO", "STATUS", "STATUS_AT", "AMT", "MESSAGES");
  private static final Instant AT = Instant.parse("2026-03-08T07:30:00Z");
  private final TestingPostgres.Database database = TestingPostgres.shared().database("status");
  private final Map<String, Object> target =
      new HashMap<>(Map.of("table", "ERP_ORDER_STATUS", "key", List.of("ORDER_NO")));
  private final Map<String, Object> jdbc = new HashMap<>();
  private final List<TargetAdapter> open = new ArrayList<>();
  private InterruptingProxy proxy;
  private long deliveries;

  @BeforeEach
  void create() {
    proxy = new InterruptingProxy(database.port());
    database.execute(
        "create table erp_order_status (order_no varchar(20) primary key, status varchar(10) not"
            + " null, status_at timestamp, amt numeric(18,2), messages varchar(40))");
    jdbc.put("url", database.through(proxy).url());
    jdbc.put("user", database.user());
    jdbc.put("password", database.password());
    jdbc.put("zone", "Asia/Shanghai");
    jdbc.put("resolveWait", "300ms");
    jdbc.put("poll", "1s");
  }

  @AfterEach
  void close() {
    open.forEach(TargetAdapter::close);
    proxy.close();
  }

  @Test
  void documents_becomeRowsAndOneOutcome() {
    TargetAdapter adapter = adapter();
    Attempt attempt = attempt(row("R-1", "BOOKED", "1.50"), row("R-2", "ENTERED", null));
    assertThat(adapter.deliver(attempt).requestId()).isNull();
    assertThat(rows())
        .isEqualTo("R-1|BOOKED|2026-03-08 15:30:00|1.50|m,R-2|ENTERED|2026-03-08 15:30:00||m");
    assertThat(database.value("select batch from pipemill_outcome")).isEqualTo("2");
    adapter.deliver(attempt(row("R-1", "CLOSED", "2")));
    assertThat(database.value("select status from erp_order_status where order_no = 'R-1'"))
        .isEqualTo("CLOSED");
  }

  @Test
  void twoRowsOfOneKey_leaveTheLast() {
    adapter().deliver(attempt(row("R-1", "ENTERED", "1"), row("R-1", "BOOKED", "2")));
    assertThat(database.value("select status from erp_order_status")).isEqualTo("BOOKED");
  }

  @Test
  void rowThatDoesNotFit_isNamedAndNothingIsWritten() {
    RejectedDocuments refused =
        catchThrowableOfType(
            RejectedDocuments.class,
            () ->
                adapter()
                    .deliver(
                        attempt(
                            row("R-1", "BOOKED", "1"),
                            row("R-2", "BOOKED", "1.005"),
                            row("R-3", "MUCH-TOO-LONG", "1"))));
    assertThat(refused.kind()).isEqualTo(ErrorKind.REJECTED_CONTENT);
    assertThat(refused.rejections()).containsOnlyKeys(2L, 3L);
    assertThat(refused.rejections().get(2L).get(0).expected()).isEqualTo("at most 2 decimals");
    assertThat(rows()).isEqualTo("null");
  }

  @Test
  void rowTheDatabaseRefuses_isRejectedContentAndNothingIsWritten() {
    database.execute("alter table erp_order_status add check (status <> 'BAD')");
    AdapterException refused =
        catchThrowableOfType(
            AdapterException.class,
            () -> adapter().deliver(attempt(row("R-1", "BOOKED", "1"), row("R-2", "BAD", "1"))));
    assertThat(refused.kind()).isEqualTo(ErrorKind.REJECTED_CONTENT);
    assertThat(refused.outcome()).isEqualTo(Outcome.NOT_DONE);
    assertThat(rows()).isEqualTo("null");
    assertThat(database.value("select count(*) from pipemill_outcome")).isEqualTo("0");
  }

  @Test
  void insertMode_refusesAKeyThatIsThere() {
    target.put("mode", "insert");
    TargetAdapter adapter = adapter();
    adapter.deliver(attempt(row("R-1", "BOOKED", "1")));
    assertThatThrownBy(() -> adapter.deliver(attempt(row("R-1", "CLOSED", "1"))))
        .extracting(e -> ((AdapterException) e).kind())
        .isEqualTo(ErrorKind.REJECTED_CONTENT);
  }

  @Test
  void commitCutOff_isResolvedEitherWay() {
    TargetAdapter adapter = adapter();
    adapter.deliver(attempt(row("R-0", "BOOKED", "1")));
    Attempt after = attempt(row("R-1", "BOOKED", "1"));
    proxy.cutAfterCommit();
    assertUnknown(adapter, after);
    assertThat(adapter.resolve(after).verdict()).isEqualTo(Verdict.COMMITTED);

    Attempt before = attempt(row("R-2", "BOOKED", "1"));
    proxy.cutBeforeCommit();
    assertUnknown(adapter, before);
    Awaitility.await().until(() -> adapter.resolve(before).verdict() == Verdict.NEVER);
    assertThatThrownBy(() -> adapter.deliver(before)).hasMessageContaining("was given up");

    Attempt orphan = attempt(row("R-3", "BOOKED", "1"));
    proxy.orphanAtCommit();
    assertUnknown(adapter, orphan);
    assertThat(adapter.resolve(orphan).verdict()).isEqualTo(Verdict.ALIVE);
    proxy.commitOrphans();
    Awaitility.await().until(() -> adapter.resolve(orphan).verdict() == Verdict.COMMITTED);
    assertThat(proxy.cuts()).isEqualTo(3);
    assertThat(database.value("select string_agg(order_no, ',' order by 1) from erp_order_status"))
        .isEqualTo("R-0,R-1,R-3");
  }

  @Test
  void preview_predictsExactlyWhatDeliveryChanges() {
    TargetAdapter adapter = adapter();
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      List<RecordTree> rows = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        String amount = random.nextBoolean() ? null : String.valueOf(random.nextInt(3));
        rows.add(
            row("R-" + (i * 10 + random.nextInt(10)), random.nextBoolean() ? "A" : "B", amount));
      }
      Attempt attempt = attempt(rows.toArray(RecordTree[]::new));
      List<List<RowChange>> predicted = adapter.preview(attempt.documents());
      assertThat(predicted).hasSize(5);
      Map<String, Map<String, String>> before = state();
      adapter.deliver(attempt);
      Map<String, Map<String, String>> after = state();
      for (List<RowChange> changes : predicted) {
        for (RowChange change : changes) {
          String key = change.key().replace("ORDER_NO=", "");
          Map<String, String> was = before.getOrDefault(key, Map.of());
          change.before().forEach((column, value) -> assertThat(was.get(column)).isEqualTo(value));
          change
              .after()
              .forEach((column, value) -> assertThat(after.get(key).get(column)).isEqualTo(value));
          Map<String, String> expected = new HashMap<>(was);
          expected.putAll(change.after());
          after
              .get(key)
              .forEach(
                  (column, value) -> {
                    if (value != null || expected.containsKey(column)) {
                      assertThat(expected.get(column)).isEqualTo(value);
                    }
                  });
          before.put(key, after.get(key));
        }
      }
      assertThat(before).as("rows not predicted have not changed").isEqualTo(after);
    }
  }

  @Test
  void identity_differsBetweenDatabases() {
    String here = adapter().identity();
    assertThat(here).contains(database.name());
    jdbc.put("url", TestingPostgres.shared().database("clone").url());
    assertThat(adapter().identity()).isNotEqualTo(here);
  }

  @Test
  void health_failsWithTheMissingTable() {
    assertThat(adapter().check().level()).isEqualTo(CheckResult.Level.OK);
    target.put("table", "ERP_ORDER_STATE");
    assertThat(adapter().check().message()).contains("did you mean 'erp_order_status'");
  }

  @Test
  void targetDown_isTransient() {
    TargetAdapter adapter = adapter();
    proxy.kill();
    assertThatThrownBy(() -> adapter.deliver(attempt(row("R-1", "BOOKED", "1"))))
        .extracting(e -> ((AdapterException) e).kind())
        .isEqualTo(ErrorKind.TRANSIENT);
    proxy.revive();
    adapter.deliver(attempt(row("R-1", "BOOKED", "1")));
  }

  @Test
  void aThousandRows_areOneStatement() {
    RecordTree[] rows = new RecordTree[1000];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row("R-" + i, "BOOKED", "1");
    }
    adapter().deliver(attempt(rows));
    assertThat(
            database.value(
                "select count(distinct xmin::text) || '/' || count(*) from" + " erp_order_status"))
        .isEqualTo("1/1000");
  }

  private void assertUnknown(TargetAdapter adapter, Attempt attempt) {
    AdapterException failure =
        catchThrowableOfType(AdapterException.class, () -> adapter.deliver(attempt));
    assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(failure.kind()).isEqualTo(ErrorKind.TRANSIENT);
  }

  private Map<String, Map<String, String>> state() {
    Map<String, Map<String, String>> state = new HashMap<>();
    try (var connection = database.open();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from erp_order_status")) {
      while (rows.next()) {
        Map<String, String> row = new HashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.put(rows.getMetaData().getColumnName(i), rows.getString(i));
        }
        state.put(rows.getString("order_no"), row);
      }
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
    return state;
  }

  private String rows() {
    return database.value(
        "select string_agg(order_no || '|' || status || '|' || status_at || '|' ||"
            + " coalesce(amt::text, '') || '|' || messages, ',' order by order_no) from"
            + " erp_order_status");
  }

  private static RecordTree row(String order, String status, String amount) {
    return RecordTree.flat(
        SHAPE,
        new Object[] {order, status, AT, amount == null ? null : new BigDecimal(amount), "m"},
        null);
  }

  private Attempt attempt(RecordTree... records) {
    List<OutboundDocument> documents = new ArrayList<>();
    for (RecordTree record : records) {
      Envelope envelope =
          new Envelope(
              UUID.randomUUID(),
              STATUS,
              String.valueOf(record.value("ORDER_NO")),
              1,
              Verb.NOTIFY,
              "erp",
              "ref",
              UUID.randomUUID(),
              AT,
              null,
              List.of());
      documents.add(
          new OutboundDocument(++deliveries, envelope, new Object(), record, new byte[32]));
    }
    return new Attempt(UUID.randomUUID(), documents);
  }

  private TargetAdapter adapter() {
    TargetAdapter adapter =
        new JdbcAdapter()
            .target(
                new TargetRequest(
                    "crude-retail",
                    new Settings("system.yaml: jdbc", jdbc, name -> name),
                    Map.of(STATUS, new Settings("order-status.out.yaml: target", target, n -> n))),
                new AdapterContext(Path.of("."), "test", AdapterContext.FaultPoint.NONE));
    open.add(adapter);
    return adapter;
  }
}

package io.pipemill.adapter.jdbc.outbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.jdbc.JdbcAdapter;
import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.adapter.testkit.Samples;
import io.pipemill.adapter.testkit.TargetContractTest;
import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

class JdbcTargetContractTest extends TargetContractTest {
  private static final DocumentName STATUS = new DocumentName("order-status", 1);
  private static final RecordShape SHAPE = RecordShape.of("STATUS", "ORDER_NO", "STATUS");

  @Override
  protected TargetSystem create() {
    return new StatusDatabase();
  }

  private static final class StatusDatabase implements TargetSystem {
    private final TestingPostgres.Database database = TestingPostgres.shared().database("contract");
    private final InterruptingProxy proxy = new InterruptingProxy(database.port());

    StatusDatabase() {
      database.execute(
          "create table status (order_no varchar(20) primary key, status varchar(10) check (status"
              + " <> 'wrong'))");
    }

    @Override
    public TargetAdapter open() {
      Map<String, Object> jdbc =
          Map.of(
              "url", database.through(proxy).url(),
              "user", database.user(),
              "password", database.password(),
              "connectTimeout", "1s",
              "resolveWait", "300ms");
      Map<String, Object> target = Map.of("table", "STATUS", "key", List.of("ORDER_NO"));
      return new JdbcAdapter()
          .target(
              new TargetRequest(
                  "retail",
                  new Settings("jdbc", jdbc, name -> name),
                  Map.of(STATUS, new Settings("target", target, name -> name))),
              new AdapterContext(Path.of("."), "test", AdapterContext.FaultPoint.NONE));
    }

    @Override
    public OutboundDocument document(long deliveryId, String key, String value) {
      RecordTree record = RecordTree.flat(SHAPE, new Object[] {key, value}, null);
      return Samples.outbound(deliveryId, STATUS, key, record);
    }

    @Override
    public OutboundDocument wrong(long deliveryId, String key) {
      return document(deliveryId, key, "wrong");
    }

    @Override
    public Map<String, String> state() {
      Map<String, String> state = new TreeMap<>();
      try (var connection = database.open();
          var statement = connection.createStatement();
          var rows = statement.executeQuery("select order_no, status from status")) {
        while (rows.next()) {
          state.put(rows.getString(1), rows.getString(2));
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      return state;
    }

    @Override
    public void breakDown() {
      proxy.kill();
    }

    @Override
    public void repair() {
      proxy.revive();
    }

    @Override
    public InterruptingProxy proxy() {
      return proxy;
    }

    @Override
    public void close() {
      proxy.close();
    }
  }
}

package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.adapter.testkit.SourceContractTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

class JdbcSourceContractTest extends SourceContractTest {

  @Override
  protected SourceSystem create() {
    return new RetailDatabase();
  }

  private static final class RetailDatabase implements SourceSystem {
    private final SourceFixture fixture = new SourceFixture();
    private final InterruptingProxy proxy = new InterruptingProxy(fixture.database.port());

    RetailDatabase() {
      fixture.jdbc.put("url", fixture.database.through(proxy).url());
      fixture.jdbc.put("connectTimeout", "1s");
    }

    @Override
    public Set<Feature> features() {
      return EnumSet.allOf(Feature.class);
    }

    @Override
    public SourceAdapter open() {
      return fixture.open();
    }

    @Override
    public void put(String key, String value) {
      fixture.database.execute(upsert(key, value, "clock_timestamp()"));
    }

    @Override
    public void putBackDated(String key, String value) {
      fixture.database.execute(upsert(key, value, "timestamptz '2001-01-01Z'"));
    }

    @Override
    public void remove(String key) {
      fixture.database.execute("delete from retail_order where order_no = '" + key + "'");
    }

    @Override
    public Runnable putLater(String key, String value) {
      try {
        Connection connection = fixture.database.open();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
          statement.execute(upsert(key, value, "now()"));
        }
        return () -> {
          try (connection) {
            connection.commit();
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
        };
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String upsert(String key, String value, String time) {
      return "insert into retail_order values ('"
          + key
          + "', '"
          + value
          + "', 1, "
          + time
          + ") on conflict (order_no) do update set cust_cd = excluded.cust_cd, updated_at ="
          + " excluded.updated_at";
    }

    @Override
    public String read(Arrival arrival) {
      var record = Objects.requireNonNull(arrival.record());
      return record.value("ORDER_NO") + "=" + record.value("CUST_CD");
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
    public void close() {
      fixture.close();
      proxy.close();
    }
  }
}

package io.pipemill.oracle;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Settings;
import java.time.Duration;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Makes connection pools from settings. Every wait of a pooled connection is bounded. */
public final class Pools {

  private Pools() {}

  /**
   * Reads {@code url}, {@code user}, {@code password} or {@code passwordFrom}, {@code poolSize} (1
   * to 64, default 4), {@code connectTimeout} (default 5s) and {@code socketTimeout} (default 60s:
   * longest silence of the server). Parameters in the URL win over ours. Connections come with
   * auto-commit off. The pool connects at its first use.
   *
   * @param name for logs and the database's own list of sessions
   * @return null if a setting is wrong; the problems are then in {@code settings.problems()}
   */
  public static @Nullable HikariDataSource dataSource(Settings settings, String name) {
    return open(settings, name, false);
  }

  /** As {@link #dataSource}, for reading: read-only, and each transaction sees one snapshot. */
  public static @Nullable HikariDataSource reading(Settings settings, String name) {
    return open(settings, name, true);
  }

  /**
   * To be told of every failure of a pooled connection: where one was lost, the idle ones are
   * closed too, because they most likely are dead as well and would fail one after the other.
   */
  public static void failed(DataSource pool, AdapterException failure) {
    boolean lost = failure.code().equals(SqlErrorTable.CONNECTION_LOST);
    if (lost && pool instanceof HikariDataSource hikari && !hikari.isClosed()) {
      hikari.getHikariPoolMXBean().softEvictConnections();
    }
  }

  private static @Nullable HikariDataSource open(Settings settings, String name, boolean reading) {
    String url = settings.required("url");
    String user = settings.text("user", "");
    String password = settings.secret("password");
    int size = settings.integer("poolSize", 4, 1, 64);
    Duration connect = settings.duration("connectTimeout", Duration.ofSeconds(5));
    Duration socket = settings.duration("socketTimeout", Duration.ofSeconds(60));
    if (url.isEmpty()) {
      return null;
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(url);
    if (!user.isEmpty()) {
      config.setUsername(user);
    }
    if (password != null) {
      config.setPassword(password);
    }
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(0);
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    if (reading) {
      config.setReadOnly(true);
      config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    }
    config.setConnectionTimeout(Math.max(250, connect.toMillis()));
    config.setValidationTimeout(Math.max(250, Math.min(5_000, connect.toMillis() - 1)));
    config.setDataSourceProperties(driver(Engine.ofUrl(url), name, connect, socket));
    return new HikariDataSource(config);
  }

  private static Properties driver(Engine engine, String name, Duration connect, Duration socket) {
    Properties properties = new Properties();
    switch (engine) {
      case POSTGRESQL -> {
        properties.setProperty("connectTimeout", seconds(connect));
        properties.setProperty("loginTimeout", seconds(connect.multipliedBy(2)));
        properties.setProperty("socketTimeout", seconds(socket));
        properties.setProperty("cancelSignalTimeout", seconds(connect));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("reWriteBatchedInserts", "true");
        // the server's DETAIL repeats row values; they do not belong into messages and logs
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("ApplicationName", "pipemill " + name);
      }
      case ORACLE -> {
        properties.setProperty("oracle.net.CONNECT_TIMEOUT", millis(connect));
        properties.setProperty("oracle.jdbc.ReadTimeout", millis(socket));
        properties.setProperty("oracle.net.keepAlive", "true");
      }
      case SQLSERVER -> {
        properties.setProperty("loginTimeout", seconds(connect));
        properties.setProperty("socketTimeout", millis(socket));
      }
    }
    return properties;
  }

  private static String seconds(Duration duration) {
    return String.valueOf(Math.max(1, duration.toSeconds()));
  }

  private static String millis(Duration duration) {
    return String.valueOf(Math.max(1, duration.toMillis()));
  }
}

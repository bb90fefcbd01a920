package io.pipemill.adapter.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One real PostgreSQL server per test JVM, started at the first use and stopped with the JVM. Each
 * test takes a database of its own from it. Without fsync: a test that stops the machine needs its
 * own server.
 */
public final class TestingPostgres {
  private static final String USER = "postgres";
  private static final String PASSWORD = "postgres";
  private final EmbeddedPostgres server;
  private final AtomicInteger databases = new AtomicInteger();

  private TestingPostgres() {
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_prepared_transactions", "16")
              .setServerConfig("max_connections", "200")
              .setServerConfig("timezone", "UTC")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException("embedded PostgreSQL did not start", e);
    }
  }

  private static final class Holder {
    static final TestingPostgres SERVER = new TestingPostgres();
  }

  /** The server of this JVM. */
  public static TestingPostgres shared() {
    return Holder.SERVER;
  }

  /**
   * A fresh, empty database.
   *
   * @param name beginning of its name; a number is added
   */
  public Database database(String name) {
    String unique = name.toLowerCase(Locale.ROOT) + "_" + databases.incrementAndGet();
    try (Connection connection = new Database(USER, port()).open();
        var statement = connection.createStatement()) {
      statement.execute("create database \"" + unique + "\" encoding 'UTF8' template template0");
    } catch (SQLException e) {
      throw new IllegalStateException("database " + unique + " was not created", e);
    }
    return new Database(unique, port());
  }

  public int port() {
    return server.getPort();
  }

  /**
   * A database of the test server.
   *
   * @param name its name
   * @param port the port to reach it at: the server's, or a proxy's
   */
  public record Database(String name, int port) {

    public String url() {
      return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    public String user() {
      return USER;
    }

    public String password() {
      return PASSWORD;
    }

    /** The same database through another port. */
    public Database through(InterruptingProxy proxy) {
      return new Database(name, proxy.port());
    }

    /** A new connection, in auto-commit. */
    public Connection open() throws SQLException {
      return DriverManager.getConnection(url(), USER, PASSWORD);
    }

    /** Runs statements, each in a transaction of its own. */
    public void execute(String... statements) {
      try (Connection connection = open();
          var statement = connection.createStatement()) {
        for (String sql : statements) {
          statement.execute(sql);
        }
      } catch (SQLException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }

    /** The first column of the first row as text; {@code "null"} for NULL. */
    public String value(String sql) {
      try (Connection connection = open();
          var statement = connection.createStatement();
          var rows = statement.executeQuery(sql)) {
        if (!rows.next()) {
          throw new IllegalStateException("no row: " + sql);
        }
        return String.valueOf(rows.getString(1));
      } catch (SQLException e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}

package io.pipemill.oracle;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import java.sql.Connection;
import java.sql.SQLException;

/** The database engines whose SQL we speak. */
public enum Engine {
  POSTGRESQL("jdbc:postgresql:"),
  ORACLE("jdbc:oracle:"),
  SQLSERVER("jdbc:sqlserver:");

  private final String prefix;

  Engine(String prefix) {
    this.prefix = prefix;
  }

  /**
   * @throws AdapterException CONFIGURATION for the URL of another engine
   */
  public static Engine ofUrl(String url) {
    for (Engine engine : values()) {
      if (url.startsWith(engine.prefix)) {
        return engine;
      }
    }
    throw new AdapterException(
        "SQL-090",
        ErrorKind.CONFIGURATION,
        "jdbc url: found "
            + url.replaceAll("[?;].*", "")
            + ", expected jdbc:postgresql:, jdbc:oracle: or jdbc:sqlserver:");
  }

  public static Engine of(Connection connection) throws SQLException {
    return ofUrl(connection.getMetaData().getURL());
  }
}

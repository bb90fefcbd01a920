package io.pipemill.reconciliation.fingerprint;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Where one side of a comparison is.
 *
 * @param url JDBC URL
 * @param user null where the URL says it
 * @param password null where there is none
 */
public record DatabaseSide(String url, @Nullable String user, @Nullable String password) {

  Connection open(String side) {
    Properties properties = new Properties();
    if (user != null) {
      properties.setProperty("user", user);
    }
    if (password != null) {
      properties.setProperty("password", password);
    }
    properties.setProperty("ApplicationName", "pipemill reconcile");
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw new SideUnreadableException(side, e);
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url.replaceAll("(?i)(password=)[^&;]*", "$1…") + (user == null ? "" : " as " + user);
  }
}

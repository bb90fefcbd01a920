package io.pipemill.adapter.ebs.simulator;

import io.pipemill.adapter.testkit.TestingPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A database for one simulated ERP. */
final class ErpDatabase {
  private final TestingPostgres.Database database = TestingPostgres.shared().database("erp");

  DataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(database.url());
    source.setUser(database.user());
    source.setPassword(database.password());
    return source;
  }

  void run(String... statements) {
    database.execute(statements);
  }

  /** The rows of a query, each as text with {@code |} between the columns. */
  List<String> rows(String sql) {
    try (Connection connection = database.open();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          line.append(i > 1 ? "|" : "").append(rows.getString(i));
        }
        all.add(line.toString());
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Submits a request and gives its id. */
  long submit(String application, String program, String... arguments) {
    return Long.parseLong(
        rows("select pipemill_ebs.submit_request('SYSADMIN', 'PIPEMILL', 81, '"
                + application
                + "', '"
                + program
                + "', null, '"
                + String.join("\n", arguments)
                + "')")
            .get(0));
  }
}

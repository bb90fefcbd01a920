package io.pipemill.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pipemill.adapter.testkit.TestingPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class BulkRefusalTest {
  private final TestingPostgres.Database database =
      TestingPostgres.shared().database("bulk_refusal");

  /** Writes so many rows, and gives what the server says about them. */
  private SQLException write(int rows, String... before) throws SQLException {
    database.execute("create table goods (name text)");
    database.execute(before);
    try (Connection connection = database.open()) {
      connection.setAutoCommit(false);
      return catchThrowableOfType(
          SQLException.class,
          () -> {
            try (BulkRows goods = new BulkRows(connection, "goods", "name")) {
              for (int i = 0; i < rows; i++) {
                goods.row().text("name " + i);
              }
            }
          });
    }
  }

  @Test
  void serverThatIsTooBusy_saysSoInItsOwnCode() throws SQLException {
    SQLException failure =
        write(
            1,
            "create function too_busy() returns trigger language plpgsql as"
                + " $$ begin raise exception 'busy' using errcode = '40001'; end $$",
            "create trigger too_busy before insert on goods for each row execute function"
                + " too_busy()");

    assertThat(failure.getSQLState()).isEqualTo("40001");
  }

  @Test
  void rowRefusedLongBeforeTheLast_saysSoInTheServersCode() throws SQLException {
    SQLException failure =
        write(300_000, "alter table goods add constraint named check (name <> 'name 3')");

    assertThat(failure.getSQLState()).isEqualTo("23514");
  }
}

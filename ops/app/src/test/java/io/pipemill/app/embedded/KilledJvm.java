package io.pipemill.app.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;

/** A process with an embedded server, made to be killed: prints the server's pid and waits. */
final class KilledJvm {
  private KilledJvm() {}

  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    EmbeddedServers servers = EmbeddedServers.start(home, Path.of(arguments[1]), 0);
    servers.database("hub", "pipemill");
    try (Connection connection =
            DriverManager.getConnection(servers.url("hub"), "pipemill", servers.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists kept(n int)");
      statement.execute("insert into kept values (1)");
    }
    System.out.println(Files.readAllLines(home.resolve("store/postgresql/postmaster.pid")).get(0));
    new CountDownLatch(1).await();
  }
}

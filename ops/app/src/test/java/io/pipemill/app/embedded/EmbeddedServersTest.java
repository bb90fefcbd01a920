package io.pipemill.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
  private static final Path CACHE = Path.of("target/postgresql-cache").toAbsolutePath();
  @TempDir Path home;

  @Test
  void restart_keepsWhatWasCommitted() throws SQLException {
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      servers.database("hub", "pipemill");
      servers.database("hub", "pipemill");
      execute(servers, "create table kept(n int)", "insert into kept values (7)");
    }
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      assertThat(ask(servers, "select n from kept")).isEqualTo("7");
    }
  }

  @Test
  void server_isDurableAndLoopbackOnlyAndAsksForThePassword() throws SQLException {
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      servers.database("hub", "pipemill");
      assertThat(ask(servers, "show fsync")).isEqualTo("on");
      assertThat(ask(servers, "show synchronous_commit")).isEqualTo("on");
      assertThat(ask(servers, "show full_page_writes")).isEqualTo("on");
      assertThat(ask(servers, "show listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(ask(servers, "select version()")).startsWith("PostgreSQL 18");
      assertThatThrownBy(() -> DriverManager.getConnection(servers.url("hub"), "pipemill", "wrong"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void secondProcessOnTheSameHome_isRefusedWithWhatToDo() {
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      assertThat(servers.port()).isPositive();
      assertThatThrownBy(() -> EmbeddedServers.start(home, CACHE, 0))
          .isInstanceOf(EmbeddedStartException.class)
          .hasMessageContaining("--home");
    }
  }

  @Test
  void killedJvm_takesItsServerWithItAndLosesNothingCommitted() throws Exception {
    Process jvm = jvmWithServer("commit");
    String line = new String(readLine(jvm));
    long server = Long.parseLong(line);
    assertThat(ProcessHandle.of(server)).isPresent();
    jvm.destroyForcibly().waitFor();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> ProcessHandle.of(server).filter(ProcessHandle::isAlive).isEmpty());
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      assertThat(ask(servers, "select count(*) from kept")).isEqualTo("1");
    }
  }

  @Test
  void serverKilledTogetherWithItsJvm_startsAgainOverTheStalePidFile() throws Exception {
    Process jvm = jvmWithServer("commit");
    long server = Long.parseLong(new String(readLine(jvm)));
    Optional<ProcessHandle> watcher = ProcessHandle.of(server).flatMap(ProcessHandle::parent);
    watcher.ifPresent(ProcessHandle::destroyForcibly);
    ProcessHandle.of(server).ifPresent(ProcessHandle::destroyForcibly);
    jvm.destroyForcibly().waitFor();
    Path pidFile = home.resolve("store/postgresql/postmaster.pid");
    assertThat(pidFile).exists();
    // the number now belongs to somebody else: to this JVM
    List<String> lines = Files.readAllLines(pidFile);
    lines.set(0, Long.toString(ProcessHandle.current().pid()));
    Files.write(pidFile, lines);
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      assertThat(ask(servers, "select count(*) from kept")).isEqualTo("1");
    }
  }

  @Test
  void orphanedServerStillRunning_isStoppedAndReplaced() throws Exception {
    Process jvm = jvmWithServer("commit");
    long server = Long.parseLong(new String(readLine(jvm)));
    // the watcher dies first, so the server outlives its JVM
    ProcessHandle.of(server)
        .flatMap(ProcessHandle::parent)
        .ifPresent(ProcessHandle::destroyForcibly);
    jvm.destroyForcibly().waitFor();
    assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isPresent();
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      assertThat(ask(servers, "select count(*) from kept")).isEqualTo("1");
    }
  }

  @Test
  void firstStartCutOff_isBegunAgain() throws IOException, SQLException {
    Path half = Files.createDirectories(home.resolve("store/postgresql"));
    Files.writeString(half.resolve("PG_VERSION"), "18\n");
    try (EmbeddedServers servers = EmbeddedServers.start(home, CACHE, 0)) {
      servers.database("hub", "pipemill");
      assertThat(ask(servers, "select 1")).isEqualTo("1");
    }
  }

  private Process jvmWithServer(String work) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            KilledJvm.class.getName(),
            home.toString(),
            CACHE.toString(),
            work)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static byte[] readLine(Process process) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    for (int c = process.getInputStream().read();
        c >= 0 && c != '\n';
        c = process.getInputStream().read()) {
      bytes.write(c);
    }
    return bytes.toByteArray();
  }

  private static void execute(EmbeddedServers servers, String... statements) throws SQLException {
    try (Connection connection = connect(servers);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String ask(EmbeddedServers servers, String query) throws SQLException {
    try (Connection connection = connect(servers);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static Connection connect(EmbeddedServers servers) throws SQLException {
    return DriverManager.getConnection(servers.url("hub"), "pipemill", servers.password());
  }
}

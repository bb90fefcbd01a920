package io.pipemill.app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL cluster as a child process: initdb, start, stop, and clearing up after a crash.
 */
final class PostgresServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  /**
   * Starts the server and ends it when standard input closes, which the kernel does when the JVM
   * dies by whatever cause. INT is PostgreSQL's fast shutdown.
   */
  private static final String WATCHED =
      "\"$@\" & server=$!; read -r end; kill -INT $server; wait $server";

  private final PostgresBinaries binaries;
  private final Path cluster;
  private final Path store;
  private final String password;
  private @Nullable Process process;

  PostgresServer(PostgresBinaries binaries, Path store, String password) {
    this.binaries = binaries;
    this.store = store;
    this.cluster = store.resolve("postgresql");
    this.password = password;
  }

  Path log() {
    return cluster.resolve("log");
  }

  void start(int port) throws IOException {
    if (!Files.exists(cluster.resolve("PG_VERSION")) || !Files.exists(ready())) {
      create();
    }
    clearAfterCrash();
    List<String> command = new ArrayList<>(List.of("sh", "-c", WATCHED, "sh"));
    command.add(binaries.program("postgres"));
    command.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
    for (String setting : settings()) {
      command.addAll(List.of("-c", setting));
    }
    process = launch(detached(command), "server.log");
    await(port);
  }

  private static List<String> settings() {
    return List.of(
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "max_connections=200",
        "shared_buffers=256MB",
        "max_wal_size=2GB",
        "wal_level=minimal",
        "max_wal_senders=0",
        "jit=off",
        "timezone=UTC",
        "log_timezone=UTC",
        "logging_collector=on",
        "log_directory=log",
        "log_filename=postgresql-%a.log",
        "log_truncate_on_rotation=on",
        "log_rotation_age=1d");
  }

  /** A marker written after initdb: a cluster without it was cut off while being made. */
  private Path ready() {
    return store.resolve("postgresql.ready");
  }

  private void create() throws IOException {
    delete(cluster);
    Process initdb =
        launch(
            asPlainUser(
                List.of(
                    binaries.program("initdb"),
                    "-D",
                    cluster.toString(),
                    "-U",
                    EmbeddedServers.ADMIN,
                    "--pwfile=" + store.resolve("password"),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--data-checksums",
                    "--no-instructions")),
            "initdb.log");
    if (!ended(initdb, START_LIMIT) || initdb.exitValue() != 0) {
      initdb.destroyForcibly();
      throw failure("initdb did not succeed", "initdb.log");
    }
    Files.writeString(ready(), "");
  }

  /**
   * Stops a server that outlived its process, and removes the pid file of one that did not: its
   * number may belong to somebody else by now, and PostgreSQL would refuse to start.
   */
  private void clearAfterCrash() throws IOException {
    Path pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    ProcessHandle orphan =
        lines.isEmpty() || !lines.get(0).matches("\\d+")
            ? null
            : ProcessHandle.of(Long.parseLong(lines.get(0))).filter(this::isOurs).orElse(null);
    if (orphan == null) {
      Files.deleteIfExists(pidFile);
      return;
    }
    Process stop = control("stop", "-m", "fast", "-w", "-t", "20");
    if (!ended(stop, Duration.ofSeconds(25)) || stop.exitValue() != 0) {
      ended(control("stop", "-m", "immediate", "-w", "-t", "20"), Duration.ofSeconds(25));
    }
    if (orphan.isAlive() && Files.exists(pidFile)) {
      throw failure("a PostgreSQL server (pid " + orphan.pid() + ") does not stop", "control.log");
    }
  }

  /** By its program, not by its number alone: signals must never reach somebody else's process. */
  private boolean isOurs(ProcessHandle candidate) {
    return candidate.info().command().orElse("").endsWith("/postgres");
  }

  private Process control(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(binaries.program("pg_ctl")));
    command.addAll(List.of("-D", cluster.toString()));
    command.addAll(List.of(arguments));
    return launch(asPlainUser(command), "control.log");
  }

  private void await(int port) {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    Properties login = new Properties();
    login.setProperty("user", EmbeddedServers.ADMIN);
    login.setProperty("password", password);
    login.setProperty("connectTimeout", "5");
    String refused = "";
    while (System.nanoTime() < limit) {
      Process running = process;
      if (running == null || !running.isAlive()) {
        throw failure("PostgreSQL ended while starting", "server.log");
      }
      try (Connection connection =
          DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/postgres", login)) {
        if (connection.isValid(5)) {
          return;
        }
      } catch (SQLException e) {
        // not yet: the port is closed, or recovery is still running (57P03)
        if ("28P01".equals(e.getSQLState())) {
          throw new EmbeddedStartException(
              "the password in " + store.resolve("password") + " is not that of the store", e);
        }
        refused = e.getMessage();
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    stop(Duration.ofSeconds(5));
    throw failure("PostgreSQL did not answer in " + START_LIMIT + ": " + refused, "server.log");
  }

  void stop(Duration patience) {
    Process running = process;
    if (running == null) {
      return;
    }
    try {
      running.getOutputStream().close();
    } catch (IOException e) {
      // the child is gone already
    }
    if (!ended(running, patience)) {
      try {
        ended(control("stop", "-m", "immediate", "-w", "-t", "20"), Duration.ofSeconds(25));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    process = null;
  }

  private Process launch(List<String> command, String log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("PGDATA");
    builder.directory(store.toFile());
    builder.redirectErrorStream(true);
    builder.redirectOutput(store.resolve(log).toFile());
    return builder.start();
  }

  /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
  private List<String> asPlainUser(List<String> command) throws IOException {
    boolean posix = store.getFileSystem().supportedFileAttributeViews().contains("unix");
    if (!posix
        || !Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
    wrapped.addAll(command);
    return wrapped;
  }

  /** Out of the terminal's process group, so that Ctrl-C reaches us and not the server. */
  private List<String> detached(List<String> command) throws IOException {
    List<String> wrapped = new ArrayList<>();
    if (Stream.of("/usr/bin/setsid", "/bin/setsid").anyMatch(f -> Files.isExecutable(Path.of(f)))) {
      wrapped.add("setsid");
    }
    wrapped.addAll(asPlainUser(command));
    return wrapped;
  }

  private static boolean ended(Process process, Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private EmbeddedStartException failure(String what, String log) {
    Path file = store.resolve(log);
    String tail = "";
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      tail = String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
      Files.writeString(file, "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      tail = "(no log: " + e.getMessage() + ")";
    }
    String hint =
        tail.contains("unshare")
            ? "\nPostgreSQL does not run as root here (unshare -U failed): run as a normal user"
            : "";
    return new EmbeddedStartException(
        what + "; its words (" + file + ", " + log() + "):\n" + tail + hint, null);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

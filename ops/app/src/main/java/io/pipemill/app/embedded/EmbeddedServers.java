package io.pipemill.app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * The real PostgreSQL of a home directory, under {@code <home>/store}: started with this object,
 * stopped with it, its data kept. It listens on 127.0.0.1 only, asks for a password, and syncs
 * every commit to disk.
 *
 * <p>A process that was killed leaves nothing behind that hinders the next start: the server ends
 * itself when its parent is gone, and one that still runs is stopped first. A home belongs to one
 * process at a time.
 */
public final class EmbeddedServers implements AutoCloseable {
  /** The superuser; for creating databases, not for the product's own work. */
  static final String ADMIN = "postgres";

  private final PostgresServer server;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final int port;
  private final String password;

  private EmbeddedServers(
      PostgresServer server, FileChannel lockFile, FileLock lock, int port, String password) {
    this.server = server;
    this.lockFile = lockFile;
    this.lock = lock;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts the server of a home, creating its files at the first time.
   *
   * @param home the home directory
   * @param cache where unpacked programs are kept for all homes
   * @param port fixed port, or 0 for a free one
   * @throws EmbeddedStartException if the home is in use or the server does not come up; the
   *     message says what to do
   */
  public static EmbeddedServers start(Path home, Path cache, int port) {
    Path store = home.toAbsolutePath().resolve("store");
    try {
      Files.createDirectories(store);
      FileChannel lockFile =
          FileChannel.open(
              store.resolve("node.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = lock(lockFile, home);
      try {
        String password = password(store);
        int chosen = port == 0 ? freePort() : port;
        PostgresServer server =
            new PostgresServer(PostgresBinaries.in(cache), store, password(store));
        server.start(chosen);
        return new EmbeddedServers(server, lockFile, lock, chosen, password);
      } catch (IOException | RuntimeException e) {
        lockFile.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot use " + store + ": " + e.getMessage(), e);
    }
  }

  public int port() {
    return port;
  }

  /** The password of every role this class made. */
  public String password() {
    return password;
  }

  /** JDBC address of a database of this server. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Folder with the server's own log. */
  public Path log() {
    return server.log();
  }

  /**
   * Makes a database and the role that owns it, unless they are there. Names are identifiers of our
   * own, not input.
   */
  public void database(String database, String owner) {
    if (!(database + owner).matches("[a-z_]+")) {
      throw new IllegalArgumentException("database " + database + ", owner " + owner);
    }
    try (Connection connection = DriverManager.getConnection(url("postgres"), ADMIN, password);
        Statement statement = connection.createStatement()) {
      if (isAbsent(statement, "select 1 from pg_roles where rolname = '" + owner + "'")) {
        statement.execute("create role " + owner + " login password '" + password + "'");
      }
      if (isAbsent(statement, "select 1 from pg_database where datname = '" + database + "'")) {
        statement.execute(
            "create database " + database + " owner " + owner + " strategy file_copy");
      }
    } catch (SQLException e) {
      throw new EmbeddedStartException("cannot create database " + database, e);
    }
  }

  /** Stops the server after its running transactions were rolled back; data stay. */
  @Override
  public void close() {
    server.stop(Duration.ofSeconds(30));
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot release the home's lock", e);
    }
  }

  private static boolean isAbsent(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return !rows.next();
    }
  }

  private static FileLock lock(FileChannel file, Path home) throws IOException {
    FileLock lock;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      file.close();
      throw new EmbeddedStartException(
          "another process uses the home "
              + home
              + ": stop it, or give this one a home of its own (--home); two nodes need a shared"
              + " store and `pipemill broker`",
          null);
    }
    return lock;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Read, or made at the first start; readable by the owner only. */
  private static String password(Path store) throws IOException {
    Path file = store.resolve("password");
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (!lines.isEmpty() && !lines.get(0).isBlank()) {
      return lines.get(0);
    }
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    String made = HexFormat.of().formatHex(random);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, made + "\n");
    return made;
  }
}

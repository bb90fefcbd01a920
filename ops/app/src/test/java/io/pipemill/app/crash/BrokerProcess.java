package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.app.Main;
import io.pipemill.app.node.NodeConfig.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** {@code pipemill broker} in a process of its own, always on the same port. */
final class BrokerProcess implements AutoCloseable {
  private final Path home;
  private final int port;
  private @Nullable Process process;

  BrokerProcess(Path home) {
    this.home = home;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    NodeHome.create(home);
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "broker",
                  "--home",
                  home.toString(),
                  "--port",
                  Integer.toString(port))
              .redirectErrorStream(true)
              .redirectOutput(home.resolveSibling("broker.out").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await("the broker's start").atMost(Duration.ofSeconds(60)).until(this::listens);
  }

  private boolean listens() {
    assertThat(process).isNotNull();
    assertThat(process.isAlive()).as("broker runs").isTrue();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  Login login() {
    try {
      String password = Files.readString(home.resolve("broker.password")).strip();
      return new Login("tcp://127.0.0.1:" + port, "pipemill", password);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** kill -9, then everything the broker had kept goes; only its password stays, for the node. */
  void killAndDelete() {
    close();
    List<Path> journal = NodeHome.files(home.resolve("journal"));
    assertThat(journal).as("journal of the broker").isNotEmpty();
    for (String folder : List.of("journal", "bindings", "paging", "large-messages")) {
      NodeHome.delete(home.resolve(folder));
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
      try {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("broker ended").isTrue();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

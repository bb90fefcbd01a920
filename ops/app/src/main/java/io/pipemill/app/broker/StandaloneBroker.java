package io.pipemill.app.broker;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The broker as a process of its own, for nodes that share a store. It keeps its journal and its
 * log-in ({@code broker.password}, readable by the owner only) in its home.
 */
public final class StandaloneBroker {
  private static final String USER = "pipemill";
  private final Path home;
  private final int port;
  private final String bind;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  public StandaloneBroker(Path home, int port, String bind) {
    this.home = home;
    this.port = port;
    this.bind = bind;
  }

  /** Runs until the process is told to end; gives the exit code. */
  public int run() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::interrupted, "pipemill-stop"));
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    try {
      Files.createDirectories(home);
      server.setConfiguration(configuration());
      server.setSecurityManager(logins(password()));
      server.start();
      new PrintStream(System.out, true, StandardCharsets.UTF_8)
          .println(
              Texts.of(
                  "broker.started",
                  "tcp://" + bind + ":" + port,
                  USER,
                  home.resolve("broker.password")));
      stop.await();
      return Exit.DONE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Exit.FAILED;
    } catch (Exception e) {
      throw new CommandFailed(
          Exit.FAILED, "the broker cannot listen on " + bind + ":" + port + ": " + e.getMessage());
    } finally {
      end(server);
      stopped.countDown();
    }
  }

  private static void end(EmbeddedActiveMQ server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new CommandFailed(Exit.FAILED, "the broker did not stop in order: " + e.getMessage());
    }
  }

  private void interrupted() {
    if (stop.getCount() > 0) {
      stop.countDown();
      try {
        stopped.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Configuration configuration() throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration.setName("pipemill");
    configuration.setPersistenceEnabled(true);
    configuration.setSecurityEnabled(true);
    configuration.setBrokerInstance(home.toFile());
    configuration.setJournalDirectory(home.resolve("journal").toString());
    configuration.setBindingsDirectory(home.resolve("bindings").toString());
    configuration.setPagingDirectory(home.resolve("paging").toString());
    configuration.setLargeMessagesDirectory(home.resolve("large-messages").toString());
    configuration.setJournalBufferTimeout_NIO(100_000);
    configuration.setMaxDiskUsage(98);
    configuration.addAcceptorConfiguration("nodes", "tcp://" + bind + ":" + port);
    configuration.putSecurityRoles(
        "#",
        Set.of(
            new Role(
                "nodes", true, true, true, true, true, true, true, true, true, true, false,
                false)));
    configuration.addAddressSetting(
        "pipemill.#",
        new AddressSettings()
            .setAutoCreateQueues(true)
            .setAutoCreateAddresses(true)
            .setMaxDeliveryAttempts(3)
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false));
    return configuration;
  }

  private static ActiveMQJAASSecurityManager logins(String password) {
    SecurityConfiguration users = new SecurityConfiguration();
    users.addUser(USER, password);
    users.addRole(USER, "nodes");
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
  }

  private String password() throws IOException {
    Path file = home.resolve("broker.password");
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[18];
    new SecureRandom().nextBytes(random);
    String made = HexFormat.of().formatHex(random);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, made + "\n");
    return made;
  }
}

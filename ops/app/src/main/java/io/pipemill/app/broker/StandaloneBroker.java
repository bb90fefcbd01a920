package io.pipemill.app.broker;

import io.pipemill.app.node.FreePort;
import io.pipemill.app.node.StopSignal;
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
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;
import tools.jackson.databind.json.JsonMapper;

/**
 * The broker as a process of its own, for nodes that share a store. It keeps its journal and its
 * log-in ({@code broker.password}, readable by the owner only) in its home.
 */
public final class StandaloneBroker {
  private static final String USER = "pipemill";
  private final Path home;
  private final int port;
  private final String bind;
  private final boolean json;
  private final StopSignal stop = new StopSignal();

  /**
   * @param port 0 for a free one
   * @param json whether standard output is one machine-readable result
   */
  public StandaloneBroker(Path home, int port, String bind, boolean json) {
    this.home = home;
    this.port = port;
    this.bind = bind;
    this.json = json;
  }

  /** Runs until the process is told to end; gives the exit code. */
  public int run() throws Exception {
    return stop.guard(this::guarded);
  }

  private int guarded() throws IOException, InterruptedException {
    FreePort.verify(bind, port);
    Files.createDirectories(home);
    String password = password();
    EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    try {
      server.setConfiguration(configuration());
      server.setSecurityManager(logins(password));
      server.start();
    } catch (Exception e) {
      throw new CommandFailed(
          Exit.FAILED,
          Texts.of("broker.failed", bind + ":" + port, String.valueOf(e.getMessage())));
    }
    try {
      started("tcp://" + bind + ":" + listening(server));
      stop.await();
    } finally {
      end(server);
    }
    new PrintStream(System.err, true, StandardCharsets.UTF_8).println(Texts.of("stopped"));
    return Exit.DONE;
  }

  private void started(String url) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path file = home.resolve("broker.password");
    if (json) {
      out.println(
          JsonMapper.shared()
              .createObjectNode()
              .put("url", url)
              .put("user", USER)
              .put("passwordFile", file.toString()));
    } else {
      out.println(Texts.of("broker.started", url, USER, file));
    }
  }

  private static int listening(EmbeddedActiveMQ server) {
    var acceptor = server.getActiveMQServer().getRemotingService().getAcceptor("nodes");
    return acceptor instanceof NettyAcceptor netty ? netty.getActualPort() : 0;
  }

  private static void end(EmbeddedActiveMQ server) {
    try {
      server.stop();
    } catch (Exception e) {
      throw new CommandFailed(Exit.FAILED, "the broker did not stop in order: " + e.getMessage());
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

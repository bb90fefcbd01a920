package io.pipemill.app.node;

import io.pipemill.control.doctor.DoctorControl;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.control.status.StatusControl;
import io.pipemill.hub.Hub;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** A node in this process, from its start to its end. */
public final class RunningNode implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private RunningNode(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /**
   * Starts a node.
   *
   * @param store the store's database, migrated at the start
   */
  public static RunningNode start(NodeConfig config, NodeParts parts, NodeConfig.Login store) {
    SpringApplication application = new SpringApplication(NodeConfiguration.class);
    application.setRegisterShutdownHook(false);
    application.setLogStartupInfo(false);
    application.addInitializers(
        context -> {
          context.getBeanFactory().registerSingleton("nodeConfig", config);
          context.getBeanFactory().registerSingleton("nodeParts", parts);
        });
    return new RunningNode(application.run(arguments(config, store)));
  }

  private static String[] arguments(NodeConfig config, NodeConfig.Login store) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--spring.main.banner-mode=off",
                "--spring.config.location=optional:classpath:/pipemill.properties",
                "--server.port=" + config.port(),
                "--server.address=" + config.bind(),
                "--spring.datasource.url=" + store.url(),
                "--spring.datasource.username=" + store.user(),
                "--spring.datasource.password=" + store.password()));
    NodeConfig.Login broker = config.broker();
    if (broker == null) {
      arguments.add("--spring.artemis.mode=embedded");
      arguments.add("--spring.artemis.embedded.persistent=true");
      arguments.add("--spring.artemis.embedded.data-directory=" + config.home().resolve("broker"));
    } else {
      arguments.add("--spring.artemis.mode=native");
      arguments.add("--spring.artemis.broker-url=" + broker.url());
      arguments.add("--spring.artemis.user=" + broker.user());
      arguments.add("--spring.artemis.password=" + broker.password());
    }
    return arguments.toArray(String[]::new);
  }

  /** Port the console listens on. */
  public int port() {
    return java.util.Objects.requireNonNull(
            ((WebServerApplicationContext) context).getWebServer(), "web server")
        .getPort();
  }

  public Hub hub() {
    return context.getBean(Hub.class);
  }

  public StatusControl status() {
    return context.getBean(StatusControl.class);
  }

  public DocumentsControl documents() {
    return context.getBean(DocumentsControl.class);
  }

  public DoctorControl doctor() {
    return context.getBean(DoctorControl.class);
  }

  public Replay replay() {
    return context.getBean(Replay.class);
  }

  public DocumentQueries queries() {
    return context.getBean(DocumentQueries.class);
  }

  @Override
  public void close() {
    context.close();
  }
}

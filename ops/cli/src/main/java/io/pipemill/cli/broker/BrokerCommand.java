package io.pipemill.cli.broker;

import io.pipemill.cli.Checked;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The broker as a process of its own, for two and more nodes. */
@Command(name = "broker", resourceBundle = Texts.BUNDLE)
public final class BrokerCommand implements Callable<Integer>, Checked {
  private final @Nullable NodeStarter starter;

  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.broker.home")
  @Nullable Path home;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "61616",
      descriptionKey = "option.broker.port")
  int port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      descriptionKey = "option.broker.bind")
  String bind = "127.0.0.1";

  /**
   * @param starter null in the lean command line
   */
  public BrokerCommand(@Nullable NodeStarter starter) {
    this.starter = starter;
  }

  @Override
  public List<String> problems() {
    return port >= 0 && port <= 65_535
        ? List.of()
        : List.of(
            Texts.of("usage.found", "--port", Integer.toString(port), Texts.of("usage.port.free")));
  }

  @Override
  public Integer call() {
    if (starter == null) {
      throw new CommandFailed(Exit.FAILED, Texts.of("needs.application"));
    }
    Path chosen =
        home != null
            ? home
            : Path.of(System.getProperty("pipemill.root", ""), ".pipemill", "broker");
    return starter.broker(chosen.toAbsolutePath().normalize(), port, bind, output.json());
  }
}

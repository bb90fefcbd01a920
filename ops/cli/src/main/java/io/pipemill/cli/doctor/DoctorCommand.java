package io.pipemill.cli.doctor;

import io.pipemill.cli.Checked;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks every component its health question: those of a running node, or with {@code --config} those
 * a node would use, before it is started.
 */
@Command(name = "doctor", resourceBundle = Texts.BUNDLE)
public final class DoctorCommand implements Callable<Integer>, Checked {
  private final @Nullable NodeStarter starter;

  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();

  @Option(names = "--config", paramLabel = "FILE", descriptionKey = "option.doctor.config")
  @Nullable Path config;

  /**
   * @param starter null in the lean command line
   */
  public DoctorCommand(@Nullable NodeStarter starter) {
    this.starter = starter;
  }

  @Override
  public List<String> problems() {
    return config == null || Files.isRegularFile(config)
        ? List.of()
        : List.of(Texts.of("usage.no.file", "--config", config));
  }

  @Override
  public Integer call() {
    if (config == null) {
      return Checks.print(output, node.client().get("doctor"));
    }
    if (starter == null) {
      throw new CommandFailed(Exit.FAILED, Texts.of("needs.application"));
    }
    return Checks.print(
        output,
        JsonMapper.shared().valueToTree(starter.check(config.toAbsolutePath().normalize())));
  }
}

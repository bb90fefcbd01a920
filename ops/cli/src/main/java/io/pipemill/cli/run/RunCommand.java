package io.pipemill.cli.run;

import io.pipemill.cli.Checked;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A production node. */
@Command(name = "run", resourceBundle = Texts.BUNDLE)
public final class RunCommand implements Callable<Integer>, Checked {
  private final @Nullable NodeStarter starter;

  @Mixin final OutputOptions output = new OutputOptions();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      descriptionKey = "option.config")
  @Nullable Path config;

  /**
   * @param starter null in the lean command line
   */
  public RunCommand(@Nullable NodeStarter starter) {
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
    if (starter == null) {
      throw new CommandFailed(Exit.FAILED, Texts.of("needs.application"));
    }
    return starter.run(Objects.requireNonNull(config).toAbsolutePath().normalize(), output.json());
  }
}

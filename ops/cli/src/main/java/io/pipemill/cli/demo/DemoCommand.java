package io.pipemill.cli.demo;

import io.pipemill.cli.Checked;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.NodeStarter;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sample systems, store, broker and ERP simulator on a bare machine. */
@Command(name = "demo", resourceBundle = Texts.BUNDLE)
public final class DemoCommand implements Callable<Integer>, Checked {
  private final @Nullable NodeStarter starter;

  @Mixin final OutputOptions output = new OutputOptions();

  @Option(names = "--once", descriptionKey = "option.once")
  boolean once;

  @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.demo.home")
  @Nullable Path home;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8480", descriptionKey = "option.port")
  int port;

  @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
  List<Path> systemsDirs = new ArrayList<>();

  @Option(names = "--only", paramLabel = "SYSTEM", split = ",", descriptionKey = "option.only")
  List<String> only = new ArrayList<>();

  @Option(names = "--no-samples", descriptionKey = "option.no-samples")
  boolean noSamples;

  @Option(names = "--strict", descriptionKey = "option.strict")
  boolean strict;

  /**
   * @param starter null in the lean command line
   */
  public DemoCommand(@Nullable NodeStarter starter) {
    this.starter = starter;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (port < 0 || port > 65_535) {
      problems.add(
          Texts.of("usage.found", "--port", Integer.toString(port), Texts.of("usage.port.free")));
    }
    for (Path folder : systemsDirs) {
      if (!Files.isDirectory(folder)) {
        problems.add(Texts.of("usage.no.folder", "--systems-dir", folder));
      }
    }
    if (strict && !once) {
      problems.add(Texts.of("usage.strict"));
    }
    return problems;
  }

  @Override
  public Integer call() {
    if (starter == null) {
      throw new CommandFailed(Exit.FAILED, Texts.of("needs.application"));
    }
    Path chosen = home == null ? defaultHome() : home;
    return starter.demo(
        new NodeStarter.DemoOptions(
            once,
            chosen.toAbsolutePath().normalize(),
            port,
            systemsDirs.stream().map(p -> p.toAbsolutePath().normalize()).toList(),
            List.copyOf(only),
            !noSamples,
            strict,
            output.json()));
  }

  private static Path defaultHome() {
    String root = System.getProperty("pipemill.root");
    return Path.of(root == null ? "" : root, ".pipemill", "demo");
  }
}

package io.pipemill.cli.deadletters;

import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.rejected.PileFilter;
import io.pipemill.cli.rejected.PileSelection;
import io.pipemill.cli.rejected.Piles;
import io.pipemill.cli.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Documents that are right and could not be delivered: look, send again. */
@Command(name = "dead-letters", resourceBundle = Texts.BUNDLE)
public final class DeadLettersCommand {
  private static final Piles PILE = new Piles("dead-letters");

  @Mixin final OutputOptions output = new OutputOptions();

  private DeadLettersCommand() {}

  public static CommandLine line() {
    return new CommandLine(new DeadLettersCommand());
  }

  @Command(name = "list")
  int list(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Mixin PileFilter filter,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              descriptionKey = "option.limit")
          int limit) {
    return PILE.list(output, node, filter, limit);
  }

  @Command(name = "replay")
  int replay(@Mixin OutputOptions output, @Mixin NodeOptions node, @Mixin PileSelection selection) {
    return PILE.replay(output, node, selection);
  }
}

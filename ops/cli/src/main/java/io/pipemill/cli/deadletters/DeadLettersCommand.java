package io.pipemill.cli.deadletters;

import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.rejected.Piles;
import io.pipemill.cli.rejected.RejectedCommand;
import io.pipemill.cli.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Documents that are right and could not be delivered: look, send again. */
@Command(name = "dead-letters", resourceBundle = Texts.BUNDLE)
public final class DeadLettersCommand {
  @Mixin final OutputOptions output = new OutputOptions();

  private DeadLettersCommand() {}

  public static CommandLine line() {
    return new CommandLine(new DeadLettersCommand());
  }

  @Command(name = "list")
  int list(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Option(names = "--system", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          @Nullable String system,
      @Option(names = "--code", paramLabel = "CODE", descriptionKey = "option.code")
          @Nullable String code,
      @Option(
              names = "--limit",
              paramLabel = "N",
              defaultValue = "100",
              descriptionKey = "option.limit")
          int limit) {
    return Piles.list(
        output, node.client().get("dead-letters?" + RejectedCommand.filter(system, code, limit)));
  }

  @Command(name = "replay")
  int replay(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(arity = "0..*", paramLabel = "ID", descriptionKey = "parameter.ids")
          @Nullable List<String> ids,
      @Option(names = "--all", descriptionKey = "option.all") boolean all,
      @Option(names = "--system", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          @Nullable String system,
      @Option(names = "--code", paramLabel = "CODE", descriptionKey = "option.code")
          @Nullable String code,
      @Option(names = "--dry-run", descriptionKey = "option.dry-run") boolean dryRun) {
    List<String> chosen = ids == null ? List.of() : ids;
    RejectedCommand.checkSelection(chosen, all, system, code);
    return Piles.replay(
        output,
        node.client(),
        "dead-letters/replay",
        Piles.selection(chosen, all, system, code, dryRun));
  }
}

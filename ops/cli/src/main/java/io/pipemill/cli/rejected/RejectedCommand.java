package io.pipemill.cli.rejected;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.documents.DocumentsCommand;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Texts;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Documents whose content is wrong: look, correct, send again. */
@Command(name = "rejected", resourceBundle = Texts.BUNDLE)
public final class RejectedCommand {
  private static final Piles PILE = new Piles("rejected");

  @Mixin final OutputOptions output = new OutputOptions();

  private RejectedCommand() {}

  public static CommandLine line() {
    return new CommandLine(new RejectedCommand());
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

  @Command(name = "show")
  int show(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.id") String id) {
    JsonNode answer = node.client().get("rejected/" + part(id));
    if (output.json()) {
      output.print(answer);
      return Exit.DONE;
    }
    output
        .out()
        .println(
            answer.path("system").asString()
                + " "
                + answer.path("document").asString()
                + " "
                + answer.path("businessKey").asString(""));
    DocumentsCommand.problems(output, answer.path("problems"));
    DocumentsCommand.fields(output, answer.path("fields"));
    return Exit.DONE;
  }

  @Command(name = "edit")
  int edit(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.id") String id,
      @Option(
              names = "--set",
              required = true,
              paramLabel = "FIELD=VALUE",
              descriptionKey = "option.set")
          Map<String, String> set,
      @Option(names = "--dry-run", descriptionKey = "option.dry-run") boolean dryRun) {
    var body = JsonMapper.shared().createObjectNode().put("dryRun", dryRun);
    var values = body.putObject("set");
    set.forEach(values::put);
    return Piles.results(output, node.client().post("rejected/" + part(id) + "/edit", body));
  }

  @Command(name = "replay")
  int replay(@Mixin OutputOptions output, @Mixin NodeOptions node, @Mixin PileSelection selection) {
    return PILE.replay(output, node, selection);
  }
}

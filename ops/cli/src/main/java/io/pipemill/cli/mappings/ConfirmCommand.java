package io.pipemill.cli.mappings;

import io.pipemill.cli.Checked;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.rejected.Piles;
import io.pipemill.cli.text.Texts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Confirms what a value means that a code list does not have. */
@Command(name = "confirm", resourceBundle = Texts.BUNDLE)
final class ConfirmCommand implements Callable<Integer>, Checked {
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();

  @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
  String system = "";

  @Parameters(index = "1", paramLabel = "LIST", descriptionKey = "parameter.list")
  String list = "";

  @Parameters(index = "2", paramLabel = "VALUE", descriptionKey = "parameter.value")
  String value = "";

  @Parameters(index = "3", paramLabel = "CANONICAL", descriptionKey = "parameter.canonical")
  String canonical = "";

  @Option(names = "--from", paramLabel = "DATE", descriptionKey = "option.confirm.from")
  @Nullable String from;

  @Option(names = "--owner", paramLabel = "NAME", descriptionKey = "option.owner")
  String owner = "";

  @Option(names = "--note", paramLabel = "TEXT", descriptionKey = "option.note")
  String note = "";

  @Option(names = "--new-code", descriptionKey = "option.new-code")
  boolean newCode;

  @Option(names = "--unseen", descriptionKey = "option.unseen")
  boolean unseen;

  @Option(names = "--replay", descriptionKey = "option.replay")
  boolean replay;

  @Option(names = "--dry-run", descriptionKey = "option.confirm.dry-run")
  boolean dryRun;

  @Override
  public List<String> problems() {
    if (from != null) {
      try {
        LocalDate.parse(from);
      } catch (DateTimeParseException e) {
        return List.of(Texts.of("usage.found", "--from", from, Texts.of("usage.date")));
      }
    }
    return List.of();
  }

  @Override
  public Integer call() {
    JsonNode answer =
        node.client()
            .post(
                "mappings/codes/confirm",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("system", system)
                    .put("list", list)
                    .put("value", value)
                    .put("canonical", canonical)
                    .put("from", from)
                    .put("owner", owner)
                    .put("note", note)
                    .put("newCode", newCode)
                    .put("unseen", unseen)
                    .put("replay", replay)
                    .put("dryRun", dryRun));
    JsonNode replayed = answer.path("replayed");
    if (output.json()) {
      output.print(answer);
      return Piles.exit(replayed.path("results"));
    }
    String done =
        answer.path("already").asBoolean(false)
            ? "confirm.already"
            : dryRun ? "confirm.possible" : "confirm.done";
    var out = output.out();
    out.println(Texts.of(done, system, list, value, canonical));
    String asOf = answer.path("asOf").asString("");
    if (!asOf.isEmpty()) {
      out.println(Texts.of("confirm.as-of", answer.path("from").asString(""), asOf));
    }
    long waiting = answer.path("waiting").asLong(0);
    out.println(Texts.of("confirm.waiting", waiting));
    if (replayed.isObject()) {
      return Piles.results(output, replayed);
    }
    if (waiting > 0 && !dryRun) {
      out.println(Texts.of("confirm.replay", quoted(system), quoted(list), quoted(value)));
    }
    return Exit.DONE;
  }

  /** As a shell takes it. */
  private static String quoted(String word) {
    return word.matches("[\\p{L}\\p{N}._/:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}

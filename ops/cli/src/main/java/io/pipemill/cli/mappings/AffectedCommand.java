package io.pipemill.cli.mappings;

import io.pipemill.cli.Checked;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeClient;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.rejected.Piles;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lists the documents the mapping in force would make otherwise, and sends exactly these again. */
@Command(name = "affected", resourceBundle = Texts.BUNDLE)
final class AffectedCommand implements Callable<Integer>, Checked {
  private static final int MOST_LISTED = 10_000;

  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "SYSTEM",
      descriptionKey = "parameter.affected.system")
  @Nullable String system;

  @Option(names = "--document", paramLabel = "DOCUMENT", descriptionKey = "option.document")
  @Nullable String document;

  @Option(names = "--replay", descriptionKey = "option.affected.replay")
  boolean replay;

  @Option(names = "--dry-run", descriptionKey = "option.affected.dry-run")
  boolean dryRun;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      descriptionKey = "option.affected.limit")
  int limit;

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (dryRun && !replay) {
      problems.add(Texts.of("usage.dry-run"));
    }
    if (limit < 1 || limit > MOST_LISTED) {
      problems.add(
          Texts.of("usage.found", "--limit", Integer.toString(limit), "1 – " + MOST_LISTED));
    }
    return problems;
  }

  @Override
  public Integer call() {
    ObjectNode body =
        JsonMapper.shared()
            .createObjectNode()
            .put("replay", replay)
            .put("dryRun", dryRun)
            .put("limit", limit);
    if (system != null) {
      body.put("system", system);
    }
    if (document != null) {
      body.put("document", document);
    }
    NodeClient client = node.client();
    JsonNode run = RunWatch.end(output, client, client.post("mappings/affected", body));
    JsonNode result = run.path("result");
    if (output.json()) {
      output.print(result);
    } else {
      print(run, result);
    }
    if (!result.path("complete").asBoolean(false)) {
      return Exit.FAILED;
    }
    boolean sourceNeeded =
        result.path("mappings").valueStream().anyMatch(m -> m.path("incomplete").asLong(0) > 0);
    boolean open =
        replay && !dryRun
            ? !result.path("ok").asBoolean(true)
            : result.path("affected").asLong(0) > 0;
    return open || sourceNeeded ? Exit.ATTENTION : Exit.DONE;
  }

  private void print(JsonNode run, JsonNode result) {
    long affected = result.path("affected").asLong(0);
    if (affected == 0) {
      output.out().println(Texts.of("affected.none"));
    } else {
      list(result.path("documents"));
    }
    for (JsonNode mapping : result.path("mappings")) {
      counts(mapping);
    }
    output
        .out()
        .println(
            Texts.of(
                "affected.total",
                affected,
                result.path("documents").size(),
                run.path("examined").asLong(0),
                run.path("seconds").asString("")));
    if (!result.path("complete").asBoolean(true)) {
      output.out().println(Texts.of("affected.part"));
    }
    if (result.path("replayed").asBoolean(false)) {
      output.out().println();
      outcomes(result);
    } else if (affected > 0) {
      output.out().println(Texts.of("affected.next"));
    }
  }

  private void list(JsonNode documents) {
    Table table = new Table("id", "system", "document", "key", "status", "result", "message");
    for (JsonNode document : documents) {
      table.row(
          document.path("id").asString(),
          document.path("system").asString(),
          document.path("document").asString(),
          document.path("businessKey").asString(""),
          Texts.of("status." + document.path("status").asString()),
          Texts.of("verdict." + document.path("verdict").asString()),
          document.path("message").asString(""));
    }
    table.print(output.out());
  }

  /** What could not be judged, or needs nothing, is told too: nothing is dropped silently. */
  private void counts(JsonNode mapping) {
    for (String count : List.of("overtaken", "settled", "purged", "incomplete")) {
      long documents = mapping.path(count).asLong(0);
      if (documents > 0) {
        output
            .out()
            .println(
                Texts.of(
                    "affected." + count,
                    mapping.path("system").asString() + " " + mapping.path("document").asString(),
                    documents));
      }
    }
  }

  private void outcomes(JsonNode result) {
    ObjectNode replayed =
        JsonMapper.shared().createObjectNode().put("dryRun", result.path("dryRun").asBoolean());
    var results = replayed.putArray("results");
    for (JsonNode document : result.path("documents")) {
      if (document.path("replay").isObject()) {
        results.add(document.path("replay"));
      }
    }
    Piles.results(output, replayed);
    result
        .path("outcomes")
        .properties()
        .forEach(
            one ->
                output
                    .out()
                    .println(
                        Texts.of("outcome." + one.getKey()) + ": " + one.getValue().asString()));
  }
}

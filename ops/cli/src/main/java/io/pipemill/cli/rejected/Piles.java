package io.pipemill.cli.rejected;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.documents.DocumentsCommand;
import io.pipemill.cli.node.NodeClient;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What lists of rejected and of dead-lettered documents have in common. */
public final class Piles {
  private Piles() {}

  /** Prints a pile, worth most first; ATTENTION if it is not empty. */
  public static int list(OutputOptions output, JsonNode answer) {
    if (output.json()) {
      output.print(answer);
    } else if (answer.path("documents").isEmpty()) {
      output.out().println(Texts.of("pile.empty"));
    } else {
      Table table =
          new Table(
              "id", "system", "document", "key", "code", "message", "#money", "#tonnes", "at");
      for (JsonNode document : answer.path("documents")) {
        table.row(
            document.path("id").asString(),
            document.path("system").asString(),
            document.path("document").asString(),
            document.path("businessKey").asString(""),
            document.path("code").asString(""),
            document.path("message").asString(""),
            money(document.path("money")),
            document.path("tonnes").asString(""),
            document.path("at").asString(""));
      }
      table.print(output.out());
      output
          .out()
          .println(
              Texts.of(
                  "pile.total",
                  answer.path("total").asString("0"),
                  money(answer.path("money")),
                  answer.path("tonnes").asString("0")));
    }
    return answer.path("documents").isEmpty() ? Exit.DONE : Exit.ATTENTION;
  }

  /** The body of a replay call. */
  public static ObjectNode selection(
      List<String> ids,
      boolean all,
      @Nullable String system,
      @Nullable String code,
      boolean dryRun) {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    var array = body.putArray("ids");
    ids.forEach(array::add);
    body.put("all", all).put("dryRun", dryRun);
    if (system != null) {
      body.put("system", system);
    }
    if (code != null) {
      body.put("code", code);
    }
    return body;
  }

  /** Replays and prints the outcome of each document, or the rows that would change. */
  public static int replay(OutputOptions output, NodeClient node, String path, ObjectNode body) {
    JsonNode answer = node.post(path, body);
    if (output.json()) {
      output.print(answer);
    } else {
      if (answer.path("dryRun").asBoolean(false)) {
        output.out().println(Texts.of("replay.predicted"));
      }
      Table table = new Table("id", "outcome", "message");
      for (JsonNode result : answer.path("results")) {
        table.row(
            result.path("id").asString(),
            Texts.of("outcome." + result.path("outcome").asString()),
            result.path("message").asString(""));
      }
      table.print(output.out());
      for (JsonNode result : answer.path("results")) {
        DocumentsCommand.problems(output, result.path("problems"));
      }
      changes(output, answer);
    }
    boolean stuck =
        answer.path("results").valueStream().anyMatch(r -> !r.path("ok").asBoolean(true));
    return stuck ? Exit.ATTENTION : Exit.DONE;
  }

  private static void changes(OutputOptions output, JsonNode answer) {
    Table table = new Table("target", "table", "key", "before", "after");
    for (JsonNode result : answer.path("results")) {
      for (JsonNode change : result.path("changes")) {
        table.row(
            change.path("system").asString(""),
            change.path("table").asString(),
            change.path("key").asString(),
            values(change.path("before")),
            values(change.path("after")));
      }
    }
    if (!table.isEmpty()) {
      output.out().println();
      table.print(output.out());
    }
  }

  private static String values(JsonNode row) {
    StringJoiner text = new StringJoiner(", ");
    row.properties().forEach(f -> text.add(f.getKey() + "=" + f.getValue().asString("")));
    return text.toString();
  }

  private static String money(JsonNode byCurrency) {
    StringJoiner text = new StringJoiner(" + ");
    byCurrency
        .properties()
        .forEach(f -> text.add(f.getValue().asDecimal().toPlainString() + " " + f.getKey()));
    return text.toString();
  }
}

package io.pipemill.cli.rejected;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.documents.DocumentsCommand;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the commands over rejected and over dead-lettered documents have in common. */
public final class Piles {
  private final String pile;

  /**
   * @param pile its name in the node's API
   */
  public Piles(String pile) {
    this.pile = pile;
  }

  /** Prints the pile, worth most first; ATTENTION if it is not empty. */
  public int list(OutputOptions output, NodeOptions node, PileFilter filter, int limit) {
    JsonNode answer = node.client().get(pile + "?" + filter.query(limit));
    JsonNode documents = answer.path("documents");
    if (output.json()) {
      output.print(answer);
    } else if (documents.isEmpty()) {
      output.out().println(Texts.of("pile.empty"));
    } else {
      Table table =
          new Table(
              "id", "system", "document", "key", "code", "#money", "#tonnes", "at", "message");
      for (JsonNode document : documents) {
        table.row(
            document.path("id").asString(),
            document.path("system").asString(),
            document.path("document").asString(),
            document.path("businessKey").asString(""),
            document.path("code").asString(""),
            money(document.path("money")),
            document.path("tonnes").asString(""),
            document.path("at").asString(""),
            document.path("message").asString(""));
      }
      table.print(output.out());
      output
          .out()
          .println(
              Texts.of(
                  "pile.total",
                  answer.path("total").asString("0"),
                  Integer.toString(documents.size()),
                  worth(answer)));
    }
    return documents.isEmpty() ? Exit.DONE : Exit.ATTENTION;
  }

  /** Sends documents again, or shows what that would change. */
  public int replay(OutputOptions output, NodeOptions node, PileSelection selection) {
    // what is wrong with the selection is told even if no node answers
    ObjectNode body = selection.body();
    return results(output, node.client().post(pile + "/replay", body));
  }

  /** Prints the outcome of each document, or the rows that would change. */
  public static int results(OutputOptions output, JsonNode answer) {
    JsonNode results = answer.path("results");
    if (output.json()) {
      output.print(answer);
    } else if (results.isEmpty()) {
      output.out().println(Texts.of("pile.empty"));
    } else {
      if (answer.path("dryRun").asBoolean(false)) {
        output.out().println(Texts.of("replay.predicted"));
      }
      Table table = new Table("id", "outcome", "message");
      for (JsonNode result : results) {
        table.row(
            result.path("id").asString(),
            Texts.of("outcome." + result.path("outcome").asString()),
            result.path("message").asString(""));
      }
      table.print(output.out());
      for (JsonNode result : results) {
        DocumentsCommand.problems(output, result.path("problems"));
      }
      changes(output, results);
    }
    boolean stuck = results.valueStream().anyMatch(r -> !r.path("ok").asBoolean(true));
    return stuck ? Exit.ATTENTION : Exit.DONE;
  }

  private static void changes(OutputOptions output, JsonNode results) {
    Table table = new Table("target", "table", "key");
    for (JsonNode result : results) {
      for (JsonNode change : result.path("changes")) {
        table.row(
            change.path("system").asString(""),
            change.path("table").asString(),
            change.path("key").asString());
        table.note(difference(change.path("before"), change.path("after")));
      }
    }
    if (!table.isEmpty()) {
      output.out().println();
      table.print(output.out());
    }
  }

  /** Values of a new row, or those that change with what stood there before. */
  private static String difference(JsonNode before, JsonNode after) {
    StringJoiner text = new StringJoiner(", ");
    Set<String> columns = new LinkedHashSet<>();
    before.properties().forEach(f -> columns.add(f.getKey()));
    after.properties().forEach(f -> columns.add(f.getKey()));
    for (String column : columns) {
      String old = before.path(column).asString("");
      String now = after.path(column).asString("");
      if (!old.equals(now)) {
        text.add(before.isEmpty() ? column + "=" + now : column + ": " + old + " → " + now);
      }
    }
    return text.toString();
  }

  private static String worth(JsonNode answer) {
    String money = money(answer.path("money"));
    return (money.isEmpty() ? "" : money + ", ") + answer.path("tonnes").asString("0") + " t";
  }

  private static String money(JsonNode byCurrency) {
    StringJoiner text = new StringJoiner(" + ");
    byCurrency
        .properties()
        .forEach(f -> text.add(f.getValue().asDecimal().toPlainString() + " " + f.getKey()));
    return text.toString();
  }
}

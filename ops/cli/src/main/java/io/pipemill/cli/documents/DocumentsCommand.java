package io.pipemill.cli.documents;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Finds documents by any business key, shows one, or the whole story of a key. */
@Command(name = "documents", resourceBundle = Texts.BUNDLE)
public final class DocumentsCommand {
  @Mixin final OutputOptions output = new OutputOptions();

  private DocumentsCommand() {}

  public static CommandLine line() {
    return new CommandLine(new DocumentsCommand());
  }

  @Command(name = "find")
  int find(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "KEY", descriptionKey = "parameter.key") String key) {
    JsonNode answer = node.client().get("documents?key=" + part(key));
    if (output.json()) {
      output.print(answer);
    } else {
      Table table =
          new Table("id", "system", "document", "key", "#version", "verb", "status", "at");
      for (JsonNode document : answer.path("documents")) {
        table.row(
            document.path("id").asString(),
            document.path("system").asString(),
            document.path("document").asString(),
            document.path("businessKey").asString(""),
            document.path("version").asString(""),
            document.path("verb").asString(""),
            Texts.of("status." + document.path("status").asString()),
            document.path("at").asString(""));
      }
      if (table.isEmpty()) {
        output.err().println(Texts.of("documents.none", key));
      } else {
        table.print(output.out());
      }
    }
    return answer.path("documents").isEmpty() ? Exit.ATTENTION : Exit.DONE;
  }

  @Command(name = "show")
  int show(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.id") String id) {
    JsonNode answer = node.client().get("documents/" + part(id));
    if (output.json()) {
      output.print(answer);
      return Exit.DONE;
    }
    answer
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isValueNode()
                  && !List.of("content", "payloadPurgedAt").contains(field.getKey())) {
                output.out().println(field.getKey() + ": " + field.getValue().asString(""));
              }
            });
    Table targets = new Table("target", "status", "reference", "attempts", "message");
    for (JsonNode target : answer.path("targets")) {
      targets.row(
          target.path("system").asString(),
          Texts.of("status." + target.path("status").asString()),
          target.path("reference").asString(""),
          target.path("attempts").asString(""),
          target.path("message").asString(""));
    }
    if (!targets.isEmpty()) {
      output.out().println();
      targets.print(output.out());
    }
    problems(output, answer.path("problems"));
    fields(output, answer.path("fields"));
    if (answer.path("payloadPurgedAt").isString()) {
      output.out().println(Texts.of("documents.purged", answer.path("payloadPurgedAt").asString()));
    }
    if (answer.path("content").isString()) {
      output.out().println();
      output.out().println(answer.path("content").asString());
    }
    return Exit.DONE;
  }

  @Command(name = "timeline")
  int timeline(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "KEY", descriptionKey = "parameter.key") String key) {
    JsonNode answer = node.client().get("timeline?key=" + part(key));
    if (output.json()) {
      output.print(answer);
    } else {
      Table table = new Table("at", "system", "document", "key", "#version", "stage", "detail");
      for (JsonNode event : answer.path("events")) {
        table.row(
            event.path("at").asString(),
            event.path("system").asString(""),
            event.path("document").asString(""),
            event.path("businessKey").asString(""),
            event.path("version").asString(""),
            Texts.of("status." + event.path("stage").asString()),
            event.path("detail").asString(""));
      }
      if (table.isEmpty()) {
        output.err().println(Texts.of("documents.none", key));
      } else {
        table.print(output.out());
      }
    }
    return answer.path("events").isEmpty() ? Exit.ATTENTION : Exit.DONE;
  }

  /** Prints the source record, in the names an edit uses. */
  public static void fields(OutputOptions output, JsonNode fields) {
    Table table = new Table("field", "value");
    fields.properties().forEach(f -> table.row(f.getKey(), f.getValue().asString("")));
    if (!table.isEmpty()) {
      output.out().println();
      table.print(output.out());
    }
  }

  /** Prints violations with code, field, value, expected and place. */
  public static void problems(OutputOptions output, JsonNode problems) {
    if (problems.isEmpty()) {
      return;
    }
    Table table = new Table("code", "field", "value", "expected", "where", "message");
    for (JsonNode problem : problems) {
      table.row(
          problem.path("code").asString(""),
          problem.path("field").asString(""),
          problem.path("value").asString(""),
          problem.path("expected").asString(""),
          problem.path("where").asString(""),
          problem.path("message").asString(""));
    }
    output.out().println();
    table.print(output.out());
  }
}

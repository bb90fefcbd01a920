package io.pipemill.cli.documents;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Proposed;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.List;
import java.util.function.Function;
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
    return list(
        output,
        node.client().get("documents?key=" + part(key)),
        "documents",
        key,
        new Table("id", "system", "document", "key", "#version", "verb", "status", "at"),
        document ->
            new Object[] {
              document.path("id").asString(),
              document.path("system").asString(),
              document.path("document").asString(),
              document.path("businessKey").asString(""),
              document.path("version").asString(""),
              document.path("verb").asString(""),
              Texts.of("status." + document.path("status").asString()),
              document.path("at").asString("")
            });
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
              String value = field.getValue().asString("");
              boolean status = field.getKey().equals("status");
              if (field.getValue().isValueNode()
                  && !List.of("content", "payloadPurgedAt").contains(field.getKey())
                  && !value.isEmpty()) {
                output
                    .out()
                    .println(
                        Texts.of("document." + field.getKey())
                            + ": "
                            + (status ? Texts.of("status." + value) : value));
              }
            });
    Table targets = new Table("target", "status", "reference", "message");
    for (JsonNode target : answer.path("targets")) {
      targets.row(
          target.path("system").asString(),
          Texts.of("status." + target.path("status").asString()),
          target.path("reference").asString(""),
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
    return list(
        output,
        node.client().get("timeline?key=" + part(key)),
        "events",
        key,
        new Table("at", "system", "document", "#version", "stage", "detail"),
        event ->
            new Object[] {
              event.path("at").asString(),
              event.path("system").asString(""),
              event.path("document").asString(""),
              event.path("version").asString(""),
              Texts.of("status." + event.path("stage").asString()),
              event.path("detail").asString("")
            });
  }

  /** Prints what stands under a key; ATTENTION if nothing does. */
  private static int list(
      OutputOptions output,
      JsonNode answer,
      String name,
      String key,
      Table table,
      Function<JsonNode, Object[]> cells) {
    JsonNode listed = answer.path(name);
    if (output.json()) {
      output.print(answer);
    } else if (listed.isEmpty()) {
      output.err().println(Texts.of("documents.none", key));
    } else {
      listed.forEach(row -> table.row(cells.apply(row)));
      table.print(output.out());
    }
    return listed.isEmpty() ? Exit.ATTENTION : Exit.DONE;
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
      String proposed = Proposed.of(problem.path("proposals"));
      if (!proposed.isEmpty()) {
        table.note(Texts.of("problem.proposed", problem.path("list").asString(""), proposed));
      }
    }
    output.out().println();
    table.print(output.out());
  }
}

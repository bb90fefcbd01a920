package io.pipemill.cli.mappings;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Codes of the same customer, or item, in several systems: proposed, accepted, refused. */
@Command(name = "crosswalk", resourceBundle = Texts.BUNDLE)
final class CrosswalkCommand implements Callable<Integer> {
  private static final String PATH = "mappings/crosswalk";

  /** Which proposals. */
  static final class Proposed {
    @Option(
        names = "--document",
        paramLabel = "DOCUMENT",
        defaultValue = "customer",
        descriptionKey = "option.crosswalk.document")
    String document = "customer";

    @Option(names = "--system", paramLabel = "SYSTEM", descriptionKey = "option.crosswalk.system")
    @Nullable String system;

    @Option(names = "--min", paramLabel = "SCORE", descriptionKey = "option.crosswalk.min")
    @Nullable String min;
  }

  /** The two codes a decision is about. */
  static final class Pair {
    @Parameters(
        index = "0",
        paramLabel = "SYSTEM_A",
        descriptionKey = "parameter.crosswalk.system-a")
    String systemA = "";

    @Parameters(index = "1", paramLabel = "CODE_A", descriptionKey = "parameter.crosswalk.code-a")
    String codeA = "";

    @Parameters(
        index = "2",
        paramLabel = "SYSTEM_B",
        descriptionKey = "parameter.crosswalk.system-b")
    String systemB = "";

    @Parameters(index = "3", paramLabel = "CODE_B", descriptionKey = "parameter.crosswalk.code-b")
    String codeB = "";

    @Option(
        names = "--document",
        paramLabel = "DOCUMENT",
        defaultValue = "customer",
        descriptionKey = "option.crosswalk.document")
    String document = "customer";
  }

  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();
  @Mixin final Proposed proposed = new Proposed();

  @Override
  public Integer call() {
    return candidates(output, node, proposed);
  }

  @Command(name = "candidates")
  int candidates(@Mixin OutputOptions output, @Mixin NodeOptions node, @Mixin Proposed proposed) {
    JsonNode answer =
        node.client()
            .get(
                PATH
                    + "/candidates"
                    + query(proposed.document, proposed.system)
                    + (proposed.min == null ? "" : "&min=" + part(proposed.min)));
    JsonNode rows = answer.path("rows");
    if (output.json()) {
      output.print(answer);
      return rows.isEmpty() ? Exit.DONE : Exit.ATTENTION;
    }
    Table table =
        new Table(
            "system",
            "code",
            "name",
            "other-system",
            "other-code",
            "other-name",
            "#score",
            "because");
    for (JsonNode row : rows) {
      table.row(
          row.path("a").path("system").asString(""),
          row.path("a").path("code").asString(""),
          row.path("a").path("name").asString(""),
          row.path("b").path("system").asString(""),
          row.path("b").path("code").asString(""),
          row.path("b").path("name").asString(""),
          row.path("score").asString(""),
          because(row));
    }
    long compared = answer.path("compared").asLong(0);
    long stored = answer.path("stored").asLong(0);
    String min = answer.path("min").asString("");
    var out = output.out();
    if (rows.isEmpty()) {
      out.println(Texts.of("crosswalk.empty", compared, min));
    } else {
      table.print(out);
      out.println(Texts.of("crosswalk.total", rows.size(), compared, min));
    }
    if (stored > compared) {
      out.println(Texts.of("crosswalk.not.all", compared, stored));
    }
    return rows.isEmpty() ? Exit.DONE : Exit.ATTENTION;
  }

  private static String because(JsonNode row) {
    String reason = row.path("reason").asString("");
    return reason.isEmpty()
        ? Texts.of("crosswalk.by-hand")
        : Texts.of("crosswalk." + reason, row.path("a").path("taxNumber").asString(""));
  }

  private static String query(String document, @Nullable String system) {
    return "?document=" + part(document) + (system == null ? "" : "&system=" + part(system));
  }

  @Command(name = "list")
  int list(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Option(
              names = "--document",
              paramLabel = "DOCUMENT",
              defaultValue = "customer",
              descriptionKey = "option.crosswalk.document")
          String document,
      @Option(names = "--system", paramLabel = "SYSTEM", descriptionKey = "option.crosswalk.system")
          @Nullable String system) {
    JsonNode answer = node.client().get(PATH + query(document, system));
    if (output.json()) {
      output.print(answer);
      return Exit.DONE;
    }
    JsonNode pairs = answer.path("pairs");
    if (pairs.isEmpty()) {
      output.out().println(Texts.of("crosswalk.none"));
      return Exit.DONE;
    }
    Table table =
        new Table(
            "system",
            "code",
            "other-system",
            "other-code",
            "decision",
            "#score",
            "by",
            "at",
            "note");
    for (JsonNode pair : pairs) {
      table.row(
          pair.path("systemA").asString(""),
          pair.path("codeA").asString(""),
          pair.path("systemB").asString(""),
          pair.path("codeB").asString(""),
          Texts.of("crosswalk.state." + pair.path("state").asString("")),
          pair.path("score").asString(""),
          pair.path("by").asString(""),
          pair.path("at").asString(""),
          pair.path("note").asString(""));
    }
    table.print(output.out());
    return Exit.DONE;
  }

  @Command(name = "accept")
  int accept(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Mixin Pair pair,
      @Option(names = "--note", paramLabel = "TEXT", descriptionKey = "option.note")
          @Nullable String note) {
    return decide(output, node, pair, note, "accept");
  }

  @Command(name = "refuse")
  int refuse(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Mixin Pair pair,
      @Option(names = "--note", paramLabel = "TEXT", descriptionKey = "option.note")
          @Nullable String note) {
    return decide(output, node, pair, note, "refuse");
  }

  @Command(name = "withdraw")
  int withdraw(@Mixin OutputOptions output, @Mixin NodeOptions node, @Mixin Pair pair) {
    return decide(output, node, pair, null, "withdraw");
  }

  private static int decide(
      OutputOptions output, NodeOptions node, Pair pair, @Nullable String note, String verb) {
    JsonNode answer =
        node.client()
            .post(
                PATH + "/" + verb,
                JsonMapper.shared()
                    .createObjectNode()
                    .put("document", pair.document)
                    .put("systemA", pair.systemA)
                    .put("codeA", pair.codeA)
                    .put("systemB", pair.systemB)
                    .put("codeB", pair.codeB)
                    .put("note", note));
    if (output.json()) {
      output.print(answer);
      return Exit.DONE;
    }
    String done =
        answer.path("already").asBoolean(false) ? "crosswalk.already" : "crosswalk." + verb;
    output
        .out()
        .println(
            Texts.of(
                done,
                pair.codeA,
                pair.systemA,
                pair.codeB,
                pair.systemB,
                answer.path("pair").path("by").asString("")));
    return Exit.DONE;
  }
}

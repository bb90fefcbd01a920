package io.pipemill.cli.mappings;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.mappings.MappingCheck;
import io.pipemill.control.mappings.MappingCheck.Checked;
import io.pipemill.control.mappings.MappingCheck.Finding;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Checks all mappings without a node; explains where a value of a document came from; writes the
 * workbook, records its signature, lists what a change touches; values that lists do not have;
 * tries a changed mapping over stored documents, lists and sends again those it affects.
 */
@Command(name = "mappings", resourceBundle = Texts.BUNDLE)
public final class MappingsCommand {
  @Mixin final OutputOptions output = new OutputOptions();

  private MappingsCommand() {}

  public static CommandLine line() {
    CommandLine line = new CommandLine(new MappingsCommand());
    line.addSubcommand(new WorkbookCommand());
    line.addSubcommand(new SignCommand());
    line.addSubcommand(new ImpactCommand());
    line.addSubcommand(new WorklistCommand());
    line.addSubcommand(new ConfirmCommand());
    line.addSubcommand(new CrosswalkCommand());
    line.addSubcommand(new TryCommand());
    line.addSubcommand(new AffectedCommand());
    return line;
  }

  @Command(name = "check")
  int check(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
          @Nullable List<Path> systemsDirs,
      @Option(names = "--only", paramLabel = "SYSTEM", split = ",", descriptionKey = "option.only")
          @Nullable List<String> only) {
    List<Path> roots = SystemRoots.of(systemsDirs);
    LiveColumns live = LiveColumns.of(node);
    Checked loaded =
        new MappingCheck()
            .check(roots, live.sources(), live.offline() ? List.of() : ConfirmedAtNode.of(node));
    List<Finding> findings =
        loaded.findings().stream().filter(f -> only == null || only.contains(f.system())).toList();
    boolean wrong = findings.stream().anyMatch(Finding::error);
    if (output.json()) {
      var result = JsonMapper.shared().createObjectNode();
      var systems = result.putArray("systems");
      loaded.systems().forEach(systems::add);
      result.set("findings", JsonMapper.shared().valueToTree(findings));
      var compared = result.putArray("columnsCompared");
      live.sources().forEach(s -> compared.add(s.system() + " " + s.document()));
      var uncompared = result.putArray("columnsNotCompared");
      live.unknown().forEach(uncompared::add);
      output.print(result);
    } else {
      findings.forEach(finding -> print(output.out(), finding));
      output
          .out()
          .println(
              Texts.of(
                  "mappings.checked",
                  loaded.systems().size(),
                  findings.stream().filter(Finding::error).count(),
                  findings.stream().filter(f -> !f.error()).count()));
      if (!live.sources().isEmpty()) {
        output.out().println(Texts.of("mappings.compared", live.sources().size()));
      }
      live.unknown().forEach(output.out()::println);
    }
    return wrong ? Exit.USAGE : Exit.DONE;
  }

  /** A finding with its place, and what would be right. */
  static void print(PrintWriter to, Finding finding) {
    to.println(
        finding.system()
            + "/"
            + finding.file()
            + ":"
            + finding.line()
            + ": "
            + Texts.of(finding.error() ? "finding.error" : "finding.warning")
            + " "
            + finding.code()
            + " "
            + finding.message());
    to.println("    " + Texts.of("finding.found", finding.found(), finding.expected()));
  }

  @Command(name = "explain")
  int explain(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "ID", descriptionKey = "parameter.id") String id,
      @Parameters(index = "1", paramLabel = "PATH", descriptionKey = "parameter.path")
          String path) {
    JsonNode answer =
        node.client().get("documents/" + part(id) + "/explanation?path=" + part(path));
    if (output.json()) {
      output.print(answer);
      return Exit.DONE;
    }
    var out = output.out();
    out.println(answer.path("path").asString() + " = " + answer.path("result").asString(""));
    out.println(
        Texts.of(
            "explain.source",
            answer.path("sourceField").asString(""),
            answer.path("rawValue").asString("")));
    Table steps = new Table("step", "value");
    for (JsonNode step : answer.path("steps")) {
      steps.row(step.path("step").asString(), step.path("value").asString(""));
    }
    if (!steps.isEmpty()) {
      steps.print(out);
    }
    out.println(
        Texts.of(
            "explain.mapping",
            answer.path("place").asString(""),
            answer.path("mappingVersion").asString("")));
    return Exit.DONE;
  }
}

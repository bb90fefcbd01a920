package io.pipemill.cli.systems;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.doctor.Checks;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.io.IOException;
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

/** External systems: list, check, hold, release, and scaffold a new one. */
@Command(name = "systems", resourceBundle = Texts.BUNDLE)
public final class SystemsCommand {
  @Mixin final OutputOptions output = new OutputOptions();

  private SystemsCommand() {}

  public static CommandLine line() {
    return new CommandLine(new SystemsCommand());
  }

  @Command(name = "list")
  int list(@Mixin OutputOptions output, @Mixin NodeOptions node) {
    JsonNode answer = node.client().get("systems");
    if (output.json()) {
      output.print(answer);
    } else {
      Table table = new Table("system", "name", "transport", "in", "out", "state", "#pending");
      for (JsonNode system : answer.path("systems")) {
        table.row(
            system.path("id").asString(),
            system.path("name").path(output.language()).asString(""),
            system.path("transport").asString()
                + (system.path("simulated").asBoolean(false) ? " " + Texts.of("simulated") : ""),
            joined(system.path("in")),
            joined(system.path("out")),
            Texts.of("state." + system.path("state").asString()) + reason(system),
            system.path("pending").asString("0")
                + (system.path("threshold").asLong(0) > 0
                    ? " / " + system.path("threshold").asString()
                    : ""));
      }
      table.print(output.out());
      answer.path("problems").forEach(p -> output.err().println(p.asString()));
    }
    boolean attention =
        answer.path("problems").size() > 0
            || answer
                .path("systems")
                .valueStream()
                .anyMatch(s -> !s.path("state").asString().equals("running"));
    return attention ? Exit.ATTENTION : Exit.DONE;
  }

  @Command(name = "check")
  int check(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(
              index = "0",
              arity = "0..1",
              paramLabel = "SYSTEM",
              descriptionKey = "parameter.system")
          @Nullable String system) {
    String path = system == null ? "systems/check" : "systems/" + part(system) + "/check";
    return Checks.print(output, node.client().get(path));
  }

  @Command(name = "hold")
  int hold(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          String system,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              descriptionKey = "option.reason")
          String reason) {
    JsonNode body = JsonMapper.shared().createObjectNode().put("reason", reason);
    return done(
        output, node.client().post("systems/" + part(system) + "/hold", body), "held", system);
  }

  @Command(name = "release")
  int release(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          String system) {
    JsonNode body = JsonMapper.shared().createObjectNode();
    return done(
        output,
        node.client().post("systems/" + part(system) + "/release", body),
        "released",
        system);
  }

  @Command(name = "new")
  int scaffold(
      @Mixin OutputOptions output,
      @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.new-system")
          String system,
      @Option(
              names = "--transport",
              defaultValue = "file",
              paramLabel = "file|jdbc",
              descriptionKey = "option.transport")
          String transport,
      @Option(
              names = "--format",
              defaultValue = "csv",
              paramLabel = "csv|dbf|fixed",
              descriptionKey = "option.file-format")
          String format,
      @Option(names = "--dir", paramLabel = "DIR", descriptionKey = "option.scaffold-dir")
          @Nullable Path dir) {
    Path parent =
        dir != null ? dir : Path.of(System.getProperty("pipemill.root", ""), "mappings", "systems");
    try {
      List<Path> written = new Scaffold(system, transport, format).write(parent);
      if (output.json()) {
        var files = JsonMapper.shared().createArrayNode();
        written.forEach(f -> files.add(f.toString()));
        output.print(
            JsonMapper.shared().createObjectNode().put("system", system).set("files", files));
      } else {
        written.forEach(f -> output.out().println(f));
        output.out().println(Texts.of("systems.new.next", parent.resolve(system)));
      }
      return Exit.DONE;
    } catch (IOException e) {
      throw new CommandFailed(
          Exit.FAILED, Texts.of("systems.new.unwritable", parent, String.valueOf(e.getMessage())));
    }
  }

  private static int done(OutputOptions output, JsonNode answer, String what, String system) {
    if (output.json()) {
      output.print(answer);
    } else {
      output.out().println(Texts.of("systems." + what, system));
    }
    return Exit.DONE;
  }

  private static String reason(JsonNode system) {
    String reason = system.path("reason").asString("");
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String joined(JsonNode names) {
    return String.join(",", names.valueStream().map(JsonNode::asString).toList());
  }
}

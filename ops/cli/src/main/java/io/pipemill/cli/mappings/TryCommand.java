package io.pipemill.cli.mappings;

import io.pipemill.cli.Checked;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeClient;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.mappings.ChangedMappings;
import io.pipemill.control.mappings.MappingCheck.Finding;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Runs the mappings of a system folder over what a node has stored, before they are released. */
@Command(name = "try", resourceBundle = Texts.BUNDLE)
final class TryCommand implements Callable<Integer>, Checked {
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();

  @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
  String system = "";

  @Option(names = "--document", paramLabel = "DOCUMENT", descriptionKey = "option.document")
  @Nullable String document;

  @Option(names = "--from", paramLabel = "DATE", descriptionKey = "option.try.from")
  @Nullable String from;

  @Option(names = "--to", paramLabel = "DATE", descriptionKey = "option.try.to")
  @Nullable String to;

  @Option(names = "--limit", paramLabel = "N", descriptionKey = "option.try.limit")
  @Nullable String limit;

  @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
  @Nullable List<Path> systemsDirs;

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    day("--from", from, problems);
    day("--to", to, problems);
    if (limit != null && !limit.matches("[1-9]\\d{0,17}")) {
      problems.add(Texts.of("usage.found", "--limit", limit, Texts.of("usage.number")));
    }
    return problems;
  }

  private static void day(String option, @Nullable String text, List<String> problems) {
    try {
      if (text != null) {
        LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      problems.add(Texts.of("usage.found", option, text, "yyyy-MM-dd"));
    }
  }

  @Override
  public Integer call() {
    ChangedMappings.Packed packed = packed();
    packed.findings().forEach(this::print);
    if (packed.mappings().isEmpty()) {
      throw new CommandFailed(Exit.USAGE, Texts.of("try.unsound", system));
    }
    NodeClient client = node.client();
    JsonNode run = RunWatch.end(output, client, client.post("mappings/try", body(packed)));
    JsonNode result = run.path("result");
    if (output.json()) {
      output.print(result);
    } else {
      new TryPrint(output.out()).print(run, result);
    }
    if (run.path("state").asString().equals("cancelled")) {
      return Exit.FAILED;
    }
    boolean lost = false;
    for (JsonNode part : result.path("documents")) {
      lost |= part.path("newlyRejected").asLong(0) + part.path("newlyFiltered").asLong(0) > 0;
    }
    return lost ? Exit.ATTENTION : Exit.DONE;
  }

  private ChangedMappings.Packed packed() {
    try {
      return new ChangedMappings().pack(SystemRoots.of(systemsDirs), system, document);
    } catch (NotFoundException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("mappings.no.system", String.valueOf(e.getMessage())));
    } catch (RefusedException e) {
      throw new CommandFailed(Exit.USAGE, e.problems());
    }
  }

  private void print(Finding finding) {
    MappingsCommand.print(output.err(), finding);
  }

  private ObjectNode body(ChangedMappings.Packed packed) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("system", system);
    var bundles = body.putArray("bundles");
    packed.mappings().forEach(mapping -> bundles.add(mapping.bundle()));
    if (from != null) {
      body.put("from", from);
    }
    if (to != null) {
      body.put("to", to);
    }
    if (limit != null) {
      body.put("limit", Long.parseLong(limit));
    }
    boolean chinese = Locale.getDefault().getLanguage().equals(Locale.CHINESE.getLanguage());
    return body.put("language", chinese ? "zh" : "en");
  }
}

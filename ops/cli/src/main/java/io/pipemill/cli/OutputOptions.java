package io.pipemill.cli;

import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Options every command has. */
public final class OutputOptions {
  @Spec(Spec.Target.MIXEE)
  @Nullable CommandSpec spec;

  @Option(names = "--json", descriptionKey = "option.json")
  boolean json;

  @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "option.lang")
  String language = "en";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      descriptionKey = "option.help")
  boolean help;

  public boolean json() {
    return json;
  }

  /** en or zh. */
  public String language() {
    return language;
  }

  /** Where results go. */
  public PrintWriter out() {
    return java.util.Objects.requireNonNull(spec).commandLine().getOut();
  }

  /** Where progress and remarks go. */
  public PrintWriter err() {
    return java.util.Objects.requireNonNull(spec).commandLine().getErr();
  }

  /** Prints one machine-readable result. */
  public void print(JsonNode result) {
    out().println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
  }
}

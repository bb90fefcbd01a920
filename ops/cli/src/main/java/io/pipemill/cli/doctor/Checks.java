package io.pipemill.cli.doctor;

import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** Prints answers to health questions. */
public final class Checks {
  private Checks() {}

  /**
   * @param answer {@code {checks: [{component, level, message, facts}]}}
   * @return DONE, ATTENTION with a warning, FAILED with a failure
   */
  public static int print(OutputOptions output, JsonNode answer) {
    int exit = Exit.DONE;
    Table table = new Table("component", "level", "message");
    for (JsonNode check : answer.path("checks")) {
      String level = check.path("level").asString();
      exit = Math.max(exit, level.equals("FAIL") ? Exit.FAILED : level.equals("WARN") ? 1 : 0);
      StringJoiner facts = new StringJoiner(", ");
      check
          .path("facts")
          .properties()
          .forEach(f -> facts.add(f.getKey() + "=" + f.getValue().asString()));
      table.row(
          check.path("component").asString(),
          Texts.of("level." + level),
          check.path("message").asString());
      table.note(facts.toString());
    }
    if (output.json()) {
      output.print(answer);
    } else {
      table.print(output.out());
    }
    return exit;
  }
}

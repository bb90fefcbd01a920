package io.pipemill.app.demo;

import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.status.StatusControl;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The accounting table at the end of a drained run, and the exit code that follows from it. */
final class AccountingPrint {
  private static final int SHOWN = 20;
  private final StatusControl.Table accounting;
  private final PlantedReport planted;

  AccountingPrint(StatusControl.Table accounting, PlantedReport planted) {
    this.accounting = accounting;
    this.planted = planted;
  }

  /** 3 if it does not close; 1 if errors were missed, unplanned, or strictly any; else 0. */
  int exit(boolean strict) {
    if (!accounting.closed()) {
      return Exit.FAILED;
    }
    boolean rejects =
        accounting.systems().stream().anyMatch(r -> r.rejected() + r.deadLettered() > 0);
    boolean attention =
        !planted.missed().isEmpty() || !planted.unplanned().isEmpty() || (strict && rejects);
    return attention ? Exit.ATTENTION : Exit.DONE;
  }

  void json(PrintStream out) {
    ObjectNode root = JsonMapper.shared().valueToTree(accounting);
    root.putObject("planted").put("expected", planted.expected()).put("found", planted.found());
    root.set("missed", JsonMapper.shared().valueToTree(planted.missed()));
    root.set("unplanned", JsonMapper.shared().valueToTree(planted.unplanned()));
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root));
  }

  void table(PrintStream out) {
    PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    Table table =
        new Table(
            "system",
            "document",
            "#read",
            "#delivered",
            "#rejected",
            "#dead-lettered",
            "#held",
            "#filtered",
            "#superseded",
            "#in-flight",
            "filtered-by");
    for (StatusControl.Row r : accounting.systems()) {
      table.row(
          r.system(),
          r.document(),
          r.read(),
          r.delivered(),
          r.rejected(),
          r.deadLettered(),
          r.held(),
          r.filtered(),
          r.superseded(),
          r.inFlight(),
          r.filteredBy().isEmpty() ? "" : r.filteredBy().toString());
    }
    table.print(writer);
    writer.println(Texts.of(accounting.closed() ? "accounting.closed" : "accounting.open"));
    writer.println(Texts.of("accounting.planted", planted.expected(), planted.found()));
    list(writer, "accounting.missed", planted.missed());
    list(writer, "accounting.unplanned", planted.unplanned());
    writer.flush();
  }

  private static void list(PrintWriter writer, String key, java.util.List<String> lines) {
    if (!lines.isEmpty()) {
      writer.println(Texts.of(key, lines.size()));
      lines.stream().limit(SHOWN).forEach(l -> writer.println("  " + l));
      if (lines.size() > SHOWN) {
        writer.println("  …");
      }
    }
  }
}

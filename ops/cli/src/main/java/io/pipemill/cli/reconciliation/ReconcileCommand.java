package io.pipemill.cli.reconciliation;

import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rows that should be the same on two sides; without a node. */
@Command(name = "reconcile", resourceBundle = Texts.BUNDLE)
public final class ReconcileCommand {
  @Mixin final OutputOptions output = new OutputOptions();

  private ReconcileCommand() {}

  public static CommandLine line() {
    CommandLine line = new CommandLine(new ReconcileCommand());
    line.addSubcommand(new FingerprintCommand());
    line.addSubcommand(new TablesCommand());
    return line;
  }
}

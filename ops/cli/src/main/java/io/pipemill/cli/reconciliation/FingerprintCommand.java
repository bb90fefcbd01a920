package io.pipemill.cli.reconciliation;

import io.pipemill.cli.Checked;
import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.reconciliation.FingerprintControl;
import io.pipemill.control.reconciliation.FingerprintControl.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/**
 * Prints the statement that gives each row's fingerprint on an engine, or the one that tests it.
 */
@Command(name = "fingerprint", resourceBundle = Texts.BUNDLE)
final class FingerprintCommand implements Callable<Integer>, Checked {
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final TextRules rules = new TextRules();

  @Option(
      names = "--engine",
      required = true,
      paramLabel = "postgresql|oracle|sqlserver",
      descriptionKey = "option.engine")
  String engine = "";

  @Option(names = "--columns", paramLabel = "NAME:TYPE,…", descriptionKey = "option.columns")
  @Nullable String columns;

  @Option(names = "--table", paramLabel = "TABLE", descriptionKey = "option.table")
  String table = "T";

  @Option(names = "--key", split = ",", paramLabel = "NAME", descriptionKey = "option.key.shown")
  List<String> key = new ArrayList<>();

  @Option(names = "--vectors", descriptionKey = "option.vectors")
  boolean vectors;

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (!engine.isEmpty() && !FingerprintControl.ENGINES.contains(engine)) {
      problems.add(
          Texts.of(
              "usage.found", "--engine", engine, String.join(" | ", FingerprintControl.ENGINES)));
    }
    if (vectors == (columns != null)) {
      problems.add(Texts.of("fingerprint.one.of"));
    }
    return problems;
  }

  @Override
  public Integer call() {
    FingerprintControl control = new FingerprintControl();
    if (vectors) {
      String statement = control.vectors(engine);
      if (output.json()) {
        output.print(
            JsonMapper.shared()
                .createObjectNode()
                .put("engine", engine)
                .put("statement", statement));
      } else {
        output.out().println(statement + ";");
        output.err().println(Texts.of("fingerprint.vectors"));
      }
      return Exit.DONE;
    }
    Sql sql = control.sql(engine, table, Objects.requireNonNull(columns), key, rules.words());
    if (!sql.problems().isEmpty()) {
      throw new CommandFailed(Exit.USAGE, ColumnTable.sentences(sql.problems()));
    }
    if (output.json()) {
      output.print(JsonMapper.shared().valueToTree(sql));
    } else {
      if (!sql.refused()) {
        output.out().println(sql.statement() + ";");
      }
      // the statement alone goes to where it can be piped from
      ColumnTable.of(sql.columns()).print(output.err());
      output
          .err()
          .println(Texts.of(sql.proven() ? "fingerprint.proven" : "fingerprint.unproven", engine));
    }
    if (sql.refused()) {
      throw new CommandFailed(Exit.USAGE, Texts.of("fingerprint.refused"));
    }
    return Exit.DONE;
  }
}

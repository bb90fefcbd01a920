package io.pipemill.cli.reconciliation;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.reconciliation.FingerprintControl;
import io.pipemill.control.reconciliation.FingerprintControl.Break;
import io.pipemill.control.reconciliation.FingerprintControl.Compared;
import io.pipemill.control.reconciliation.FingerprintControl.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** Compares two tables of PostgreSQL row by row, by fingerprints that the databases compute. */
@Command(name = "tables", resourceBundle = Texts.BUNDLE)
final class TablesCommand implements Callable<Integer> {
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final TextRules rules = new TextRules();

  @Option(names = "--jdbc", required = true, paramLabel = "URL", descriptionKey = "option.jdbc")
  String jdbc = "";

  @Option(names = "--user", paramLabel = "NAME", descriptionKey = "option.jdbc.user")
  @Nullable String user;

  @Option(
      names = "--password-from",
      paramLabel = "env:NAME|file:PATH",
      descriptionKey = "option.jdbc.password")
  @Nullable String passwordFrom;

  @Option(
      names = "--table",
      required = true,
      paramLabel = "TABLE",
      descriptionKey = "option.left.table")
  String table = "";

  @Option(names = "--with-jdbc", paramLabel = "URL", descriptionKey = "option.with.jdbc")
  @Nullable String withJdbc;

  @Option(names = "--with-user", paramLabel = "NAME", descriptionKey = "option.with.user")
  @Nullable String withUser;

  @Option(
      names = "--with-password-from",
      paramLabel = "env:NAME|file:PATH",
      descriptionKey = "option.with.password")
  @Nullable String withPasswordFrom;

  @Option(names = "--with-table", paramLabel = "TABLE", descriptionKey = "option.with.table")
  @Nullable String withTable;

  @Option(
      names = "--key",
      required = true,
      split = ",",
      paramLabel = "NAME",
      descriptionKey = "option.key")
  List<String> key = new ArrayList<>();

  @Option(names = "--ignore", split = ",", paramLabel = "NAME", descriptionKey = "option.ignore")
  List<String> ignored = new ArrayList<>();

  @Option(names = "--column", paramLabel = "NAME[RULES]", descriptionKey = "option.column")
  List<String> ofColumns = new ArrayList<>();

  @Option(names = "--verify", descriptionKey = "option.verify")
  boolean verify;

  @Override
  public Integer call() {
    Side left = new Side(jdbc, user, secret("--password-from", passwordFrom), table);
    // the other side is where this one is, unless it is said to be elsewhere
    String otherSecret =
        withPasswordFrom == null && withJdbc == null
            ? left.password()
            : secret("--with-password-from", withPasswordFrom);
    Side right =
        new Side(
            withJdbc == null ? jdbc : withJdbc,
            withUser == null && withJdbc == null ? user : withUser,
            otherSecret,
            withTable == null ? table : withTable);
    long began = System.nanoTime();
    Compared found =
        new FingerprintControl()
            .compare(left, right, key, ignored, rules.words(), ofColumns, verify);
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!found.problems().isEmpty()) {
      throw new CommandFailed(Exit.USAGE, ColumnTable.sentences(found.problems()));
    }
    if (!found.unreadable().isEmpty()) {
      throw new CommandFailed(Exit.FAILED, Texts.of("fingerprint.unreadable", found.unreadable()));
    }
    if (output.json()) {
      var json = JsonMapper.shared().createObjectNode();
      json.setAll((tools.jackson.databind.node.ObjectNode) JsonMapper.shared().valueToTree(found));
      json.remove(List.of("problems", "unreadable"));
      output.print(json.put("seconds", Math.round(seconds * 1000) / 1000.0));
    } else {
      print(found, seconds);
    }
    if (!found.closed() || found.disagreements() > 0) {
      throw new CommandFailed(
          Exit.FAILED,
          Texts.of(
              found.closed() ? "fingerprint.disagree" : "fingerprint.open", found.disagreements()));
    }
    return found.equal() ? Exit.DONE : Exit.ATTENTION;
  }

  private static @Nullable String secret(String option, @Nullable String from) {
    return from == null ? null : NodeOptions.secret(option, from);
  }

  private void print(Compared found, double seconds) {
    Table weaker =
        ColumnTable.of(
            found.columns().stream().filter(c -> !c.exactness().equals("exact")).toList());
    if (!weaker.isEmpty()) {
      weaker.print(output.out());
      output.out().println();
    }
    Table breaks = new Table("key", "break", "columns");
    for (Break one : found.breaks()) {
      breaks.row(
          one.key().entrySet().stream()
              .map(part -> part.getKey() + "=" + part.getValue())
              .collect(Collectors.joining(" ")),
          Texts.of("fingerprint.break." + one.kind()),
          String.join(", ", one.columns()));
    }
    if (!breaks.isEmpty()) {
      breaks.print(output.out());
      output.out().println();
    }
    Table counts = new Table("count", "#left", "#right");
    counts.row(Texts.of("fingerprint.rows"), found.rows().left(), found.rows().right());
    counts.row(Texts.of("fingerprint.matched"), found.matched(), found.matched());
    counts.row(Texts.of("fingerprint.different"), found.different(), found.different());
    // a key that the right side lacks is a row of the left one
    counts.row(Texts.of("fingerprint.only"), found.missing().right(), found.missing().left());
    counts.row(
        Texts.of("fingerprint.duplicates"),
        found.rowsOfDuplicates().left(),
        found.rowsOfDuplicates().right());
    counts.print(output.out());
    if (verify) {
      output
          .out()
          .println(Texts.of("fingerprint.verified", found.verified(), found.disagreements()));
    }
    output
        .err()
        .println(
            Texts.of("fingerprint.seconds", String.format(java.util.Locale.ROOT, "%.1f", seconds)));
  }
}

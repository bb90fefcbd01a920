package io.pipemill.cli.reconciliation;

import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.reconciliation.FingerprintControl.Column;
import io.pipemill.control.reconciliation.FingerprintControl.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Columns with how exactly they are compared, and problems, in the language of the command. */
final class ColumnTable {
  private ColumnTable() {}

  static Table of(List<Column> columns) {
    Table table = new Table("column", "type", "exactness", "remark");
    for (Column column : columns) {
      table.row(
          column.name(),
          column.type(),
          Texts.of("fingerprint.exactness." + column.exactness()),
          column.remarks().stream()
              .map(remark -> Texts.of("fingerprint.remark." + remark))
              .collect(Collectors.joining(" ")));
    }
    return table;
  }

  static List<String> sentences(List<Problem> problems) {
    return problems.stream().map(ColumnTable::sentence).toList();
  }

  private static String sentence(Problem problem) {
    String side = problem.side().isEmpty() ? "" : Texts.of("fingerprint.side." + problem.side());
    String found = problem.found();
    if (problem.code().equals("refused")) {
      // type and the code of the reason
      int blank = found.lastIndexOf(' ');
      String reason =
          found.substring(blank + 1).toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      found =
          found.substring(0, blank)
              + Texts.of("fingerprint.because")
              + Texts.of("fingerprint.remark." + reason);
    }
    return Texts.of("fingerprint.problem." + problem.code(), problem.subject(), found, side)
        .strip();
  }
}

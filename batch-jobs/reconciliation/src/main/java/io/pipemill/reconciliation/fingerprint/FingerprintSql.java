package io.pipemill.reconciliation.fingerprint;

import static io.pipemill.canonical.fingerprint.RowFingerprint.GROUP;
import static io.pipemill.canonical.fingerprint.RowFingerprint.MOST_COLUMNS;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** SQL that computes fingerprints where the rows are. */
public final class FingerprintSql {
  private final Engine engine;
  private final Dialect dialect;

  public FingerprintSql(Engine engine) {
    this.engine = engine;
    this.dialect = engine.dialect();
  }

  public Engine engine() {
    return engine;
  }

  /** How the engine writes each column with options that all of them have besides their own. */
  public List<ColumnPlan> plan(List<TableColumn> columns, ColumnOptions ofAll) {
    return plan(
        columns.stream()
            .map(
                column ->
                    new TableColumn(
                        column.name(), column.quoted(), column.type(), column.options().and(ofAll)))
            .toList());
  }

  /** How the engine writes each column; also says what it refuses. */
  public List<ColumnPlan> plan(List<TableColumn> columns) {
    return columns.stream()
        .map(column -> dialect.plan(column, dialect.identifier(column.name(), column.quoted())))
        .toList();
  }

  /**
   * A statement that gives key and fingerprint of each row.
   *
   * @param table as a person writes it, parts separated by points
   * @param key names of key columns, as they stand in the select list; may be empty
   * @param plans of the columns, none of them refused
   */
  public String select(String table, List<String> key, List<ColumnPlan> plans) {
    StringBuilder sql = new StringBuilder("SELECT ");
    for (String column : key) {
      sql.append(column).append(", ");
    }
    return sql.append(fingerprint(plans)).append(" AS fingerprint\nFROM ").append(table).toString();
  }

  /** The fingerprint of a row: 64 hexadecimal digits in small letters. */
  String fingerprint(List<ColumnPlan> plans) {
    return dialect.hex(row(plans));
  }

  /** The same as bytes, which every engine sorts alike. */
  String fingerprintBytes(List<ColumnPlan> plans) {
    return dialect.bytes(row(plans));
  }

  /** The hash of one column: 64 hexadecimal digits in small letters. */
  String columnHash(ColumnPlan plan) {
    return dialect.hex(form(plan));
  }

  private String row(List<ColumnPlan> plans) {
    if (plans.isEmpty() || plans.size() > MOST_COLUMNS) {
      throw new IllegalArgumentException(
          "columns of a fingerprint: found " + plans.size() + ", expected 1 to " + MOST_COLUMNS);
    }
    List<String> forms = plans.stream().map(FingerprintSql::form).toList();
    if (forms.size() > GROUP) {
      List<String> groups = new ArrayList<>();
      for (int from = 0; from < forms.size(); from += GROUP) {
        List<String> group = forms.subList(from, Math.min(from + GROUP, forms.size()));
        groups.add(dialect.joined(List.of("'G" + group.size() + ":'", dialect.hashes(group))));
      }
      forms = groups;
    }
    return dialect.joined(List.of("'R" + plans.size() + ":'", dialect.hashes(forms)));
  }

  private static String form(ColumnPlan plan) {
    return Objects.requireNonNull(plan.form(), () -> plan.column().name() + " is refused");
  }
}

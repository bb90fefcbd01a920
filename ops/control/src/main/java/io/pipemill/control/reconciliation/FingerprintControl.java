package io.pipemill.control.reconciliation;

import io.pipemill.reconciliation.fingerprint.ColumnList;
import io.pipemill.reconciliation.fingerprint.ColumnOptions;
import io.pipemill.reconciliation.fingerprint.ColumnPlan;
import io.pipemill.reconciliation.fingerprint.Comparison;
import io.pipemill.reconciliation.fingerprint.ComparisonRefusedException;
import io.pipemill.reconciliation.fingerprint.DatabaseSide;
import io.pipemill.reconciliation.fingerprint.Engine;
import io.pipemill.reconciliation.fingerprint.Exactness;
import io.pipemill.reconciliation.fingerprint.FingerprintSql;
import io.pipemill.reconciliation.fingerprint.SideUnreadableException;
import io.pipemill.reconciliation.fingerprint.TableComparison;
import io.pipemill.reconciliation.fingerprint.VectorScript;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fingerprints of rows, without a node: SQL for an engine, and tables compared by it. */
public final class FingerprintControl {

  /** Words of the engines. */
  public static final List<String> ENGINES =
      Arrays.stream(Engine.values()).map(Engine::word).toList();

  /** Words of the options a column may have. */
  public static final List<String> OPTIONS = ColumnOptions.WORDS;

  /**
   * Something wrong with what was asked.
   *
   * @param code {@code column}, {@code type}, {@code option}, {@code twice}, {@code key}; of a
   *     comparison {@code no-table}, {@code no-column}, {@code one-side}, {@code kind}, {@code
   *     refused}, {@code engine}
   * @param side left or right of a comparison; else empty
   * @param subject what it is about
   * @param found what was found there; may be empty
   */
  public record Problem(String code, String side, String subject, String found) {}

  /**
   * @param exactness {@code exact}, {@code weaker} or {@code refused}
   * @param remarks codes of what there is to say
   */
  public record Column(String name, String type, String exactness, List<String> remarks) {}

  /**
   * @param proven whether our tests execute the engine's expressions
   * @param statement empty if there are problems or refused columns
   */
  public record Sql(
      String engine,
      boolean proven,
      String statement,
      List<Column> columns,
      List<Problem> problems) {

    public boolean refused() {
      return columns.stream().anyMatch(column -> column.exactness().equals("refused"));
    }
  }

  /** One side of a comparison: where, and which table. */
  public record Side(String url, @Nullable String user, @Nullable String password, String table) {}

  public record Sides(long left, long right) {}

  /** A key that does not match; see {@link Comparison.Break}. */
  public record Break(Map<String, String> key, String kind, List<String> columns) {}

  /**
   * @param problems why nothing was compared; empty if it was
   * @param unreadable what the database said if a side could not be read; then nothing is known
   */
  public record Compared(
      boolean equal,
      boolean closed,
      Sides rows,
      long matched,
      long different,
      Sides missing,
      Sides duplicateKeys,
      Sides rowsOfDuplicates,
      long verified,
      long disagreements,
      List<Column> columns,
      List<Break> breaks,
      List<Problem> problems,
      String unreadable) {

    static Compared not(List<Problem> problems, String unreadable) {
      Sides none = new Sides(0, 0);
      return new Compared(
          false,
          false,
          none,
          0,
          0,
          none,
          none,
          none,
          0,
          0,
          List.of(),
          List.of(),
          problems,
          unreadable);
    }
  }

  /**
   * A statement that gives key and fingerprint of each row.
   *
   * @param engine one of {@link #ENGINES}
   * @param columns {@code NAME:type[options]}, separated by commas
   * @param key names among the columns
   * @param words options of all columns
   */
  public Sql sql(
      String engine, String table, String columns, List<String> key, List<String> words) {
    FingerprintSql sql = new FingerprintSql(Objects.requireNonNull(Engine.of(engine), engine));
    ColumnList list = ColumnList.parse(columns);
    List<Problem> problems = new ArrayList<>();
    list.problems().forEach(one -> problems.add(new Problem(one.what(), "", one.found(), "")));
    List<String> known =
        list.columns().stream().map(column -> column.name().toUpperCase(Locale.ROOT)).toList();
    for (String name : key) {
      if (!known.contains(name.replace("\"", "").toUpperCase(Locale.ROOT))) {
        problems.add(new Problem("key", "", name, ""));
      }
    }
    List<ColumnPlan> plans = sql.plan(list.columns(), ColumnOptions.of(words));
    Sql answer =
        new Sql(
            engine,
            sql.engine().proven(),
            "",
            plans.stream().map(FingerprintControl::column).toList(),
            problems);
    return !problems.isEmpty() || answer.refused()
        ? answer
        : new Sql(
            engine, answer.proven(), sql.select(table, key, plans), answer.columns(), problems);
  }

  /** The specification as one statement of an engine; see {@link VectorScript}. */
  public String vectors(String engine) {
    return new VectorScript(Objects.requireNonNull(Engine.of(engine), engine)).statement();
  }

  /**
   * Compares two tables of PostgreSQL row by row.
   *
   * @param ignored columns that do not count
   * @param words options of all columns
   * @param ofColumns options of some, {@code NAME[options]}
   * @param verify whether Java computes each fingerprint as well
   */
  public Compared compare(
      Side left,
      Side right,
      List<String> key,
      List<String> ignored,
      List<String> words,
      List<String> ofColumns,
      boolean verify) {
    List<Problem> problems = new ArrayList<>();
    Map<String, ColumnOptions> options = options(ofColumns, problems);
    if (!problems.isEmpty()) {
      return Compared.not(problems, "");
    }
    try {
      Comparison found =
          TableComparison.run(
              new DatabaseSide(left.url(), left.user(), left.password()),
              new DatabaseSide(right.url(), right.user(), right.password()),
              new TableComparison.Asked(
                  left.table(),
                  right.table(),
                  key,
                  ignored,
                  ColumnOptions.of(words),
                  options,
                  verify));
      return compared(found);
    } catch (ComparisonRefusedException e) {
      e.reasons()
          .forEach(
              one -> problems.add(new Problem(one.code(), one.side(), one.subject(), one.found())));
      return Compared.not(problems, "");
    } catch (SideUnreadableException e) {
      return Compared.not(problems, (e.side() + " " + e.getMessage()).strip());
    }
  }

  private static Map<String, ColumnOptions> options(List<String> written, List<Problem> problems) {
    Map<String, ColumnOptions> options = new TreeMap<>();
    for (String one : written) {
      // a type is asked for by the list's grammar; any does
      ColumnList list = ColumnList.parse(one.replaceFirst("\\[", ":any["));
      list.problems().forEach(p -> problems.add(new Problem(p.what(), "", one, "")));
      list.columns().forEach(column -> options.put(column.name(), column.options()));
    }
    return options;
  }

  private static Compared compared(Comparison found) {
    return new Compared(
        found.equal(),
        found.closed(),
        sides(found.rows()),
        found.matched(),
        found.different(),
        sides(found.missing()),
        sides(found.duplicateKeys()),
        sides(found.rowsOfDuplicates()),
        found.verified(),
        found.disagreements(),
        found.columns().stream().map(FingerprintControl::column).toList(),
        found.breaks().stream()
            .map(one -> new Break(one.key(), one.kind(), one.columns()))
            .toList(),
        List.of(),
        "");
  }

  private static Sides sides(Comparison.Sides sides) {
    return new Sides(sides.left(), sides.right());
  }

  private static Column column(ColumnPlan plan) {
    Exactness exactness = plan.exactness();
    return new Column(
        plan.column().name(),
        plan.column().type().toString(),
        exactness.name().toLowerCase(Locale.ROOT),
        plan.remarks().stream()
            .map(remark -> remark.name().toLowerCase(Locale.ROOT).replace('_', '-'))
            .toList());
  }
}

package io.pipemill.reconciliation.fingerprint;

import io.pipemill.reconciliation.fingerprint.Comparison.Break;
import io.pipemill.reconciliation.fingerprint.Comparison.Sides;
import io.pipemill.reconciliation.fingerprint.ComparisonRefusedException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares two tables row by row by fingerprints that their databases compute; only key and
 * fingerprint travel. Memory is bounded, whatever the number of rows.
 */
public final class TableComparison {
  /** Breaks that are shown one by one. */
  public static final int SHOWN = 20;

  /** Table of the left side and of the right side, key columns, and what is asked of columns. */
  public record Asked(
      String left,
      String right,
      List<String> key,
      Collection<String> ignored,
      ColumnOptions options,
      Map<String, ColumnOptions> ofColumns,
      boolean verify) {}

  private final Asked asked;
  private final Map<String, Map<String, String>> differing = new LinkedHashMap<>();
  private final List<Break> breaks = new ArrayList<>();
  private long matched;
  private long missingLeft;
  private long missingRight;
  private long different;
  private long duplicatesLeft;
  private long duplicatesRight;
  private long rowsOfDuplicatesLeft;
  private long rowsOfDuplicatesRight;

  private TableComparison(Asked asked) {
    this.asked = asked;
  }

  /**
   * Opens both sides and compares them.
   *
   * @throws ComparisonRefusedException if the tables cannot be compared as asked
   * @throws SideUnreadableException if a side cannot be read: then nothing is known
   */
  public static Comparison run(DatabaseSide left, DatabaseSide right, Asked asked) {
    try (Connection l = left.open("left");
        Connection r = right.open("right")) {
      return run(l, r, asked);
    } catch (SQLException e) {
      throw new SideUnreadableException("", e);
    }
  }

  /**
   * Compares within one snapshot of each database; changes nothing.
   *
   * @throws ComparisonRefusedException if the tables cannot be compared as asked
   * @throws SQLException if a side cannot be read: then nothing is known
   */
  public static Comparison run(Connection left, Connection right, Asked asked) throws SQLException {
    onlyPostgres(left, right);
    for (Connection side : List.of(left, right)) {
      side.setReadOnly(true);
      side.setAutoCommit(false);
      side.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    }
    return new TableComparison(asked).compare(left, right);
  }

  private static void onlyPostgres(Connection left, Connection right) throws SQLException {
    List<Reason> reasons = new ArrayList<>();
    for (Connection side : List.of(left, right)) {
      String product = side.getMetaData().getDatabaseProductName();
      if (!product.toLowerCase(Locale.ROOT).contains("postgresql")) {
        reasons.add(new Reason("engine", side == left ? "left" : "right", product, ""));
      }
    }
    if (!reasons.isEmpty()) {
      throw new ComparisonRefusedException(reasons);
    }
  }

  private Comparison compare(Connection left, Connection right) throws SQLException {
    ComparedColumns columns =
        ComparedColumns.of(
            ComparedTable.read(left, asked.left()),
            ComparedTable.read(right, asked.right()),
            asked.key(),
            asked.ignored(),
            asked.options(),
            asked.ofColumns());
    try (KeyedRows l =
            new KeyedRows(
                left, asked.left(), columns.left(), columns.key(columns.left()), asked.verify());
        KeyedRows r =
            new KeyedRows(
                right,
                asked.right(),
                columns.right(),
                columns.key(columns.right()),
                asked.verify())) {
      merge(l, r);
      nameColumns(left, right, columns);
      return new Comparison(
          new Sides(l.read, r.read),
          matched,
          new Sides(missingLeft, missingRight),
          different,
          new Sides(duplicatesLeft, duplicatesRight),
          new Sides(rowsOfDuplicatesLeft, rowsOfDuplicatesRight),
          breaks,
          columns.left(),
          l.verified + r.verified,
          l.disagreements + r.disagreements);
    }
  }

  private void merge(KeyedRows l, KeyedRows r) throws SQLException {
    while (l.key != null || r.key != null) {
      int order = l.key == null ? 1 : r.key == null ? -1 : Arrays.compareUnsigned(l.key, r.key);
      byte[] key = order <= 0 ? l.key : r.key;
      Map<String, String> shown =
          breaks.size() + differing.size() < SHOWN ? (order <= 0 ? l : r).keyForPeople() : Map.of();
      byte[] leftRow = l.row;
      byte[] rightRow = r.row;
      long onLeft = order <= 0 ? count(l, key) : 0;
      long onRight = order >= 0 ? count(r, key) : 0;
      if (onLeft > 1 || onRight > 1) {
        duplicatesLeft += onLeft > 1 ? 1 : 0;
        duplicatesRight += onRight > 1 ? 1 : 0;
        rowsOfDuplicatesLeft += onLeft;
        rowsOfDuplicatesRight += onRight;
        show(shown, "duplicate-key");
      } else if (onLeft == 0) {
        missingLeft++;
        show(shown, "missing-left");
      } else if (onRight == 0) {
        missingRight++;
        show(shown, "missing-right");
      } else if (Arrays.equals(leftRow, rightRow)) {
        matched++;
      } else {
        different++;
        if (!shown.isEmpty()) {
          differing.put(HexFormat.of().formatHex(key), shown);
        }
      }
    }
  }

  private static long count(KeyedRows side, byte @Nullable [] key) throws SQLException {
    long count = 0;
    while (side.key != null && Arrays.equals(side.key, key)) {
      count++;
      side.next();
    }
    return count;
  }

  private void show(Map<String, String> key, String kind) {
    if (!key.isEmpty()) {
      breaks.add(new Break(key, kind, List.of()));
    }
  }

  /** Asks both sides once more for the column hashes of the rows that are shown as different. */
  private void nameColumns(Connection left, Connection right, ComparedColumns columns)
      throws SQLException {
    if (differing.isEmpty()) {
      return;
    }
    ColumnHashes l =
        ColumnHashes.of(
            left, asked.left(), columns.left(), columns.key(columns.left()), differing.keySet());
    ColumnHashes r =
        ColumnHashes.of(
            right,
            asked.right(),
            columns.right(),
            columns.key(columns.right()),
            differing.keySet());
    differing.forEach(
        (key, shown) -> breaks.add(new Break(shown, "different", l.differing(r, key))));
  }
}

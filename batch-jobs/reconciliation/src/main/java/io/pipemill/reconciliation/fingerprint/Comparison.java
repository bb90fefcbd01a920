package io.pipemill.reconciliation.fingerprint;

import java.util.List;
import java.util.Map;

/**
 * What a comparison of two tables found.
 *
 * @param rows read on each side
 * @param matched keys on both sides with the same fingerprint
 * @param missing keys that the side named does not have
 * @param different keys on both sides with different fingerprints
 * @param duplicateKeys keys that stand more than once on the side named, or on the other
 * @param rowsOfDuplicates rows of such keys on each side; they are compared with nothing
 * @param breaks the first ones, each with what is wrong
 * @param columns how each column was written, on the left side
 * @param verified rows whose fingerprint Java computed as well; 0 if not asked
 * @param disagreements of those, rows where Java and the database differ: a defect of ours
 */
public record Comparison(
    Sides rows,
    long matched,
    Sides missing,
    long different,
    Sides duplicateKeys,
    Sides rowsOfDuplicates,
    List<Break> breaks,
    List<ColumnPlan> columns,
    long verified,
    long disagreements) {

  /** A count on each side. */
  public record Sides(long left, long right) {}

  /**
   * A key that does not match.
   *
   * @param key name to value as text
   * @param kind {@code missing-left}, {@code missing-right}, {@code different}, {@code
   *     duplicate-key}
   * @param columns those that differ, of a different row
   */
  public record Break(Map<String, String> key, String kind, List<String> columns) {}

  /** Whether every row that was read is counted once. */
  public boolean closed() {
    return rows.left() == matched + different + missing.right() + rowsOfDuplicates.left()
        && rows.right() == matched + different + missing.left() + rowsOfDuplicates.right();
  }

  /** Whether there is nothing a person has to look at. */
  public boolean equal() {
    return missing.left()
            + missing.right()
            + different
            + duplicateKeys.left()
            + duplicateKeys.right()
        == 0;
  }
}

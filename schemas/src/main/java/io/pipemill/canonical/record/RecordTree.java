package io.pipemill.canonical.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of an external system, read or to be written: values by column, and groups of records
 * below (an order with its lines). Values are {@link String}, {@link java.math.BigDecimal}, {@link
 * Long}, {@link Boolean}, {@link java.time.LocalDate}, {@link java.time.LocalDateTime}, {@link
 * java.time.Instant}, or null; a text source has only strings and nulls.
 *
 * <p>Not copied defensively: it is built once by a reader and only read afterwards.
 */
public final class RecordTree {
  private final RecordShape shape;
  private final @Nullable Object[] values;
  private final List<RecordTree>[] groups;
  private final @Nullable String where;

  /**
   * @param values one per column of the shape, in its order
   * @param groups one list per group of the shape, in its order
   * @param where place in the source, e.g. {@code line 12} or an xpath; null if the key says enough
   */
  public RecordTree(
      RecordShape shape,
      @Nullable Object[] values,
      List<RecordTree>[] groups,
      @Nullable String where) {
    if (values.length != shape.columns().size() || groups.length != shape.groups().size()) {
      throw new IllegalArgumentException(
          "record of "
              + shape
              + " with "
              + values.length
              + " values and "
              + groups.length
              + " groups");
    }
    this.shape = shape;
    this.values = values;
    this.groups = groups;
    this.where = where;
  }

  /** A record without groups. */
  @SuppressWarnings("unchecked")
  public static RecordTree flat(
      RecordShape shape, @Nullable Object[] values, @Nullable String where) {
    return new RecordTree(shape, values, (List<RecordTree>[]) new List<?>[0], where);
  }

  public RecordShape shape() {
    return shape;
  }

  public @Nullable Object value(int column) {
    return values[column];
  }

  /** The value of a column by name; null too where the shape has no such column. */
  public @Nullable Object value(String column) {
    int index = shape.column(column);
    return index < 0 ? null : values[index];
  }

  public List<RecordTree> group(int group) {
    return groups[group];
  }

  /** The records of a group by name; empty where the shape has no such group. */
  public List<RecordTree> group(String group) {
    int index = shape.group(group);
    return index < 0 ? List.of() : groups[index];
  }

  public @Nullable String where() {
    return where;
  }

  /**
   * Place of one value: of a record of a sheet, whose own place ends in {@code !<row>}, the cell
   * ({@code 'May'!12} and column I make {@code 'May'!I12}). A record may also be of one cell of its
   * row: {@code 'May'!E12} and column I make {@code 'May'!I12} too, a place {@code +1} beside it
   * {@code 'May'!F12}, and a column without a place is that cell. Else the record's place.
   *
   * @param columns name of a column, or several as {@code A, B}: the first that the sheet has
   */
  public @Nullable String where(String columns) {
    int row = where == null ? -1 : where.lastIndexOf('!');
    if (where == null || row < 0 || shape.places().isEmpty()) {
      return where;
    }
    for (String column : columns.split(", ")) {
      int index = shape.column(column);
      if (index >= 0 && !shape.places().get(index).isEmpty()) {
        return CellPlace.of(where, row, shape.places().get(index));
      }
    }
    return where;
  }
}

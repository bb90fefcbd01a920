package io.pipemill.canonical.record;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns and groups of a {@link RecordTree}. One shape is shared by all records of a batch, so
 * that a record is only an array of values and a column is found once per mapping, not once per
 * record.
 */
public final class RecordShape {
  private final String name;
  private final List<String> columns;
  private final List<RecordShape> groups;
  private final List<String> places;
  private final Map<String, Integer> columnIndex = new HashMap<>();
  private final Map<String, Integer> groupIndex = new HashMap<>();

  /**
   * @param name of the record or group, e.g. the table or {@code lines}
   * @param columns names as the source writes them (columns, or paths in XML)
   * @param groups shapes of repeating groups below
   */
  public RecordShape(String name, List<String> columns, List<RecordShape> groups) {
    this(name, columns, groups, null);
  }

  /**
   * @param places where the columns stand in a sheet, one letter or more each ({@code A}, {@code
   *     AB}; {@code +1} for the column behind the record's own cell; empty for a column the sheet
   *     does not have), so that a value's place is a cell; null for sources that are no sheets
   */
  public RecordShape(
      String name, List<String> columns, List<RecordShape> groups, @Nullable List<String> places) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.groups = List.copyOf(groups);
    this.places = places == null ? List.of() : List.copyOf(places);
    if (places != null && places.size() != columns.size()) {
      throw new IllegalArgumentException(
          places.size() + " places for " + columns.size() + " columns in " + name);
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columnIndex.put(columns.get(i), i) != null) {
        throw new IllegalArgumentException("column '" + columns.get(i) + "' twice in " + name);
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      if (groupIndex.put(groups.get(i).name, i) != null) {
        throw new IllegalArgumentException("group '" + groups.get(i).name + "' twice in " + name);
      }
    }
  }

  public static RecordShape of(String name, String... columns) {
    return new RecordShape(name, Arrays.asList(columns), List.of());
  }

  public String name() {
    return name;
  }

  public List<String> columns() {
    return columns;
  }

  public List<RecordShape> groups() {
    return groups;
  }

  /**
   * Letters of the columns in their sheet, one per column; empty for sources that are no sheets.
   */
  public List<String> places() {
    return places;
  }

  /** Index of a column, or -1. Names are compared exactly. */
  public int column(String column) {
    return columnIndex.getOrDefault(column, -1);
  }

  /** Index of a group, or -1. */
  public int group(String group) {
    return groupIndex.getOrDefault(group, -1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordShape that
        && name.equals(that.name)
        && columns.equals(that.columns)
        && groups.equals(that.groups)
        && places.equals(that.places);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + columns.hashCode();
  }

  @Override
  public String toString() {
    return name + columns + (groups.isEmpty() ? "" : groups);
  }
}

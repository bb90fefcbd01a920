package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/**
 * Where the columns of the mapping stand in the rows of one file.
 *
 * @param width number of columns of the file
 * @param names of the file's columns
 * @param shape of the records
 * @param root places of the root's columns
 * @param key places of the key's columns; empty if each row is a record of its own
 * @param lines places of the group's columns; null without a group
 */
record RowLayout(
    int width,
    List<String> names,
    RecordShape shape,
    int[] root,
    int[] key,
    int @Nullable [] lines) {

  /**
   * @throws UnreadableFileException if the file lacks a column or has one twice
   */
  static RowLayout of(List<String> header, List<String> key, Columns columns)
      throws UnreadableFileException {
    return of(header, List.of(), key, columns);
  }

  /**
   * @param more columns the rows have beside those of the file, at their end
   * @throws UnreadableFileException if the file lacks a column or has one twice
   */
  static RowLayout of(List<String> header, List<String> more, List<String> key, Columns columns)
      throws UnreadableFileException {
    List<String> names = new ArrayList<>(header.stream().map(String::strip).toList());
    int width = names.size();
    names.addAll(more);
    Set<String> once = new HashSet<>();
    for (String name : names) {
      if (!once.add(name)) {
        throw wrong(name, name, "each column once", "column '" + name + "' stands twice");
      }
    }
    return of("row", width, names, key, columns, name -> place(names, name), List.of());
  }

  /**
   * Of a sheet, which need not have every column.
   *
   * @param name of the records' shape
   * @param names of the columns, by their place
   * @param letters of the columns: A, B, …
   */
  static RowLayout ofSheet(
      String name, List<String> names, List<String> key, Columns columns, List<String> letters)
      throws UnreadableFileException {
    return of(name, names.size(), names, key, columns, names::indexOf, letters);
  }

  /** One file of several, whose rows are records without groups that have a key all the same. */
  static RowLayout part(String name, List<String> header, List<String> key, List<String> columns)
      throws UnreadableFileException {
    RowLayout plain = of(header, List.of(), key, new Columns(columns, Map.of()));
    int[] keyPlaces = places(wanted -> place(plain.names, wanted), key);
    RecordShape shape = new RecordShape(name, columns, List.of());
    return new RowLayout(plain.width, plain.names, shape, plain.root, keyPlaces, null);
  }

  private interface Finder {
    int place(String name) throws UnreadableFileException;
  }

  private static RowLayout of(
      String name,
      int width,
      List<String> names,
      List<String> key,
      Columns columns,
      Finder finder,
      List<String> letters)
      throws UnreadableFileException {
    Map.Entry<String, Columns> group =
        columns.groups().isEmpty() ? null : columns.groups().entrySet().iterator().next();
    List<String> rootNames = new ArrayList<>(columns.columns());
    for (String each : key) {
      if (group != null && !rootNames.contains(each)) {
        rootNames.add(each);
      }
    }
    int[] root = places(finder, rootNames);
    if (group == null) {
      RecordShape shape =
          new RecordShape(name, rootNames, List.of(), letters.isEmpty() ? null : at(root, letters));
      return new RowLayout(width, names, shape, root, new int[0], null);
    }
    List<String> lineNames = group.getValue().columns();
    int[] lines = places(finder, lineNames);
    RecordShape line =
        new RecordShape(
            group.getKey(), lineNames, List.of(), letters.isEmpty() ? null : at(lines, letters));
    RecordShape shape =
        new RecordShape(
            name, rootNames, List.of(line), letters.isEmpty() ? null : at(root, letters));
    return new RowLayout(width, names, shape, root, places(finder, key), lines);
  }

  private static List<String> at(int[] places, List<String> letters) {
    return Arrays.stream(places).mapToObj(place -> place < 0 ? "" : letters.get(place)).toList();
  }

  /** The rows of a flat file are one list of lines. */
  static void refuseNested(Columns columns, String place, List<String> problems) {
    boolean nested =
        columns.groups().values().stream().anyMatch(group -> !group.groups().isEmpty());
    if (columns.groups().size() > 1 || nested) {
      problems.add(
          place
              + ": found groups "
              + columns.groups().keySet()
              + ", expected one at most: the rows of a flat file are one list of lines");
    }
  }

  /** The key of a row as one text; null if each row stands alone or the row has no key. */
  @Nullable String key(Row row) {
    boolean any = false;
    StringBuilder text = new StringBuilder();
    for (int place : key) {
      Object value = row.value(place);
      any |= value != null;
      text.append(value == null ? "" : value.toString().strip()).append('\u0001');
    }
    return any ? text.toString() : null;
  }

  private static int[] places(Finder finder, List<String> wanted) throws UnreadableFileException {
    int[] places = new int[wanted.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = finder.place(wanted.get(i));
    }
    return places;
  }

  private static int place(List<String> names, String wanted) throws UnreadableFileException {
    int exact = names.indexOf(wanted);
    if (exact >= 0) {
      return exact;
    }
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(wanted)) {
        return i;
      }
    }
    throw wrong(
        wanted,
        String.join(",", names),
        "a column named " + wanted,
        "the file has no column '" + wanted + "'" + nearest(wanted, names));
  }

  private static UnreadableFileException wrong(
      String field, String value, String expected, String message) {
    return new UnreadableFileException(
        new Violation("FILE-005", field, value, expected, "line 1", message));
  }

  private static String nearest(String wanted, List<String> names) {
    String best = like(wanted, names);
    return best == null ? "" : ", did you mean '" + best + "'?";
  }

  /** The name that is most like a wanted one; null if none is. */
  static @Nullable String like(String wanted, List<String> names) {
    String best = null;
    int least = Math.max(2, wanted.length() / 3) + 1;
    for (String name : names) {
      int distance =
          LevenshteinDistance.getDefaultInstance()
              .apply(wanted.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
      if (distance < least) {
        least = distance;
        best = name;
      }
    }
    return best;
  }
}

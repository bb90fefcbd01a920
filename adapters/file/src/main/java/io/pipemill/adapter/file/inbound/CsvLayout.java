package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordShape;
import java.util.ArrayList;
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
record CsvLayout(
    int width,
    List<String> names,
    RecordShape shape,
    int[] root,
    int[] key,
    int @Nullable [] lines) {

  /**
   * @throws UnreadableFileException if the file lacks a column or has one twice
   */
  static CsvLayout of(List<String> header, List<String> key, Columns columns)
      throws UnreadableFileException {
    List<String> names = header.stream().map(String::strip).toList();
    Set<String> once = new HashSet<>();
    for (String name : names) {
      if (!once.add(name)) {
        throw wrong(name, name, "each column once", "column '" + name + "' stands twice");
      }
    }
    Map.Entry<String, Columns> group =
        columns.groups().isEmpty() ? null : columns.groups().entrySet().iterator().next();
    List<String> rootNames = new ArrayList<>(columns.columns());
    for (String name : key) {
      if (group != null && !rootNames.contains(name)) {
        rootNames.add(name);
      }
    }
    List<RecordShape> groups =
        group == null
            ? List.of()
            : List.of(new RecordShape(group.getKey(), group.getValue().columns(), List.of()));
    return new CsvLayout(
        names.size(),
        names,
        new RecordShape("row", rootNames, groups),
        places(names, rootNames),
        group == null ? new int[0] : places(names, key),
        group == null ? null : places(names, group.getValue().columns()));
  }

  private static int[] places(List<String> names, List<String> wanted)
      throws UnreadableFileException {
    int[] places = new int[wanted.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(names, wanted.get(i));
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
    return best == null ? "" : ", did you mean '" + best + "'?";
  }
}

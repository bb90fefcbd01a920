package io.pipemill.mapping.in;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The columns a mapping speaks of, {@code group.column} for groups, to be compared with those a
 * source has. Names are compared without regard to case, as databases do.
 *
 * @param read columns the mapping reads, with their places
 * @param ignored columns left out on purpose
 * @param named columns the source section names: keys, joins, the change mark
 * @param fields place of the fields, for columns that stand nowhere in the file
 */
record SourceColumns(
    Map<String, Place> read, Map<String, Place> ignored, Set<String> named, Place fields) {

  /** Keys, joins and change marks that a {@code source:} section names. */
  static Set<String> named(YamlValue.@Nullable Mapping source) {
    Set<String> named = new LinkedHashSet<>();
    collect(source, "", named);
    return named;
  }

  private static void collect(YamlValue.@Nullable Mapping source, String prefix, Set<String> into) {
    if (source == null) {
      return;
    }
    for (String key : new String[] {"key", "join", "changedBy"}) {
      YamlValue value = source.get(key);
      if (value instanceof YamlValue.Scalar scalar) {
        into.add(prefix + own(scalar.text()));
      } else if (value instanceof YamlValue.Sequence sequence) {
        for (YamlValue item : sequence.items()) {
          if (item instanceof YamlValue.Scalar scalar) {
            into.add(prefix + own(scalar.text()));
          }
        }
      }
    }
    if (source.get("lines") instanceof YamlValue.Mapping lines) {
      collect(lines, prefix + "lines.", into);
    }
    if (source.get("groups") instanceof YamlValue.Mapping groups) {
      for (YamlValue.Entry group : groups.entries()) {
        if (group.value() instanceof YamlValue.Mapping below) {
          collect(below, prefix + group.key() + ".", into);
        }
      }
    }
  }

  /** Of a join {@code ORDER_ID=ID} the group's own column. */
  private static String own(String column) {
    int equals = column.indexOf('=');
    return (equals < 0 ? column : column.substring(0, equals)).strip();
  }

  void compare(Collection<String> actual, Findings findings) {
    Map<String, String> byUpper = new TreeMap<>();
    for (String column : actual) {
      byUpper.put(upper(column), column);
    }
    read.forEach(
        (column, place) -> {
          if (!byUpper.containsKey(upper(column))) {
            findings.error(
                place,
                "MAP-041",
                column,
                "a column of the source",
                "the source has no column '" + column + "'" + NearWord.hint(column, actual));
          }
        });
    ignored.forEach(
        (column, place) -> {
          if (!byUpper.containsKey(upper(column))) {
            findings.error(
                place,
                "MAP-044",
                column,
                "a column of the source",
                "dead entry: the source has no column '"
                    + column
                    + "'"
                    + NearWord.hint(column, actual));
          }
        });
    Set<String> told = new TreeSet<>();
    read.keySet().forEach(column -> told.add(upper(column)));
    ignored.keySet().forEach(column -> told.add(upper(column)));
    named.forEach(column -> told.add(upper(column)));
    byUpper.forEach(
        (upper, column) -> {
          if (!told.contains(upper)) {
            findings.error(
                fields,
                "MAP-040",
                column,
                "a field that takes it, or ignore: {" + column + ": why}",
                "source column '" + column + "' is neither mapped nor ignored");
          }
        });
  }

  private static String upper(String column) {
    return column.toUpperCase(Locale.ROOT);
  }
}

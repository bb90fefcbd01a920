package io.pipemill.mapping.in;

import io.pipemill.mapping.InboundMapping.Columns;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Columns that a mapping reads of one record, and the groups the source declares below it. */
final class RecordColumns {
  /** Column to the place where it was first named. */
  final Map<String, Place> columns = new LinkedHashMap<>();

  final Map<String, RecordColumns> groups = new LinkedHashMap<>();

  /** Whether only the number of records counts. */
  boolean counted;

  /**
   * Reads the groups out of a {@code source:} section: {@code lines: {…}} and {@code groups: {name:
   * {…}}}, each again with groups below.
   */
  static RecordColumns of(YamlValue.@Nullable Mapping source) {
    RecordColumns record = new RecordColumns();
    if (source == null) {
      return record;
    }
    if (source.get("lines") instanceof YamlValue.Mapping lines) {
      record.groups.put("lines", of(lines));
    }
    if (source.get("groups") instanceof YamlValue.Mapping groups) {
      for (YamlValue.Entry group : groups.entries()) {
        record.groups.put(
            group.key(), of(group.value() instanceof YamlValue.Mapping below ? below : null));
      }
    }
    return record;
  }

  /** For the transport; groups that are not read are left out. */
  Columns columns() {
    Map<String, Columns> below = new LinkedHashMap<>();
    groups.forEach(
        (name, group) -> {
          if (!group.unread()) {
            below.put(name, group.columns());
          }
        });
    return new Columns(List.copyOf(columns.keySet()), Map.copyOf(below));
  }

  private boolean unread() {
    return !counted
        && columns.isEmpty()
        && groups.values().stream().allMatch(RecordColumns::unread);
  }

  /** All columns with the groups in front: {@code lines.NET_TON}. */
  Map<String, Place> all() {
    Map<String, Place> all = new LinkedHashMap<>();
    collect("", all);
    return all;
  }

  private void collect(String prefix, Map<String, Place> into) {
    columns.forEach((name, place) -> into.put(prefix + name, place));
    groups.forEach((name, group) -> group.collect(prefix + name + ".", into));
  }

  /** Names of all groups with those above in front. */
  TreeSet<String> groupNames() {
    TreeSet<String> names = new TreeSet<>();
    groups.forEach(
        (name, group) -> {
          names.add(name);
          group.groupNames().forEach(below -> names.add(name + "." + below));
        });
    return names;
  }
}

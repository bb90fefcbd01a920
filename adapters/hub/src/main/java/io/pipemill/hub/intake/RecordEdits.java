package io.pipemill.hub.intake;

import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes single values of a source record, for an edit before a replay. The stored original stays
 * as it was.
 */
final class RecordEdits {
  private static final Pattern IN_GROUP = Pattern.compile("([^\\[\\]]+)\\[(\\d+)]\\.(.+)");

  private RecordEdits() {}

  /**
   * @param edits {@code CUST_CD} or {@code lines[2].NET_TON} (counted from 1) to the new value; an
   *     empty value stands for none
   * @throws IllegalArgumentException naming a column the record does not have, with those it has
   */
  static RecordTree apply(RecordTree record, Map<String, String> edits) {
    RecordTree edited = record;
    for (Map.Entry<String, String> edit : edits.entrySet()) {
      edited = apply(edited, edit.getKey(), edit.getValue());
    }
    return edited;
  }

  private static RecordTree apply(RecordTree record, String path, String value) {
    Matcher inGroup = IN_GROUP.matcher(path);
    @Nullable Object[] values = new @Nullable Object[record.shape().columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = record.value(i);
    }
    List<List<RecordTree>> groups = new ArrayList<>();
    for (int i = 0; i < record.shape().groups().size(); i++) {
      groups.add(record.group(i));
    }
    if (inGroup.matches()) {
      int group = record.shape().group(inGroup.group(1));
      int index = Integer.parseInt(inGroup.group(2)) - 1;
      if (group < 0 || index < 0 || index >= groups.get(group).size()) {
        throw new IllegalArgumentException("field " + path + ": the record has no such line");
      }
      List<RecordTree> lines = new ArrayList<>(groups.get(group));
      lines.set(index, apply(lines.get(index), inGroup.group(3), value));
      groups.set(group, lines);
    } else {
      int column = record.shape().column(path);
      if (column < 0) {
        throw new IllegalArgumentException(
            "field " + path + ": expected one of " + record.shape().columns());
      }
      values[column] = typed(path, value, values[column]);
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<RecordTree>[] array = groups.toArray(new List[0]);
    return new RecordTree(record.shape(), values, array, record.where());
  }

  /**
   * The new value in the type of the old one, so that the mapping reads it as it would from the
   * source.
   */
  private static @Nullable Object typed(String path, String value, @Nullable Object old) {
    if (value.isEmpty()) {
      return null;
    }
    try {
      if (old instanceof BigDecimal) {
        return new BigDecimal(value);
      }
      if (old instanceof Long) {
        return Long.valueOf(value);
      }
      if (old instanceof java.time.LocalDate) {
        return java.time.LocalDate.parse(value);
      }
      if (old instanceof java.time.LocalDateTime) {
        return java.time.LocalDateTime.parse(value);
      }
      if (old instanceof java.time.Instant) {
        return java.time.Instant.parse(value);
      }
    } catch (NumberFormatException | java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "field "
              + path
              + ": found "
              + value
              + ", expected a "
              + (old == null ? "text" : old.getClass().getSimpleName()),
          e);
    }
    return old instanceof Boolean ? Boolean.valueOf(value) : value;
  }
}

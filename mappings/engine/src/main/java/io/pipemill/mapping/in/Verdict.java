package io.pipemill.mapping.in;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds what the document type's rules say, each with the column the field came from and without
 * what a mapping problem has already said: a field that could not be mapped is not reported as
 * missing once more.
 */
final class Verdict {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");
  private static final Pattern ELEMENT = Pattern.compile("([\\w.]+)\\[(\\d{1,6})]\\.");

  private Verdict() {}

  static void add(
      DocumentType type,
      Object document,
      Section root,
      RecordTree record,
      Map<Object, Run.Made> made,
      List<Violation> problems) {
    int before = problems.size();
    List<Violation> found = before == 0 ? problems : new ArrayList<>(0);
    type.validate(document, found);
    if (found.isEmpty()) {
      return;
    }
    List<Violation> all = new ArrayList<>(problems.subList(0, before));
    for (Violation violation : found) {
      if (!told(violation.field(), problems, before)) {
        String place = place(violation.field(), type.root(), document, root, record, made);
        all.add(place == null ? violation : violation.at(place));
      }
    }
    problems.clear();
    problems.addAll(all);
  }

  private static boolean told(String field, List<Violation> problems, int count) {
    for (int i = 0; i < count; i++) {
      String told = problems.get(i).field();
      if (!told.isEmpty()
          && (told.equals(field) || told.startsWith(field + ".") || field.startsWith(told + "."))) {
        return true;
      }
    }
    return false;
  }

  /** The place of the line's own record where it has one, else of the whole; and the column. */
  private static @Nullable String place(
      String field,
      FieldType type,
      Object document,
      Section root,
      RecordTree record,
      Map<Object, Run.Made> made) {
    String plain = INDEX.matcher(field).replaceAll("");
    Run.Made turn = made.isEmpty() ? null : turn(field, type, document, made);
    String columns = columns(turn == null ? root : turn.section(), plain);
    String named = columns == null ? "" : columns;
    String ofTurn = turn == null ? null : turn.record().where(named);
    String where = ofTurn == null ? where(field, root, record, named) : ofTurn;
    if (columns == null || columns.isEmpty()) {
      return where;
    }
    return where == null ? "column " + columns : where + ", column " + columns;
  }

  /**
   * The turn of repeated columns, and the record, that made the element a field stands in; null if
   * none did.
   */
  private static Run.@Nullable Made turn(
      String field, FieldType root, Object document, Map<Object, Run.Made> made) {
    FieldType type = root;
    Object object = document;
    Run.Made found = null;
    for (String part : field.split("\\.")) {
      int bracket = part.indexOf('[');
      FieldType child = type.child(bracket < 0 ? part : part.substring(0, bracket));
      Object value = child == null ? null : child.get(object);
      if (bracket > 0 && value instanceof List<?> elements) {
        int index = Integer.parseInt(part.substring(bracket + 1, part.length() - 1)) - 1;
        value = index >= 0 && index < elements.size() ? elements.get(index) : null;
        found = value == null ? found : made.getOrDefault(value, found);
      }
      if (child == null || value == null) {
        return found;
      }
      type = child;
      object = value;
    }
    return found;
  }

  private static @Nullable String where(
      String field, Section root, RecordTree record, String columns) {
    Matcher element = ELEMENT.matcher(field);
    if (element.lookingAt()) {
      String name = element.group(1);
      int index = Integer.parseInt(element.group(2)) - 1;
      for (Section list : root.lists) {
        // with a condition, or several sections for one list, elements and records do not pair off
        if (list.name.equals(name) && list.where == null && list.group >= 0 && !list.turn()) {
          List<RecordTree> records = record.group(root.groups[list.group]);
          String place = index < records.size() ? records.get(index).where(columns) : null;
          return place == null ? record.where(columns) : place;
        }
      }
    }
    return record.where(columns);
  }

  private static @Nullable String columns(Section section, String path) {
    String prefix = section.path.isEmpty() ? "" : section.path + ".";
    if (!path.startsWith(prefix)) {
      return null;
    }
    String inside = path.substring(prefix.length());
    for (Step[] steps : List.of(section.steps, section.late)) {
      for (Step step : steps) {
        if (inside.equals(step.path) || inside.startsWith(step.path + ".")) {
          return step.columns();
        }
      }
    }
    for (Section list : section.lists) {
      String columns = columns(list, path);
      if (columns != null) {
        return columns;
      }
    }
    return null;
  }
}

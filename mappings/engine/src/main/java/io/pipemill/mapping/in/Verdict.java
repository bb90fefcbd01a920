package io.pipemill.mapping.in;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Adds what the document type's rules say, each with the column the field came from and without
 * what a mapping problem has already said: a field that could not be mapped is not reported as
 * missing once more.
 */
final class Verdict {
  private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

  private Verdict() {}

  static void add(
      DocumentType type,
      Object document,
      Section root,
      RecordTree record,
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
        String place = place(violation.field(), root, record);
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

  private static @Nullable String place(String field, Section root, RecordTree record) {
    String plain = INDEX.matcher(field).replaceAll("");
    String columns = columns(root, plain);
    String where = record.where();
    if (columns == null || columns.isEmpty()) {
      return where;
    }
    return where == null ? "column " + columns : where + ", column " + columns;
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

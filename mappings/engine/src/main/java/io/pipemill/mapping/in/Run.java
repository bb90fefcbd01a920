package io.pipemill.mapping.in;

import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.check.ContentProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One batch on its way through a mapping: what its sections share. Used by one thread. */
final class Run {
  final Frame[] frames;
  final @Nullable Trace trace;

  /** Keys to be looked up, by crosswalk; null once they have been. */
  @Nullable Map<String, Set<String>> wanted;

  Map<String, Map<String, String>> crosswalks = Map.of();
  Verb verb = Verb.PROCESS;

  /** The record whose date is {@link #date}; see {@link AsOf}. */
  @Nullable RecordTree dated;

  @Nullable LocalDate date;
  List<Violation> problems = new ArrayList<>(0);

  /** What an element was made of. */
  record Made(Section section, RecordTree record) {}

  /** What elements were made of, where several turns of repeated columns may have made them. */
  private @Nullable Map<Object, Made> made;

  Run(int sections, @Nullable Trace trace) {
    this.frames = new Frame[sections];
    this.trace = trace;
  }

  void made(Object element, Made of) {
    if (made == null) {
      made = new IdentityHashMap<>();
    }
    made.put(element, of);
  }

  /** The elements noted since the last call, and forgets them. */
  Map<Object, Made> takeMade() {
    Map<Object, Made> taken = made;
    made = null;
    return taken == null ? Map.of() : taken;
  }

  /** Notes a key to be looked up, or looks it up. */
  @Nullable String crosswalk(String list, String key) {
    if (wanted != null) {
      wanted.computeIfAbsent(list, k -> new HashSet<>()).add(key);
      return null;
    }
    return crosswalks.getOrDefault(list, new HashMap<>()).get(key);
  }

  void report(Frame frame, String field, String columns, ContentProblem problem) {
    String value = problem.value();
    problems.add(
        new Violation(
            problem.code(),
            frame.path(field),
            value,
            problem.expected(),
            where(frame, columns),
            frame.path(field)
                + ": "
                + (value == null ? "the value" : "'" + shortened(value) + "'")
                + (columns.isEmpty() ? "" : " in " + columns)
                + " "
                + problem.what()
                + "; expected "
                + problem.expected(),
            problem.list()));
  }

  /** Place of the record, or of the nearest one above it that has one, and the column. */
  static @Nullable String where(Frame frame, String columns) {
    String place = null;
    for (Frame f = frame; f != null && place == null; f = f.parent) {
      RecordTree record = f.record;
      place = record.where(columns);
    }
    if (columns.isEmpty()) {
      return place;
    }
    String list = frame.path("");
    String column = "column " + columns;
    if (place == null) {
      return list.isEmpty() ? column : list + ", " + column;
    }
    return place + ", " + column;
  }

  private static String shortened(String value) {
    return value.length() > 60 ? value.substring(0, 60) + "…" : value;
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.BadCell;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A document whose lines are being collected. */
final class FixedDocument {
  private static final int PROBLEMS_KEPT = 100;
  private static final int OF_A_CELL = 48;
  private final String where;
  private final List<Violation> problems = new ArrayList<>();
  private final List<List<RecordTree>> groups = new ArrayList<>();
  private @Nullable FixedLine first;
  private boolean known;
  private boolean givenUp;
  private long chars;

  FixedDocument(String where) {
    this.where = where;
  }

  /** About how many characters it keeps. */
  long chars() {
    return chars;
  }

  /** Adds a line; returns by how many characters it has grown. */
  long add(FixedLine line, FixedPlan plan, FixedShape shape, int most) {
    while (groups.size() < shape.types().size()) {
      groups.add(new ArrayList<>());
    }
    known |= line.type() != null;
    boolean begins = line.type() == plan.document();
    if (begins && first != null) {
      problem(
          new Violation(
              "FILE-081",
              "document",
              null,
              "one first line, as in " + where,
              line.where(),
              "the first line of this document stands twice"));
      return 0;
    }
    if (begins) {
      first = line;
    }
    List<Violation> wrong = line.problems();
    wrong.forEach(this::problem);
    if (!wrong.isEmpty() || givenUp) {
      return 0;
    }
    long grown = size(line);
    int group = shape.types().indexOf(line.type());
    if (group >= 0 && chars + grown <= most) {
      int[] places = shape.groups().get(group);
      @Nullable Object[] values = new @Nullable Object[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = line.value(places[i]);
      }
      groups
          .get(group)
          .add(RecordTree.flat(shape.record().groups().get(group), values, line.where()));
    } else if (group >= 0) {
      problem(
          new Violation(
              "FILE-012",
              "document",
              null,
              "at most " + most / 1024 / 1024 + " MiB",
              line.where(),
              "the lines of one document are too many to be one document"));
      groups.forEach(List::clear);
      givenUp = true;
      return 0;
    }
    chars += grown;
    return grown;
  }

  private static long size(FixedLine line) {
    long size = OF_A_CELL;
    for (Object cell : line.cells()) {
      size += cell instanceof String text ? text.length() + OF_A_CELL : OF_A_CELL;
    }
    return size;
  }

  /** Forgets its lines; returns how many characters that frees. */
  long giveUp() {
    problem(
        new Violation(
            "FILE-013",
            "document",
            null,
            "lines of one document near to each other",
            where,
            "the lines of this document are strewn too far over the file: sort the file by its"
                + " key"));
    groups.forEach(List::clear);
    givenUp = true;
    long freed = chars;
    chars = 0;
    return freed;
  }

  private void problem(Violation violation) {
    if (problems.size() < PROBLEMS_KEPT) {
      problems.add(violation);
    }
  }

  /**
   * @param head cells of the file's first line
   */
  FileRecord complete(FixedShape shape, @Nullable Object[] head) {
    FixedLine line = first;
    if (line == null && known) {
      problem(
          new Violation(
              "FILE-077",
              "document",
              null,
              "the first line of a document before them",
              where,
              "these lines belong to a document whose first line is not there"));
    }
    if (line == null || line.broken() != null || givenUp) {
      return new FileRecord(null, null, problems, chars);
    }
    int own = line.cells().length;
    @Nullable Object[] values = new @Nullable Object[shape.root().length];
    for (int i = 0; i < values.length; i++) {
      int place = shape.root()[i];
      Object cell = place < own ? line.value(place) : head[place - own];
      values[i] = cell instanceof BadCell ? null : cell;
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<RecordTree>[] lists = groups.toArray(new List[0]);
    return new FileRecord(
        new RecordTree(shape.record(), values, lists, where), null, problems, chars);
  }
}

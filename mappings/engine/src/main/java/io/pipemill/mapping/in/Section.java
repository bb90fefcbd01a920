package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.cel.CelExpression;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The header, or one list of a document: which records it reads and the steps that fill one
 * element.
 */
final class Section {
  /**
   * An object below the element.
   *
   * @param field null for the element itself
   * @param parent slot of the object it hangs in
   */
  record Slot(@Nullable FieldType field, int parent) {}

  /** Number in the run's frames. */
  final int number;

  /** Canonical path without indexes; "" for the header. */
  final String path;

  /** Path within the element of the section above. */
  final String name;

  /** The list; null for the header. */
  final @Nullable FieldType list;

  /** Slot of the list's parent object in the section above. */
  final int parentObject;

  /** Slot of the source group in the section above; -1 if it reads the same record. */
  final int group;

  /** All turns of the same repeated columns, of which this is the first; null if it is no such. */
  private Section @Nullable [] turns;

  /** Whether another section fills this one. */
  private boolean filled;

  final String[] columns;
  final String[] groups;
  final Slot[] objects;
  final @Nullable CelExpression where;

  /** For a turn of repeated columns: whether it holds anything. */
  private final @Nullable SkippedTurn skipped;

  /** Whether this is one turn of repeated columns. */
  private final boolean turn;

  /** Condition in the section above for the whole list. */
  final @Nullable Guard guard;

  /** Number of guards over objects and lists of an element. */
  final int guards;

  final Step[] steps;
  private final PlainFields plain;
  final Section[] lists;

  /** Steps that read lists, and so run after them. */
  final Step[] late;

  Section(
      int number,
      String path,
      String name,
      @Nullable FieldType list,
      int parentObject,
      int group,
      List<String> columns,
      List<String> groups,
      List<Slot> objects,
      @Nullable CelExpression where,
      @Nullable SkippedTurn skipped,
      boolean turn,
      @Nullable Guard guard,
      int guards,
      List<Step> steps,
      List<Section> lists,
      List<Step> late) {
    this.number = number;
    this.path = path;
    this.name = name;
    this.list = list;
    this.parentObject = parentObject;
    this.group = group;
    this.columns = columns.toArray(new String[0]);
    this.groups = groups.toArray(new String[0]);
    this.objects = objects.toArray(new Slot[0]);
    this.where = where;
    this.skipped = skipped;
    this.turn = turn;
    this.guard = guard;
    this.guards = guards;
    this.steps = steps.toArray(new Step[0]);
    this.plain = new PlainFields(this.steps);
    this.lists = lists.toArray(new Section[0]);
    this.late = late.toArray(new Step[0]);
  }

  /** Once, when it is made. */
  void takeTurns(List<Section> all) {
    turns = all.toArray(new Section[0]);
    for (Section section : all) {
      section.filled = section != this;
    }
  }

  /** Whether this is one turn of repeated columns: elements and records do not pair off. */
  boolean turn() {
    return turn;
  }

  /** Adds every field that this section and those below may set. */
  void addFields(Set<FieldType> into) {
    if (list != null) {
      into.add(list);
    }
    for (Slot object : objects) {
      if (object.field() != null) {
        into.add(object.field());
      }
    }
    for (Step step : steps) {
      step.addFields(into);
    }
    for (Step step : late) {
      step.addFields(into);
    }
    for (Section section : lists) {
      section.addFields(into);
    }
  }

  /** Fills the element of a frame that has started. */
  void fill(Frame frame) {
    Step[] left = steps;
    if (frame.run.trace == null) {
      plain.fill(frame);
      left = plain.others;
    }
    for (Step step : left) {
      step.run(frame);
    }
    for (Section section : lists) {
      section.fillList(frame);
    }
    for (Step step : late) {
      step.run(frame);
    }
  }

  private void fillList(Frame above) {
    FieldType field = list;
    if (field == null) {
      throw new IllegalStateException("the header is no list");
    }
    if (filled) {
      return;
    }
    if (guard != null && !guard.holds(above)) {
      if (above.run.trace != null) {
        above.run.trace.leftOut(above.path(name), guard);
      }
      return;
    }
    if (turns != null) {
      fillTurns(above, field, turns);
      return;
    }
    if (group < 0) {
      element(above, above.record, field, present(above, field) + 1);
      return;
    }
    List<RecordTree> records = above.group(group);
    if (records.isEmpty()) {
      return;
    }
    int position = present(above, field);
    for (int i = 0; i < records.size(); i++) {
      if (element(above, records.get(i), field, position + 1)) {
        position++;
      }
    }
  }

  private void fillTurns(Frame above, FieldType field, Section[] all) {
    List<RecordTree> records = group < 0 ? List.of(above.record) : above.group(group);
    int position = present(above, field);
    for (RecordTree record : records) {
      for (Section section : all) {
        if (section.element(above, record, field, position + 1)) {
          position++;
        }
      }
    }
  }

  private int present(Frame above, FieldType field) {
    return field.get(above.object(parentObject)) instanceof List<?> elements ? elements.size() : 0;
  }

  /** False if the section's condition leaves the record out. */
  private boolean element(Frame above, RecordTree record, FieldType field, int position) {
    Run run = above.run;
    Frame frame = run.frames[number];
    if (frame == null) {
      frame = new Frame(run, this, above, record);
      run.frames[number] = frame;
    }
    Object element = field.newInstance();
    frame.start(record, element, position);
    if (skipped != null && skipped.empty(frame)) {
      return false;
    }
    if (where != null && !Step.holds(where, frame)) {
      return false;
    }
    field.set(above.object(parentObject), element);
    if (turn) {
      run.made(element, new Run.Made(this, record));
    }
    fill(frame);
    return true;
  }
}

package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.cel.CelFrame;
import io.pipemill.mapping.check.ContentProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record a section is reading and the object it is filling. One per section and batch, reused
 * from record to record; columns are looked up by name only when a record of another shape comes.
 */
final class Frame extends CelFrame {
  final Run run;
  final Section section;
  final @Nullable Frame parent;
  private final int[] columns;
  private final int[] groups;
  private final @Nullable Object[] objects;

  /** Answers of the section's guards for the present element; null until asked. */
  private final @Nullable Boolean[] guards;

  private @Nullable RecordShape shape;
  RecordTree record;

  /** Position in the canonical list, from 1. */
  int index;

  Frame(Run run, Section section, @Nullable Frame parent, RecordTree record) {
    this.run = run;
    this.section = section;
    this.parent = parent;
    this.columns = new int[section.columns.length];
    this.groups = new int[section.groups.length];
    this.objects = new Object[section.objects.length];
    this.guards = new Boolean[section.guards];
    this.record = record;
  }

  /** Goes on to the next record and object. */
  void start(RecordTree next, Object element, int position) {
    record = next;
    index = position;
    for (int i = 1; i < objects.length; i++) {
      objects[i] = null;
    }
    objects[0] = element;
    for (int i = 0; i < guards.length; i++) {
      guards[i] = null;
    }
    if (next.shape() != shape) {
      bind(next.shape());
    }
  }

  private void bind(RecordShape next) {
    for (int i = 0; i < columns.length; i++) {
      columns[i] = next.column(section.columns[i]);
    }
    for (int i = 0; i < groups.length; i++) {
      groups[i] = next.group(section.groups[i]);
    }
    shape = next;
  }

  /** Whether the record has the column of a slot. */
  boolean has(int slot) {
    return columns[slot] >= 0;
  }

  /** Raw value of a column, by its slot. */
  @Nullable Object column(int slot) {
    int column = columns[slot];
    if (column < 0) {
      throw new ContentProblem(
          "MAP-110",
          null,
          "is missing: the record has no column '" + section.columns[slot] + "'",
          "a column '" + section.columns[slot] + "'");
    }
    return record.value(column);
  }

  /** Records of a group, by its slot. */
  List<RecordTree> group(int slot) {
    int group = groups[slot];
    return group < 0 ? List.of() : record.group(group);
  }

  @Nullable Boolean guard(int slot) {
    return guards[slot];
  }

  void guard(int slot, boolean holds) {
    guards[slot] = holds;
  }

  Object element() {
    Object element = objects[0];
    if (element == null) {
      throw new IllegalStateException("frame of " + section.path + " has not started");
    }
    return element;
  }

  /** The object in a slot, made and hung into its parent when first needed. */
  Object object(int slot) {
    Object object = objects[slot];
    if (object == null) {
      Section.Slot declared = section.objects[slot];
      FieldType field = declared.field();
      if (field == null) {
        return element();
      }
      object = field.newInstance();
      field.set(object(declared.parent()), object);
      objects[slot] = object;
    }
    return object;
  }

  /** The canonical path of a field of this element, with indexes: {@code lines[2].quantity}. */
  String path(String field) {
    if (parent == null) {
      return field;
    }
    String list = parent.path(section.name) + "[" + index + "]";
    return field.isEmpty() ? list : list + "." + field;
  }

  Frame up(int levels) {
    Frame frame = this;
    for (int i = 0; i < levels; i++) {
      Frame above = frame.parent;
      if (above == null) {
        throw new IllegalStateException("section " + section.path + " has no " + levels + " above");
      }
      frame = above;
    }
    return frame;
  }
}

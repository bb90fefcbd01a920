package io.pipemill.mapping.in;

import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.value.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a value comes from. Gives cleaned raw values: texts stripped, blank ones null. */
interface ValueSource {
  @Nullable Object read(Frame frame);

  /** Columns it reads, for messages: {@code NET_TON}, or empty. */
  default String columns() {
    return "";
  }

  /** What is done, for {@code explain}. */
  String describe();

  /**
   * A column.
   *
   * @param levels how many sections up its record is read
   * @param cleaning what is done to it first
   */
  record Column(int levels, int slot, String name, Cleaning cleaning) implements ValueSource {
    @Override
    public @Nullable Object read(Frame frame) {
      return cleaning.apply((levels == 0 ? frame : frame.up(levels)).column(slot), frame.run);
    }

    @Override
    public String columns() {
      return name;
    }

    @Override
    public String describe() {
      return "column " + name;
    }
  }

  /** The name of an XML record's root element. */
  record ElementName() implements ValueSource {
    static final String COLUMN = "local-name()";

    @Override
    public @Nullable Object read(Frame frame) {
      Object column = frame.record.value(COLUMN);
      String name = column == null ? frame.record.shape().name() : Text.of(column);
      return name.substring(name.indexOf(':') + 1);
    }

    @Override
    public String columns() {
      return COLUMN;
    }

    @Override
    public String describe() {
      return "name of the element";
    }
  }

  /** The first of several sources that has a value. */
  record First(List<ValueSource> sources) implements ValueSource {
    @Override
    public @Nullable Object read(Frame frame) {
      for (int i = 0; i < sources.size(); i++) {
        Object value = sources.get(i).read(frame);
        if (value != null) {
          return value;
        }
      }
      return null;
    }

    @Override
    public String columns() {
      return String.join(
          ", ",
          sources.stream().map(ValueSource::columns).filter(name -> !name.isEmpty()).toList());
    }

    @Override
    public String describe() {
      return "first of " + columns();
    }
  }

  /** The first value of a column in the records of a group. */
  record FirstOfGroup(int groupSlot, String group, String column, Cleaning cleaning)
      implements ValueSource {
    @Override
    public @Nullable Object read(Frame frame) {
      for (RecordTree record : frame.group(groupSlot)) {
        Object value = cleaning.apply(record.value(column), frame.run);
        if (value != null) {
          return value;
        }
      }
      return null;
    }

    @Override
    public String columns() {
      return group + "." + column;
    }

    @Override
    public String describe() {
      return "first " + column + " in " + group;
    }
  }

  /** All values of a column in the records of a group, joined. */
  record JoinedGroup(
      int groupSlot, String group, String column, String separator, Cleaning cleaning)
      implements ValueSource {
    @Override
    public @Nullable Object read(Frame frame) {
      StringBuilder joined = new StringBuilder();
      for (RecordTree record : frame.group(groupSlot)) {
        Object value = cleaning.apply(record.value(column), frame.run);
        if (value != null) {
          joined.append(joined.length() == 0 ? "" : separator).append(Text.of(value));
        }
      }
      return joined.length() == 0 ? null : joined.toString();
    }

    @Override
    public String columns() {
      return group + "." + column;
    }

    @Override
    public String describe() {
      return column + " of all " + group + ", joined";
    }
  }

  /** What {@code {n}} is in one turn of repeated columns, as it is written. */
  record Turn(String value) implements ValueSource {
    @Override
    public Object read(Frame frame) {
      return value;
    }

    @Override
    public String describe() {
      return "turn {n}";
    }
  }

  /** Always the same. */
  record Constant(Object value) implements ValueSource {
    @Override
    public Object read(Frame frame) {
      return value;
    }

    @Override
    public String describe() {
      return "constant";
    }
  }

  /** A calculation. */
  record Calculated(CelExpression expression) implements ValueSource {
    @Override
    public @Nullable Object read(Frame frame) {
      return Text.clean(expression.eval(frame));
    }

    @Override
    public String columns() {
      return String.join(
          ", ",
          expression.reads().stream()
              .filter(name -> name.startsWith("source.") || name.startsWith("parent."))
              .map(name -> name.substring(7))
              .toList());
    }

    @Override
    public String describe() {
      return "cel " + expression;
    }
  }

  /** A field of the document's header, e.g. its currency. */
  record OfDocument(io.pipemill.canonical.model.FieldType field, int levels)
      implements ValueSource {
    @Override
    public @Nullable Object read(Frame frame) {
      return field.get(frame.up(levels).element());
    }

    @Override
    public String describe() {
      return "the document's " + field.path();
    }
  }
}

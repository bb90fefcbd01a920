package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.cel.CelExpression;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.unit.UnitConversion;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.value.Rounding;
import io.pipemill.mapping.yaml.Place;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fills one field. A problem is reported and leaves the field absent; the next step goes on. */
abstract class Step {
  /** Path within the element, without indexes. */
  final String path;

  private final Place place;

  Step(String path, Place place) {
    this.path = path;
    this.place = place;
  }

  final void run(Frame frame) {
    Trace trace = frame.run.trace;
    if (trace != null) {
      trace.begin(frame.path(path), place);
    }
    try {
      fill(frame);
    } catch (ContentProblem problem) {
      frame.run.report(frame, path, columns(), problem);
    }
    if (trace != null) {
      trace.end();
    }
  }

  abstract void fill(Frame frame);

  abstract String columns();

  abstract boolean looksUp();

  /** Adds the fields it may set. */
  abstract void addFields(Set<FieldType> into);

  /** A condition; if it cannot be worked out, that is reported and it does not hold. */
  static boolean holds(CelExpression condition, Frame frame) {
    try {
      return condition.holds(frame);
    } catch (ContentProblem problem) {
      frame.run.report(frame, "", new ValueSource.Calculated(condition).columns(), problem);
      return false;
    }
  }

  /** A field with one value. */
  static final class Simple extends Step {
    private final int object;
    private final FieldType field;
    private final Pipeline pipeline;
    private final @Nullable Object constant;

    Simple(String path, Place place, int object, FieldType field, Pipeline pipeline) {
      super(path, place);
      this.constant = pipeline.constant();
      this.object = object;
      this.field = field;
      this.pipeline = pipeline;
    }

    int object() {
      return object;
    }

    FieldType field() {
      return field;
    }

    Pipeline pipeline() {
      return pipeline;
    }

    /** See {@link Pipeline#textColumn}. */
    int textColumn() {
      return pipeline.textColumn();
    }

    /** The value, if it is the same for every record; else null. */
    @Nullable Object constant() {
      return constant;
    }

    @Override
    void fill(Frame frame) {
      Object value = constant != null && frame.run.trace == null ? constant : pipeline.run(frame);
      if (value != null) {
        field.set(frame.object(object), value);
      }
    }

    @Override
    String columns() {
      return pipeline.source.columns();
    }

    @Override
    boolean looksUp() {
      return pipeline.looksUp();
    }

    @Override
    void addFields(Set<FieldType> into) {
      into.add(field);
    }
  }

  /** Another part of a number with unit or currency: its unit, per, base, currency. */
  static final class Part {
    private final FieldType field;
    private final Pipeline pipeline;
    private final boolean required;
    private final @Nullable Object constant;

    Part(FieldType field, Pipeline pipeline, boolean required) {
      this.field = field;
      this.pipeline = pipeline;
      this.required = required;
      this.constant = pipeline.constant();
    }
  }

  /** A number with what makes it a quantity, an amount or a price. No number without its unit. */
  static final class Measured extends Step {
    private final int object;
    private final FieldType field;
    private final FieldType value;
    private final Pipeline number;
    private final Part[] parts;
    private final @Nullable FieldType unit;
    private final @Nullable String to;
    private final @Nullable UnitConversion fixed;
    private final @Nullable Rounding rounding;
    private final @Nullable StatedUnits stated;

    /**
     * @param unit the part that names the unit, for a quantity that is converted
     * @param to unit to convert into; null to carry it as stated
     * @param fixed the conversion, where the source's unit is a constant
     * @param stated where texts may name units in words; null where they may not
     */
    Measured(
        String path,
        Place place,
        int object,
        FieldType field,
        FieldType value,
        Pipeline number,
        Part[] parts,
        @Nullable FieldType unit,
        @Nullable String to,
        @Nullable UnitConversion fixed,
        @Nullable Rounding rounding,
        @Nullable StatedUnits stated) {
      super(path, place);
      this.object = object;
      this.field = field;
      this.value = value;
      this.number = number;
      this.parts = parts;
      this.unit = unit;
      this.to = to;
      this.fixed = fixed;
      this.rounding = rounding;
      this.stated = stated;
    }

    @Override
    void fill(Frame frame) {
      Object raw = number.run(frame);
      if (raw == null) {
        return;
      }
      Object whole = field.newInstance();
      boolean sound = true;
      for (int i = 0; i < parts.length; i++) {
        sound &= fill(parts[i], whole, raw, frame);
      }
      if (!sound) {
        return;
      }
      BigDecimal result = stated == null ? (BigDecimal) raw : stated.resolve(raw, whole, frame);
      if (to != null && unit != null) {
        result = converted(frame, result, String.valueOf(unit.get(whole)));
        unit.set(whole, to);
      }
      if (rounding != null) {
        result = (BigDecimal) rounding.apply(result);
        if (frame.run.trace != null) {
          frame.run.trace.step(rounding.describe(), result);
        }
      }
      value.set(whole, result);
      field.set(frame.object(object), whole);
    }

    /** False (and a problem reported) if the part cannot be filled. */
    private boolean fill(Part part, Object whole, Object number, Frame frame) {
      if (part.constant != null && frame.run.trace == null) {
        part.field.set(whole, part.constant);
        return true;
      }
      try {
        Object partValue = part.pipeline.run(frame);
        if (partValue != null) {
          part.field.set(whole, partValue);
        } else if (part.required) {
          throw new ContentProblem(
              "MAP-111", number, "has no " + part.field.name(), "a " + part.field.name());
        }
        return true;
      } catch (ContentProblem problem) {
        String columns = part.pipeline.source.columns();
        frame.run.report(frame, path + "." + part.field.name(), columns, problem);
        return false;
      }
    }

    private BigDecimal converted(Frame frame, BigDecimal number, String from) {
      String target = String.valueOf(to);
      UnitConversion conversion = fixed != null ? fixed : Units.conversion(from, target);
      if (conversion == null) {
        throw new ContentProblem(
            "MAP-106", from, "cannot be converted to " + target, "a unit that measures the same");
      }
      BigDecimal result = conversion.apply(number);
      if (!conversion.exact() && rounding == null) {
        throw new ContentProblem(
            "MAP-106", from, "becomes " + target + " only by rounding", "declared decimals");
      }
      if (frame.run.trace != null) {
        frame.run.trace.step("unit " + from + " → " + target, result);
      }
      return result;
    }

    @Override
    String columns() {
      return number.source.columns();
    }

    @Override
    void addFields(Set<FieldType> into) {
      into.add(field);
      into.add(value);
      if (unit != null) {
        into.add(unit);
      }
      for (Part part : parts) {
        into.add(part.field);
      }
    }

    @Override
    boolean looksUp() {
      boolean any = number.looksUp();
      for (Part part : parts) {
        any |= part.pipeline.looksUp();
      }
      return any;
    }
  }
}

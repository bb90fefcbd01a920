package io.pipemill.mapping.out;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.unit.UnitConversion;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.value.Transform;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The number of a quantity in a given unit. */
final class InUnit implements Transform {
  private final FieldType value;
  private final FieldType unit;
  private final String to;
  private final boolean rounded;

  InUnit(FieldType quantity, String to, boolean rounded) {
    this.value = child(quantity, "value");
    this.unit = child(quantity, "unit");
    this.to = to;
    this.rounded = rounded;
  }

  private static FieldType child(FieldType quantity, String name) {
    FieldType child = quantity.child(name);
    if (child == null) {
      throw new IllegalArgumentException("a quantity has a " + name);
    }
    return child;
  }

  @Override
  public @Nullable Object apply(Object quantity) {
    Object number = value.get(quantity);
    String from = String.valueOf(unit.get(quantity));
    if (number == null || from.equals(to)) {
      return number;
    }
    UnitConversion conversion = Units.conversion(from, to);
    if (conversion == null || !conversion.exact() && !rounded) {
      throw new ContentProblem(
          "MAP-106",
          from,
          conversion == null
              ? "cannot be converted to " + to
              : "becomes " + to + " only by rounding",
          conversion == null ? "a unit that measures the same" : "declared decimals");
    }
    return conversion.apply((BigDecimal) number);
  }

  @Override
  public String describe() {
    return "in " + to;
  }
}

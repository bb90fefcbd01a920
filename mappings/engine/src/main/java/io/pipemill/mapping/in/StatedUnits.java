package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.value.StatedNumber;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.ToNumber;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what a number's text says of its unit ({@code 1.25万吨}) and what the mapping or
 * another column says. Both may speak, but they must say the same.
 */
final class StatedUnits {
  private final FieldType counted;
  private final @Nullable FieldType per;
  private final Set<String> worded;
  private final boolean money;

  private StatedUnits(
      FieldType counted, @Nullable FieldType per, Set<String> worded, boolean money) {
    this.counted = counted;
    this.per = per;
    this.worded = worded;
    this.money = money;
  }

  /**
   * @param worded parts whose column may hold words, 万吨
   * @return null if neither the number nor a part may speak in words
   */
  static @Nullable StatedUnits of(FieldType field, boolean numbers, Set<String> worded) {
    boolean money = field.kind() != FieldKind.QUANTITY;
    FieldType counted = field.child(money ? "currency" : "unit");
    return counted == null || !numbers && worded.isEmpty()
        ? null
        : new StatedUnits(counted, field.child("per"), worded, money);
  }

  /**
   * The number in the unit that the filled parts name.
   *
   * @param raw a BigDecimal or a StatedNumber
   * @throws ContentProblem if the text and the parts disagree
   */
  BigDecimal resolve(Object raw, Object whole, Frame frame) {
    BigDecimal outer = BigDecimal.ONE;
    if (worded.contains(counted.name())) {
      outer = words(whole, counted, money);
    }
    if (per != null && worded.contains(per.name())) {
      BigDecimal of = words(whole, per, false);
      if (of.compareTo(BigDecimal.ONE) != 0) {
        throw new ContentProblem(
            "MAP-106", Text.of(of), "is a power of ten in the unit of a price", "one unit");
      }
    }
    if (raw instanceof StatedNumber stated) {
      agree(stated.unit(), counted, whole);
      if (per != null) {
        agree(stated.per(), per, whole);
      }
      if (outer.compareTo(BigDecimal.ONE) != 0 && outer.compareTo(stated.times()) != 0) {
        throw new ContentProblem(
            "MAP-120",
            Text.of(stated.times()),
            "is what the text counts in, its unit says " + Text.of(outer),
            "the same in both");
      }
      trace(frame, "text counts in " + Text.of(stated.times()), stated.value());
      return stated.value();
    }
    BigDecimal number = (BigDecimal) raw;
    if (outer.compareTo(BigDecimal.ONE) == 0) {
      return number;
    }
    BigDecimal product = ToNumber.product(number, outer);
    trace(frame, "number × " + Text.of(outer), product);
    return product;
  }

  private static void trace(Frame frame, String what, BigDecimal value) {
    if (frame.run.trace != null) {
      frame.run.trace.step(what, value);
    }
  }

  /** Puts the code in the place of the word, and gives the power of ten before it. */
  private static BigDecimal words(Object whole, FieldType part, boolean money) {
    Object written = part.get(whole);
    if (written == null) {
      return BigDecimal.ONE;
    }
    String text = String.valueOf(ToKind.TEXT.apply(written)).strip();
    UnitWords.Word word = money ? UnitWords.currency(text) : UnitWords.unit(text);
    if (word == null) {
      throw new ContentProblem(
          "MAP-106",
          text,
          money ? "is no currency" : "is no unit",
          money ? "a currency such as 元, 万元 or CNY" : "a unit such as 吨, 万吨 or t");
    }
    part.set(whole, word.code());
    return word.times();
  }

  private static void agree(@Nullable String stated, FieldType part, Object whole) {
    Object meant = part.get(whole);
    if (stated != null && meant != null && !stated.equals(String.valueOf(meant))) {
      throw new ContentProblem(
          "MAP-120",
          stated,
          "is what the text says, its " + part.name() + " is " + meant,
          "the same in both");
    }
  }
}

package io.pipemill.mapping.cel;

import io.pipemill.mapping.cel.CelExpression.NotInSubset;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.unit.UnitConversion;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.value.ToNumber;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What functions do. Texts are measured in characters (UTF-16), positions count from 0. */
final class Functions {
  private Functions() {}

  static CelNode call(String function, List<CelNode> n) {
    CelNode a = n.get(0);
    return switch (function) {
      case "number" -> f -> number(a.eval(f));
      case "text" -> f -> text(a.eval(f));
      case "round" ->
          Operators.decimal(
              n, (value, digits) -> value.setScale(whole(digits), RoundingMode.HALF_UP));
      case "abs" -> f -> Operators.map(a.eval(f), BigDecimal::abs);
      case "min" -> Operators.decimal(n, BigDecimal::min);
      case "max" -> Operators.decimal(n, BigDecimal::max);
      case "sum" -> f -> sum(a.eval(f));
      case "coalesce" ->
          f -> {
            Object value = a.eval(f);
            return value != null ? value : n.get(1).eval(f);
          };
      case "convert" -> f -> convert(a.eval(f), n.get(1).eval(f), n.get(2).eval(f));
      case "size" -> f -> size(a.eval(f));
      case "startsWith" -> test(n, String::startsWith);
      case "endsWith" -> test(n, String::endsWith);
      case "contains" -> test(n, String::contains);
      case "matches" -> matches(n);
      case "trim" -> change(a, String::strip);
      case "lower" -> change(a, text -> text.toLowerCase(Locale.ROOT));
      case "upper" -> change(a, text -> text.toUpperCase(Locale.ROOT));
      case "replace" -> replace(n);
      case "substring" -> substring(n);
      case "join" -> join(n);
      default -> throw new NotInSubset("'" + function + "' is not in a mapping's CEL");
    };
  }

  private interface Test {
    boolean test(String a, String b);
  }

  private interface Change {
    String apply(String a);
  }

  private static @Nullable Object number(@Nullable Object value) {
    return value == null ? null : ToNumber.PLAIN.apply(value);
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : Text.of(value);
  }

  private static BigDecimal sum(@Nullable Object list) {
    BigDecimal sum = BigDecimal.ZERO;
    if (list instanceof List<?> items) {
      for (Object item : items) {
        if (item != null) {
          sum = sum.add(Operators.number(item));
        }
      }
    }
    return sum;
  }

  private static @Nullable Object convert(
      @Nullable Object value, @Nullable Object from, @Nullable Object to) {
    if (value == null || from == null || to == null) {
      return null;
    }
    if (from.equals(to)) {
      return value;
    }
    UnitConversion conversion = Units.conversion(Text.of(from), Text.of(to));
    if (conversion == null) {
      throw new ContentProblem(
          "MAP-106", from, "cannot be converted to " + to, "a unit of the same dimension");
    }
    return conversion.apply(Operators.number(value));
  }

  private static @Nullable Object size(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    return BigDecimal.valueOf(
        value instanceof List<?> list ? list.size() : Text.of(value).length());
  }

  private static int whole(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw new ContentProblem("MAP-108", number, "is no whole number", "a small whole number");
    }
  }

  private static CelNode test(List<CelNode> n, Test test) {
    return f -> {
      Object a = n.get(0).eval(f);
      Object b = n.get(1).eval(f);
      return a == null || b == null ? null : (Boolean) test.test(Text.of(a), Text.of(b));
    };
  }

  private static CelNode matches(List<CelNode> n) {
    Pattern pattern;
    try {
      Object constant = n.get(1).eval(new CelFrame());
      pattern = Pattern.compile(String.valueOf(constant));
    } catch (RuntimeException e) {
      throw new NotInSubset("matches(…) takes a pattern written out in quotes");
    }
    return f -> {
      Object a = n.get(0).eval(f);
      return a == null ? null : (Boolean) pattern.matcher(Text.of(a)).find();
    };
  }

  private static CelNode change(CelNode a, Change change) {
    return f -> {
      Object value = a.eval(f);
      return value == null ? null : change.apply(Text.of(value));
    };
  }

  private static CelNode replace(List<CelNode> n) {
    return f -> {
      Object a = n.get(0).eval(f);
      Object from = n.get(1).eval(f);
      Object to = n.get(2).eval(f);
      return a == null || from == null || to == null
          ? null
          : Text.of(a).replace(Text.of(from), Text.of(to));
    };
  }

  private static CelNode substring(List<CelNode> n) {
    return f -> {
      Object a = n.get(0).eval(f);
      Object from = n.get(1).eval(f);
      if (a == null || from == null) {
        return null;
      }
      String text = Text.of(a);
      int start = Math.max(0, Math.min(text.length(), whole(Operators.number(from))));
      Object to = n.size() > 2 ? n.get(2).eval(f) : null;
      int end = to == null ? text.length() : whole(Operators.number(to));
      return text.substring(start, Math.max(start, Math.min(text.length(), end)));
    };
  }

  private static CelNode join(List<CelNode> n) {
    return f -> {
      Object separator = n.get(1).eval(f);
      if (n.get(0).eval(f) instanceof List<?> items && separator != null) {
        List<String> texts =
            items.stream().filter(java.util.Objects::nonNull).map(Text::of).toList();
        return texts.isEmpty() ? null : String.join(Text.of(separator), texts);
      }
      return null;
    };
  }
}

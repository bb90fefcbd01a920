package io.pipemill.mapping.cel;

import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.value.Text;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What operators do. An absent operand makes the result absent; and, or and not follow the logic of
 * SQL (unknown or true is true). Products and sums are exact; quotients have 34 significant digits.
 */
final class Operators {
  private Operators() {}

  /** A value of a record or document as expressions know it: one number type, texts stripped. */
  static @Nullable Object value(@Nullable Object raw) {
    if (raw instanceof BigDecimal) {
      return raw;
    }
    if (raw instanceof Long number) {
      return BigDecimal.valueOf(number);
    }
    if (raw instanceof Integer number) {
      return BigDecimal.valueOf(number);
    }
    return Text.clean(raw);
  }

  static CelNode call(String function, List<CelNode> n) {
    return switch (function) {
      case "_+_" -> add(n.get(0), n.get(1));
      case "_-_" -> decimal(n, (a, b) -> a.subtract(b));
      case "_*_" -> decimal(n, (a, b) -> a.multiply(b));
      case "_/_" -> decimal(n, Operators::divide);
      case "_%_" -> decimal(n, Operators::remainder);
      case "-_" -> f -> map(n.get(0).eval(f), BigDecimal::negate);
      case "_<_" -> compare(n, sign -> sign < 0);
      case "_<=_" -> compare(n, sign -> sign <= 0);
      case "_>_" -> compare(n, sign -> sign > 0);
      case "_>=_" -> compare(n, sign -> sign >= 0);
      case "_==_" -> equal(n.get(0), n.get(1));
      case "_!=_" -> not(equal(n.get(0), n.get(1)));
      case "_&&_" -> and(n.get(0), n.get(1));
      case "_||_" -> or(n.get(0), n.get(1));
      case "!_" -> not(n.get(0));
      case "@not_strictly_false" -> f -> !Boolean.FALSE.equals(n.get(0).eval(f));
      case "_?_:_" -> choice(n.get(0), n.get(1), n.get(2));
      case "@in" -> in(n.get(0), n.get(1));
      default -> Functions.call(function, n);
    };
  }

  /** The literal; a comparison with it is a question whether there is a value at all. */
  static final CelNode NULL = f -> null;

  private static CelNode equal(CelNode left, CelNode right) {
    if (right == NULL) {
      return f -> left.eval(f) == null;
    }
    return f -> same(left.eval(f), right.eval(f));
  }

  private static CelNode not(CelNode node) {
    return f -> node.eval(f) instanceof Boolean b ? (Boolean) !b : null;
  }

  private static CelNode choice(CelNode condition, CelNode then, CelNode otherwise) {
    return f -> Boolean.TRUE.equals(condition.eval(f)) ? then.eval(f) : otherwise.eval(f);
  }

  interface Arithmetic {
    BigDecimal apply(BigDecimal a, BigDecimal b);
  }

  interface Sign {
    boolean test(int sign);
  }

  interface Change {
    @Nullable Object apply(BigDecimal a);
  }

  static @Nullable Object map(@Nullable Object a, Change change) {
    return a == null ? null : change.apply(number(a));
  }

  static CelNode decimal(List<CelNode> n, Arithmetic arithmetic) {
    CelNode left = n.get(0);
    CelNode right = n.get(1);
    return f -> {
      Object a = left.eval(f);
      Object b = right.eval(f);
      return a == null || b == null ? null : arithmetic.apply(number(a), number(b));
    };
  }

  private static CelNode add(CelNode left, CelNode right) {
    return f -> {
      Object a = left.eval(f);
      Object b = right.eval(f);
      if (a == null || b == null) {
        return null;
      }
      if (a instanceof String s && b instanceof String t) {
        return s + t;
      }
      if (a instanceof List<?> s && b instanceof List<?> t) {
        List<@Nullable Object> all = new ArrayList<>(s.size() + t.size());
        all.addAll(s);
        all.addAll(t);
        return all;
      }
      return number(a).add(number(b));
    };
  }

  private static CelNode compare(List<CelNode> n, Sign sign) {
    CelNode left = n.get(0);
    CelNode right = n.get(1);
    return f -> {
      Object a = left.eval(f);
      Object b = right.eval(f);
      return a == null || b == null ? null : (Boolean) sign.test(order(a, b));
    };
  }

  private static int order(Object a, Object b) {
    if (a instanceof String s && b instanceof String t) {
      return s.compareTo(t);
    }
    if (a instanceof LocalDate s && b instanceof LocalDate t) {
      return s.compareTo(t);
    }
    if (a instanceof Instant s && b instanceof Instant t) {
      return s.compareTo(t);
    }
    return number(a).compareTo(number(b));
  }

  private static CelNode and(CelNode left, CelNode right) {
    return f -> {
      Object a = left.eval(f);
      if (Boolean.FALSE.equals(a)) {
        return false;
      }
      Object b = right.eval(f);
      return Boolean.FALSE.equals(b)
          ? (Boolean) false
          : a == null || b == null ? null : (Boolean) true;
    };
  }

  private static CelNode or(CelNode left, CelNode right) {
    return f -> {
      Object a = left.eval(f);
      if (Boolean.TRUE.equals(a)) {
        return true;
      }
      Object b = right.eval(f);
      return Boolean.TRUE.equals(b)
          ? (Boolean) true
          : a == null || b == null ? null : (Boolean) false;
    };
  }

  /** A list that is the same for every record. */
  record Literal(List<@Nullable Object> items, Set<String> texts) implements CelNode {
    static Literal of(List<@Nullable Object> items) {
      Set<String> texts = new HashSet<>();
      for (Object item : items) {
        if (item instanceof String text) {
          texts.add(text);
        }
      }
      return new Literal(items, texts.size() == items.size() ? texts : Set.of());
    }

    @Override
    public Object eval(CelFrame frame) {
      return items;
    }
  }

  private static CelNode in(CelNode value, CelNode list) {
    if (list instanceof Literal literal && !literal.texts.isEmpty()) {
      return f -> {
        Object a = value.eval(f);
        return a == null || a instanceof String
            ? (Object) (a != null && literal.texts.contains(a))
            : (Object) same(a, literal.items.get(0));
      };
    }
    return f -> {
      Object a = value.eval(f);
      if (list.eval(f) instanceof List<?> items) {
        for (Object item : items) {
          if (same(a, item)) {
            return true;
          }
        }
      }
      return false;
    };
  }

  /**
   * Equality by value: 1.50 equals 1.5. A number never equals a text: that would hide a mistake.
   */
  static boolean same(@Nullable Object a, @Nullable Object b) {
    if (a == null || b == null) {
      return a == b;
    }
    if (a instanceof BigDecimal s && b instanceof BigDecimal t) {
      return s.compareTo(t) == 0;
    }
    if (a instanceof BigDecimal && b instanceof String
        || a instanceof String && b instanceof BigDecimal) {
      throw new ContentProblem(
          "MAP-108",
          a instanceof BigDecimal ? a : b,
          "is a number and is compared with a text",
          "text(…) or number(…) around one of them");
    }
    return a.equals(b);
  }

  static BigDecimal number(Object value) {
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new ContentProblem(
        "MAP-108", value, "is no number in a calculation", "a number: number(…) reads a text");
  }

  static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new ContentProblem("MAP-108", b, "is the divisor", "a divisor other than 0");
    }
    // most prices are for one unit, and a long division costs more than all other steps of a line
    BigDecimal quotient = b.equals(BigDecimal.ONE) ? a : a.divide(b, MathContext.DECIMAL128);
    return quotient.scale() < 0 ? quotient.setScale(0) : quotient;
  }

  private static BigDecimal remainder(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw new ContentProblem("MAP-108", b, "is the divisor", "a divisor other than 0");
    }
    return a.remainder(b);
  }
}

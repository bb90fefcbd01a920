package io.pipemill.mapping.reverse;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.value.DatePattern;
import io.pipemill.mapping.value.ToDate;
import io.pipemill.mapping.value.ToInstant;
import io.pipemill.mapping.value.ToKind;
import io.pipemill.mapping.value.ToNumber;
import io.pipemill.mapping.yaml.YamlValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Values for fields, of several kinds for each; a kind that a field's rules refuse is not tried
 * again for it.
 */
final class RandomValues {
  private static final int KINDS = 7;
  private final CodeLists lists;
  private final Random random;
  private final Map<String, Set<Integer>> refused = new HashMap<>();
  private final Map<String, Integer> taken = new HashMap<>();

  RandomValues(CodeLists lists, Random random) {
    this.lists = lists;
    this.random = random;
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** The kind of value taken last for the field is not to be taken again. */
  void refuse(String path) {
    Integer kind = taken.get(path);
    if (kind != null) {
      refused.computeIfAbsent(path, k -> new HashSet<>()).add(kind);
    }
  }

  /** A value that the mapping can make of some column; null if no kind is left. */
  @Nullable Object of(String path, FieldType field, YamlValue spec) {
    if (spec instanceof YamlValue.Mapping keys) {
      if (keys.get("constant") instanceof YamlValue.Scalar constant) {
        return typed(constant.text(), field.kind());
      }
      List<String> codes = codes(keys);
      if (!codes.isEmpty()) {
        return typed(codes.get(random.nextInt(codes.size())), field.kind());
      }
    }
    if (!field.codes().isEmpty()) {
      List<String> codes = field.codes().stream().sorted().toList();
      return codes.get(random.nextInt(codes.size()));
    }
    Set<Integer> bad = refused.getOrDefault(path, Set.of());
    if (bad.size() >= KINDS) {
      return null;
    }
    int kind = random.nextInt(KINDS);
    while (bad.contains(kind)) {
      kind = (kind + 1) % KINDS;
    }
    taken.put(path, kind);
    return value(field, kind);
  }

  private List<String> codes(YamlValue.Mapping keys) {
    List<String> codes = new ArrayList<>();
    if (keys.get("codelist") instanceof YamlValue.Scalar name) {
      CodeList list = lists.list(name.text());
      if (list != null) {
        list.rows().forEach(row -> codes.add(row.canonical()));
      }
    } else if (keys.get("values") instanceof YamlValue.Mapping values) {
      for (YamlValue.Entry entry : values.entries()) {
        if (entry.value() instanceof YamlValue.Scalar value) {
          codes.add(value.text());
        }
      }
    }
    return codes;
  }

  private Object value(FieldType field, int kind) {
    return switch (field.kind()) {
      case DECIMAL, QUANTITY, MONEY, UNIT_PRICE -> number(kind);
      case INTEGER -> (long) random.nextInt(kind < 3 ? 100 : 1_000_000);
      case BOOLEAN -> random.nextBoolean();
      case DATE -> LocalDate.of(1970, 1, 1).plusDays(random.nextInt(40_000));
      case INSTANT ->
          Instant.EPOCH.plusMillis(
              (long) random.nextInt(2_000_000_000) * 1000 + (kind < 2 ? random.nextInt(1000) : 0));
      default -> text(field, kind);
    };
  }

  private BigDecimal number(int kind) {
    int scale = kind % 4;
    BigInteger digits = new BigInteger(kind < 4 ? 14 : 34, random);
    BigDecimal number = new BigDecimal(digits, scale);
    return kind == 1 || kind == 5 ? number.negate() : number;
  }

  private String text(FieldType field, int kind) {
    String text =
        switch (kind) {
          case 0 -> letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 2);
          case 1 -> letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 3);
          case 2 -> letters("0123456789", 6);
          case 3 -> letters("ABCDEF0123456789", 1 + random.nextInt(12));
          case 4 -> "t";
          case 5 -> "x" + letters("中石化原油 ,.;\"'&<>-（）Ａ１", 8) + "y";
          default -> letters("钢材油品邓安平", 1 + random.nextInt(6));
        };
    Integer longest = field.maxLength();
    return longest == null || text.length() <= longest ? text : text.substring(0, longest);
  }

  private String letters(String of, int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(of.charAt(random.nextInt(of.length())));
    }
    return text.toString();
  }

  /** A written value in the type of its field. */
  static @Nullable Object typed(String text, FieldKind kind) {
    return switch (kind) {
      case DECIMAL, QUANTITY, MONEY, UNIT_PRICE -> ToNumber.PLAIN.apply(text);
      case INTEGER -> ToKind.INTEGER.apply(text);
      case BOOLEAN -> ToKind.BOOLEAN.apply(text);
      case DATE -> new ToDate(List.of(DatePattern.ISO), ZoneOffset.UTC).apply(text);
      case INSTANT -> new ToInstant(List.of(), ZoneOffset.UTC).apply(text);
      default -> text;
    };
  }
}

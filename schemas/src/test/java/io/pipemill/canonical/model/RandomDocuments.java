package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes documents of any type from its fields alone: good ones, and ones with a few faults of every
 * kind a Java object can carry.
 */
final class RandomDocuments {
  private static final String[] TEXTS = {
    "",
    " ",
    "   ",
    "A",
    "AB",
    "CN",
    "CNY",
    "cny",
    "USDX",
    "t",
    "kg",
    "[bbl_us]",
    "{piece}",
    "m3",
    "SO-1",
    "ABCD",
    "AB-12",
    "TEST abc",
    "AB-12345",
    "two words",
    " lead",
    "trail ",
    "tab\there",
    "line\nbreak",
    "dos\r\nline",
    "old\rmac",
    "\n",
    "中石化",
    "０１２",
    "e\u0301",
    "\u00e9",
    "\u1100\u1161",
    "\u304b\u3099",
    "\u0344",
    "𠮷野家",
    "😀",
    "]]>",
    "<&>\"'",
    "&amp;",
    "<!--",
    "\u0085",
    "\u2028",
    "\u00a0",
    "\u3000",
    "\ufeff",
    "\ufffd",
    "\u007f",
    "x\u0080y"
  };
  private static final String[] ILLEGAL = {
    "\u0000",
    "a\u0001b",
    "\u001f",
    "\ufffe",
    "\uffff",
    "\ud800",
    "a\udc00",
    "\udc00\ud800",
    "\u000b"
  };
  private static final String[] LONG = {"A", "中", "A", "中", "😀", "𠮷b", "bb\ud842\udfb7b"};
  private static final String[] NUMBERS = {
    "0",
    "0.0",
    "-0.00",
    "1",
    "1.0",
    "1.50",
    "-1",
    "12.345",
    "100",
    "1E+2",
    "1E+10",
    "1E-10",
    "1E-12",
    "1.0000000000000000",
    "1E-13",
    "0.123456789012",
    "0.1234567890123",
    "1E+37",
    "1E+38",
    "-273.15",
    "-273.14",
    "1800",
    "1800.00",
    "1800.01",
    "9999.99",
    "10000.0",
    "123456.7",
    "0E-30",
    "0E+30",
    "99999999999999999999999999999999999999",
    "999999999999999999999999999999999999999",
    "99999999999999999999999999.999999999999",
    "-12345678901234567890.5",
    "123456789012345678",
    "1234567890123456789",
    "9223372036854775807",
    "-9223372036854775808",
    "0.000000000000000001"
  };
  private static final LocalDate[] DAYS = {
    LocalDate.of(1899, 12, 31),
    LocalDate.of(1900, 1, 1),
    LocalDate.of(9999, 12, 31),
    LocalDate.of(10000, 1, 1),
    LocalDate.of(0, 1, 1),
    LocalDate.of(-5, 1, 1),
    LocalDate.MIN,
    LocalDate.MAX,
    LocalDate.of(2000, 1, 1),
    LocalDate.of(2099, 12, 31),
    LocalDate.of(2100, 1, 1)
  };
  private static final Instant[] INSTANTS = {
    Instant.parse("1899-12-31T23:59:59.999999999Z"),
    Instant.parse("1900-01-01T00:00:00Z"),
    Instant.parse("9999-12-31T23:59:59.999999999Z"),
    Instant.parse("9999-12-31T23:59:59.5Z"),
    Instant.MIN,
    Instant.MAX,
    Instant.EPOCH,
    Instant.parse("2026-03-08T07:00:00.120Z")
  };

  private final Random random;
  private final double faults;

  /**
   * @param faults share of the fields that get a value drawn from all values, right or wrong
   */
  RandomDocuments(Random random, double faults) {
    this.random = random;
    this.faults = faults;
  }

  Object document(DocumentType type) {
    Object document = type.root().newInstance();
    fill(type.root(), document);
    return document;
  }

  private void fill(FieldType parent, Object target) {
    for (FieldType field : parent.children()) {
      if (field.kind() == FieldKind.LIST) {
        int size = listSize((CompiledField) field);
        for (int i = 0; i < size; i++) {
          Object element = field.newInstance();
          if (random.nextDouble() >= faults / 2) {
            fill(field, element);
          }
          field.set(target, element);
        }
      } else {
        field.set(target, value(field));
      }
    }
  }

  private int listSize(CompiledField list) {
    if (random.nextDouble() < faults) {
      return random.nextInt(5);
    }
    // the wanted number of elements, found by asking: checks know their bounds, tests do not
    for (int tries = 0; tries < 50; tries++) {
      int size = random.nextInt(4);
      if (listAccepts(list, size)) {
        return size;
      }
    }
    return 2;
  }

  private static boolean listAccepts(CompiledField list, int size) {
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(list.newInstance());
    }
    List<io.pipemill.canonical.Violation> into = new ArrayList<>();
    list.check.explain(elements, "", into);
    return into.stream().noneMatch(one -> one.code().equals(Rule.OCCURRENCE.code));
  }

  private Object value(FieldType field) {
    boolean fault = random.nextDouble() < faults;
    if (fault ? random.nextInt(3) == 0 : !field.required() && random.nextInt(3) == 0) {
      return null;
    }
    switch (field.kind()) {
      case GROUP, QUANTITY, MONEY, UNIT_PRICE:
        Object group = field.newInstance();
        if (!fault) {
          fill(field, group);
        }
        return group;
      default:
        return fault ? anyValue(field) : goodValue((CompiledField) field);
    }
  }

  /** Any value of a simple field, right or wrong, or null. */
  Object leaf(FieldType field) {
    return random.nextInt(5) == 0 ? null : anyValue(field);
  }

  private Object goodValue(CompiledField field) {
    for (int tries = 0; tries < 1000; tries++) {
      Object value = anyValue(field);
      if (field.check.accepts(value)) {
        return value;
      }
    }
    throw new IllegalStateException("no good value found for " + field);
  }

  private Object anyValue(FieldType field) {
    return switch (field.kind()) {
      case TEXT -> text(field);
      case CODE -> code(field);
      case DECIMAL -> number();
      case INTEGER ->
          random.nextBoolean() ? Long.valueOf(random.nextInt(16)) : Long.valueOf(random.nextLong());
      case BOOLEAN -> random.nextBoolean();
      case DATE ->
          random.nextInt(4) == 0
              ? DAYS[random.nextInt(DAYS.length)]
              : LocalDate.of(
                  2000 + random.nextInt(60), 1 + random.nextInt(12), 1 + random.nextInt(28));
      case INSTANT ->
          random.nextInt(4) == 0
              ? INSTANTS[random.nextInt(INSTANTS.length)]
              : Instant.ofEpochSecond(
                  random.nextInt(), random.nextBoolean() ? 0 : random.nextInt(999_999_999));
      default -> throw new IllegalStateException(field.toString());
    };
  }

  private Object code(FieldType field) {
    List<String> codes = new ArrayList<>(field.codes());
    return random.nextInt(4) == 0
        ? TEXTS[random.nextInt(TEXTS.length)]
        : codes.get(random.nextInt(codes.size())) + (random.nextInt(8) == 0 ? " " : "");
  }

  private String text(FieldType field) {
    Integer longest = field.maxLength();
    switch (random.nextInt(10)) {
      case 0:
        return ILLEGAL[random.nextInt(ILLEGAL.length)];
      case 1:
        return word(
            LONG[random.nextInt(LONG.length)],
            (longest == null ? 30 : longest) + random.nextInt(3) - 1);
      case 2:
        return word(String.valueOf((char) ('A' + random.nextInt(26))), 1 + random.nextInt(4));
      default:
        return TEXTS[random.nextInt(TEXTS.length)]
            + (random.nextInt(4) == 0 ? TEXTS[random.nextInt(TEXTS.length)] : "");
    }
  }

  /** The unit again and again, to that length. */
  private static String word(String unit, int length) {
    return unit.repeat(Math.max(0, length) / unit.length())
        + "A".repeat(Math.max(0, length) % unit.length());
  }

  private BigDecimal number() {
    return random.nextInt(3) == 0
        ? new BigDecimal(new BigInteger(random.nextInt(140), random), random.nextInt(30) - 8)
        : new BigDecimal(NUMBERS[random.nextInt(NUMBERS.length)]);
  }
}

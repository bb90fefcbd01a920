package io.pipemill.canonical.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecordTreeJsonPropertiesTest {
  private static final String[] TEXTS = {
    "",
    " ",
    "text",
    "中文",
    "😀",
    "\"quoted\\",
    "\u0000\u0001\u001f",
    "\ud800",
    "a\udc00b",
    "\uffff",
    "line\r\nbreak",
    "{\"d\":\"2026-01-01\"}",
    "15",
    "true",
    "null",
    "\u2028"
  };
  private final RecordTreeJson json = new RecordTreeJson();

  @Property(tries = 2000)
  void anyRecord_comesBackTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    RecordTree record = record(shape("root", random, 0), random);
    byte[] bytes = json.write(record);
    assertSame(json.read(bytes), record);
    assertSame(new RecordTreeJson().read(bytes), record);
    assertThat(json.write(json.read(bytes))).isEqualTo(bytes);
  }

  @Property(tries = 300)
  void recordWhoseShapeWasEdited_isReadAllTheSame(@ForAll long seed) {
    Random random = new Random(seed);
    RecordTree record = record(shape("root", random, 0), random);
    String text = new String(json.write(record), StandardCharsets.UTF_8);
    String edited = text.replaceFirst("\\{\"n\":\\d+,", "{ \"n\": 1,\n ");
    assertSame(json.read(edited.getBytes(StandardCharsets.UTF_8)), record);
  }

  @Property(tries = 2000)
  void brokenBytes_areRefusedAsBroken(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = json.write(record(shape("root", random, 0), random));
    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    try {
      json.read(Arrays.copyOf(bytes, bytes.length - random.nextInt(3)));
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("a stored record cannot be read");
    }
  }

  @Example
  void hugeNumbersAndTexts_comeBack() {
    RecordShape shape = RecordShape.of("t", "N", "T", "S");
    RecordTree record =
        RecordTree.flat(
            shape,
            new Object[] {
              new BigDecimal(BigInteger.TEN.pow(20_000).add(BigInteger.ONE), 9_000),
              "x".repeat(3_000_000),
              new BigDecimal("1E-2147483647")
            },
            null);
    assertSame(json.read(json.write(record)), record);
  }

  @Example
  void valueOfAnotherType_isRefusedWithItsColumn() {
    RecordTree record = RecordTree.flat(RecordShape.of("ORDER", "QTY"), new Object[] {1.5}, null);
    assertThatThrownBy(() -> json.write(record))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("QTY")
        .hasMessageContaining("java.lang.Double");
  }

  private static RecordShape shape(String name, Random random, int depth) {
    List<String> columns = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      columns.add("列\"" + i);
    }
    List<RecordShape> groups = new ArrayList<>();
    for (int i = depth < 3 ? random.nextInt(3) : 0; i > 0; i--) {
      groups.add(shape("group" + i, random, depth + 1));
    }
    return new RecordShape(name, columns, groups);
  }

  @SuppressWarnings("unchecked")
  private static RecordTree record(RecordShape shape, Random random) {
    Object[] values = new Object[shape.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(random);
    }
    List<RecordTree>[] groups = new List[shape.groups().size()];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new ArrayList<>();
      for (int j = random.nextInt(3); j > 0; j--) {
        groups[i].add(record(shape.groups().get(i), random));
      }
    }
    return new RecordTree(shape, values, groups, random.nextBoolean() ? null : text(random));
  }

  private static Object value(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean() ? random.nextLong() : (Long) (long) random.nextInt(100);
      case 2 -> random.nextBoolean();
      case 3 ->
          new BigDecimal(new BigInteger(random.nextInt(200), random), random.nextInt(80) - 40);
      case 4 -> LocalDate.ofEpochDay(random.nextInt());
      case 5 ->
          LocalDateTime.ofEpochSecond(
              random.nextInt(), random.nextInt(999_999_999), java.time.ZoneOffset.UTC);
      case 6 ->
          Instant.ofEpochSecond(
              random.nextLong() % 31_000_000_000_000_000L, random.nextInt(999_999_999));
      default -> text(random);
    };
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)] + TEXTS[random.nextInt(TEXTS.length)];
  }

  private static void assertSame(RecordTree found, RecordTree wanted) {
    assertThat(found.shape()).isEqualTo(wanted.shape());
    assertThat(found.where()).isEqualTo(wanted.where());
    for (int i = 0; i < wanted.shape().columns().size(); i++) {
      assertThat(found.value(i)).isEqualTo(wanted.value(i));
    }
    for (int i = 0; i < wanted.shape().groups().size(); i++) {
      assertThat(found.group(i)).hasSameSizeAs(wanted.group(i));
      for (int j = 0; j < wanted.group(i).size(); j++) {
        assertSame(found.group(i).get(j), wanted.group(i).get(j));
      }
    }
  }
}

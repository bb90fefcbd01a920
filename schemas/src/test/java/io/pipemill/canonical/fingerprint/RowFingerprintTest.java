package io.pipemill.canonical.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RowFingerprintTest {
  private static final RowFingerprint NUMBERS = of(ColumnKind.NUMBER, ColumnKind.NUMBER);
  private static final RowFingerprint TEXTS = of(ColumnKind.TEXT, ColumnKind.TEXT);

  private static RowFingerprint of(ColumnKind... kinds) {
    return new RowFingerprint(Arrays.stream(kinds).map(ColumnRule::of).toList());
  }

  private static String one(ColumnRule rule, Object value) {
    return new RowFingerprint(List.of(rule)).form(0, value);
  }

  @Property(tries = 5000)
  void numbers_countByValue(
      @ForAll BigInteger digits,
      @ForAll @IntRange(min = -30, max = 30) int scale,
      @ForAll @IntRange(min = 0, max = 40) int more,
      @ForAll BigDecimal other) {
    BigDecimal number = new BigDecimal(digits, scale);
    BigDecimal notation = number.setScale(scale + more);
    assertThat(NUMBERS.column(0, notation)).isEqualTo(NUMBERS.column(0, number));
    assertThat(NUMBERS.form(0, number)).isEqualTo("D" + plain(number));
    assertThat(Arrays.equals(NUMBERS.column(0, number), NUMBERS.column(0, other)))
        .isEqualTo(number.compareTo(other) == 0);
  }

  /** Written apart from the code under test. */
  private static String plain(BigDecimal number) {
    String plain = number.toPlainString();
    if (plain.contains(".")) {
      plain = plain.replaceFirst("0+$", "").replaceFirst("\\.$", "");
    }
    return plain.equals("-0") ? "0" : plain;
  }

  @Property
  void wholeNumbers_countByValueWhateverTheirType(@ForAll long number) {
    String form = NUMBERS.form(0, number);
    assertThat(NUMBERS.form(0, BigInteger.valueOf(number))).isEqualTo(form);
    assertThat(NUMBERS.form(0, BigDecimal.valueOf(number))).isEqualTo(form);
    assertThat(NUMBERS.form(0, (int) number)).isEqualTo(NUMBERS.form(0, (long) (int) number));
  }

  @Property(tries = 5000)
  void rowsAreEqual_onlyIfEveryColumnIs(
      @ForAll @Size(2) List<String> left, @ForAll @Size(2) List<String> right) {
    boolean same = true;
    for (int i = 0; i < 2; i++) {
      same &= nfc(left.get(i)).equals(nfc(right.get(i)));
    }
    assertThat(Arrays.equals(TEXTS.of(left.toArray()), TEXTS.of(right.toArray()))).isEqualTo(same);
  }

  @Property
  void cutBetweenColumns_counts(
      @ForAll String text, @ForAll @IntRange(max = 50) int a, @ForAll @IntRange(max = 50) int b) {
    String ascii = text.replaceAll("[^ -~]", "x");
    int cutA = Math.min(a, ascii.length());
    int cutB = Math.min(b, ascii.length());
    byte[] left = TEXTS.of(ascii.substring(0, cutA), ascii.substring(cutA));
    byte[] right = TEXTS.of(ascii.substring(0, cutB), ascii.substring(cutB));
    assertThat(Arrays.equals(left, right)).isEqualTo(cutA == cutB);
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  @Provide
  Arbitrary<String> marked() {
    return Arbitraries.strings()
        .withChars("aeoq \u0301\u0308\u0323\u1112\u1161\u11ab油１Ａ")
        .ofMaxLength(8);
  }

  @Property
  void unicodeForm_doesNotCountUnlessAsked(@ForAll("marked") String text) {
    ColumnRule rule = ColumnRule.of(ColumnKind.TEXT);
    String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
    assertThat(one(rule, decomposed)).isEqualTo(one(rule, text));
    assertThat(one(rule.asStored(), decomposed).equals(one(rule.asStored(), text)))
        .isEqualTo(decomposed.equals(text));
  }

  @Property
  void instants_countWhateverTheirZone(
      @ForAll Instant instant, @ForAll @IntRange(min = -64800, max = 64800) int offset) {
    RowFingerprint moments = of(ColumnKind.INSTANT);
    Instant year = instant.truncatedTo(ChronoUnit.MICROS);
    byte[] expected = moments.of(year);
    ZoneOffset zone = ZoneOffset.ofTotalSeconds(offset / 60 * 60);
    assertThat(moments.of(OffsetDateTime.ofInstant(instant, zone))).isEqualTo(expected);
    assertThat(moments.of(instant.atZone(ZoneId.of("America/New_York")))).isEqualTo(expected);
    assertThat(moments.of(year.plus(1, ChronoUnit.MICROS))).isNotEqualTo(expected);
    assertThat(moments.of(year.plusNanos(999))).isEqualTo(expected);
  }

  @Example
  void day_isItsMidnight() {
    ColumnRule rule = ColumnRule.of(ColumnKind.LOCAL);
    assertThat(one(rule, LocalDate.of(2026, 3, 8)))
        .isEqualTo(one(rule, LocalDateTime.of(2026, 3, 8, 0, 0)));
    assertThat(one(rule, LocalDate.of(12026, 3, 8))).isEqualTo("L12026-03-08 00:00:00.000000");
  }

  @Example
  void buffers_areReusedWithoutTraces() {
    RowFingerprint row = of(ColumnKind.TEXT, ColumnKind.BINARY);
    byte[] before = row.of("short", new byte[1]);
    row.of("x".repeat(3_000_000), new byte[100_000]);
    assertThat(row.of("short", new byte[1])).isEqualTo(before);
    assertThatThrownBy(() -> row.of("short", "no bytes"))
        .hasMessageContaining("column 2: found java.lang.String, expected a value of kind BINARY");
    assertThat(row.of("short", new byte[1])).isEqualTo(before);
  }

  @Example
  void uuidAndItsBytes_areTheSame() {
    ColumnRule rule = ColumnRule.of(ColumnKind.UUID);
    UUID uuid = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
    byte[] bytes =
        java.nio.ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    assertThat(one(rule, bytes))
        .isEqualTo(one(rule, uuid))
        .isEqualTo("U0123456789abcdeffedcba9876543210");
    assertThatThrownBy(() -> one(rule, new byte[15])).hasMessageContaining("found 15, expected 16");
  }

  @Example
  void valuesOfAnotherKind_areRefusedWithoutTheValue() {
    assertThatThrownBy(() -> one(ColumnRule.of(ColumnKind.NUMBER), "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("column 1: found java.lang.String, expected a value of kind NUMBER");
    assertThatThrownBy(() -> one(ColumnRule.of(ColumnKind.NUMBER), 0.1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TEXTS.of("one")).hasMessageContaining("found 1, expected 2");
    assertThatThrownBy(() -> new RowFingerprint(List.of())).hasMessageContaining("found 0");
    assertThatThrownBy(
            () ->
                new RowFingerprint(
                    Collections.nCopies(
                        RowFingerprint.MOST_COLUMNS + 1, ColumnRule.of(ColumnKind.TEXT))))
        .hasMessageContaining("found 3601");
    assertThatThrownBy(() -> ColumnRule.rounded(16)).hasMessageContaining("found 16");
  }

  @Property(tries = 200)
  void manyColumns_eachCounts(
      @ForAll @IntRange(min = 1, max = 200) int columns, @ForAll int place) {
    RowFingerprint row =
        new RowFingerprint(Collections.nCopies(columns, ColumnRule.of(ColumnKind.NUMBER)));
    Object[] values = new Object[columns];
    Arrays.fill(values, 7L);
    byte[] before = row.of(values);
    values[Math.floorMod(place, columns)] = null;
    assertThat(row.of(values)).isNotEqualTo(before).hasSize(RowFingerprint.LENGTH);
  }
}

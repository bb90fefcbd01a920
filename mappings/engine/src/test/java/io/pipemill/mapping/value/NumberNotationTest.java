package io.pipemill.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.value.ToStatedNumber.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers as people write them: full width, in words, with signs before, behind and around. */
class NumberNotationTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final NumberNotation GROUPED = new NumberNotation('.', ',', true, true);
  private static final ToStatedNumber TONS = new ToStatedNumber(GROUPED, null, Kind.QUANTITY);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"０１２|12", "－１２．５０|-12.50", "＋７|7", "−3|-3", "1２.５|12.5"})
  void fullWidthDigitsAndSigns_areReadAlways(String text, BigDecimal expected) {
    assertThat(ToNumber.PLAIN.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "１，２５０．３|1250.3",
        "1，250|1250",
        "（１２．５）|-12.5",
        "(12.5)|-12.5",
        "１２．５－|-12.5",
        "12.5-|-12.5"
      })
  void declaredSigns_areReadInFullWidthToo(String text, BigDecimal expected) {
    assertThat(new ToNumber(GROUPED, null).apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"，", "５，", "，５", "１，５", "(5-)", "-(5)", "--5", "5--", "（", "（５", "-", "－"})
  void loneFullWidthSigns_areNoNumber(String text) {
    assertThatThrownBy(() -> new ToNumber(GROUPED, null).apply(text))
        .isInstanceOf(ContentProblem.class)
        .hasMessage("is not a number");
  }

  @Property
  void everyNumber_survivesEveryNotationWidthAndWord(
      @ForAll("numbers") BigDecimal number,
      @ForAll("notations") NumberNotation notation,
      @ForAll boolean wide,
      @ForAll("multipliers") String multiplier,
      @ForAll("units") String unit) {
    String written = notation.write(number);
    String text = wide ? widened(written) : written;
    assertThat(new ToNumber(notation, null).apply(text)).isEqualByComparingTo(number);

    BigDecimal times = multiplier.isEmpty() ? BigDecimal.ONE : UnitWords.multiplier(multiplier);
    BigDecimal expected = number.multiply(times);
    ToStatedNumber stated = new ToStatedNumber(notation, null, Kind.QUANTITY);
    String words = multiplier + unit;
    for (String worded : List.of(text + words, words.isEmpty() ? text : text + " " + words)) {
      Object read = stated.apply(worded);
      if (multiplier.isEmpty() && unit.isEmpty()) {
        assertThat((BigDecimal) read).isEqualByComparingTo(expected);
      } else {
        assertThat(((StatedNumber) read).value()).isEqualByComparingTo(expected);
        assertThat(((StatedNumber) read).value().scale()).isNotNegative();
      }
    }
    // a column that counts in 万 gives back what was divided for it
    Object divided = FromNumber.dividedBy(times).apply(number);
    assertThat(new ToNumber(notation, times).apply(divided)).isEqualByComparingTo(number);
  }

  @Provide
  Arbitrary<BigDecimal> numbers() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-1000000000000"), new BigDecimal("1000000000000"))
        .ofScale(6);
  }

  @Provide
  Arbitrary<NumberNotation> notations() {
    return Combinators.combine(
            Arbitraries.of('.', ','),
            Arbitraries.of((char) 0, '.', ',', '\'', ' '),
            Arbitraries.of(true, false),
            Arbitraries.of(true, false))
        .as(NumberNotation::new)
        .filter(notation -> notation.decimal() != notation.thousands());
  }

  @Provide
  Arbitrary<String> multipliers() {
    return Arbitraries.of("", "千", "万", "百万", "千万", "亿", "万亿");
  }

  @Provide
  Arbitrary<String> units() {
    return Arbitraries.of("", "吨", "t", "桶", "立方米");
  }

  private static String widened(String text) {
    StringBuilder wide = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                wide.append(c == ' ' ? '　' : c > ' ' && c < 0x7F ? (char) (c + 0xFEE0) : (char) c));
    return wide.toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.25万|12500|",
        "3万吨|30000|t",
        "1,250.3 万吨|12503000|t",
        "１，２５０．３　万吨|12503000|t",
        "3吨|3|t",
        "3千克|3|kg",
        "2千吨|2000|t",
        "5百万桶|5000000|[bbl_us]",
        "1.5万立方米|15000|m3",
        "(3万吨)|-30000|t",
        "3万吨-|-30000|t",
        "0.00005亿|5000|",
        "1万亿吨|1000000000000|t",
        "7 t|7|t"
      })
  void quantitiesInWords_areExact(String text, BigDecimal value, String unit) {
    StatedNumber stated = (StatedNumber) TONS.apply(text);

    assertThat(stated.value()).isEqualTo(value);
    assertThat(stated.unit()).isEqualTo(unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.5亿元|1250000000|CNY|",
        "3万美元|30000|USD|",
        "5,200元/吨|5200|CNY|t",
        "0.52万元 / 吨|5200|CNY|t"
      })
  void moneyInWords_isExact(String text, BigDecimal value, String currency, String per) {
    StatedNumber stated = (StatedNumber) new ToStatedNumber(GROUPED, null, Kind.PRICE).apply(text);

    assertThat(stated.value()).isEqualTo(value);
    assertThat(stated.unit()).isEqualTo(currency);
    assertThat(stated.per()).isEqualTo(per);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"万吨", "1.25万顿", "一万吨", "3亿万吨", "3万 5", "3万元", "1.25万吨左右", "约3万吨", "3-5万吨", "3斤"})
  void otherWords_areNoQuantity(String text) {
    assertThatThrownBy(() -> TONS.apply(text))
        .isInstanceOfSatisfying(
            ContentProblem.class, problem -> assertThat(problem.code()).isEqualTo("MAP-101"));
  }

  @Test
  void columnThatCountsInTenThousands_countsOnce() {
    BigDecimal wan = UnitWords.multiplier("万");
    ToStatedNumber column = new ToStatedNumber(GROUPED, wan, Kind.QUANTITY);

    assertThat(column.apply("1.25")).isEqualTo(new BigDecimal("12500"));
    assertThat(column.apply(new BigDecimal("1.25"))).isEqualTo(new BigDecimal("12500"));
    assertThat(((StatedNumber) column.apply("1.25万吨")).value()).isEqualTo("12500");
    for (String other : List.of("1.25吨", "1.25亿吨", "1.25亿")) {
      assertThatThrownBy(() -> column.apply(other))
          .isInstanceOfSatisfying(
              ContentProblem.class, problem -> assertThat(problem.code()).isEqualTo("MAP-120"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "２０２６－０３－１５|yyyy-MM-dd",
        "２０２６０３１５|yyyyMMdd",
        "２０２６／３／１５|yyyy/M/d",
        "2026／3／15|yyyy／M／d",
        "2026/3/15|yyyy／M／d",
        "２０２６年０３月１５日|yyyy年MM月dd日"
      })
  void fullWidthDates_areReadAlways(String text, String pattern) {
    ToDate toDate = new ToDate(List.of(DatePattern.of(pattern)), SHANGHAI);

    assertThat(toDate.apply(text)).isEqualTo(LocalDate.of(2026, 3, 15));
  }

  @Test
  void fullWidthTimes_areReadAlways() {
    Instant expected = Instant.parse("2026-03-15T02:00:00Z");

    assertThat(new ToInstant(List.of(), SHANGHAI).apply("２０２６－０３－１５　１０：００：００")).isEqualTo(expected);
    assertThat(
            new ToInstant(List.of(DatePattern.of("yyyy.MM.dd HH:mm")), SHANGHAI)
                .apply("２０２６．０３．１５　１０：００"))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"Ａ－０１２（甲）|A-012(甲)", "Q235B|Q235B", "钢材，二级。|钢材,二级。", "Ａ　Ｂ|A B"})
  void codes_areNarrowedWhereDeclared(String text, String expected) {
    assertThat(Width.NARROW.apply(text)).isEqualTo(expected);
  }
}

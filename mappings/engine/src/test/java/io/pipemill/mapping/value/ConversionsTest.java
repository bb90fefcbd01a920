package io.pipemill.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.mapping.check.ContentProblem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConversionsTest {
  private static final ToNumber GERMAN =
      new ToNumber(new NumberNotation(',', '.', true, false), null);
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"12.50|12.50", "-3|-3", "+7|7", "007|7", "0.001|0.001", "1234567|1234567"})
  void plainNumbers_areRead(String text, BigDecimal expected) {
    assertThat(ToNumber.PLAIN.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e5", "1,5", "1 000", "--1", "-", ".", "5.", ".5", "1.2.3", "０１２，５", "１，５", "５．", "．５",
        "5。2", "１　０", "12kg", "NaN", "1-", "(5)", "0x1F", "1_000"
      })
  void whatIsNoPlainNumber_isRefused(String text) {
    assertThatThrownBy(() -> ToNumber.PLAIN.apply(text))
        .isInstanceOf(ContentProblem.class)
        // the value is in the problem, never in the text of the exception
        .hasMessage("is not a number");
  }

  @Property
  void hugeTexts_areRefusedAtOnce(@ForAll @StringLength(min = 81, max = 5000) String text) {
    assertThatThrownBy(() -> ToNumber.PLAIN.apply("9".repeat(81) + text))
        .isInstanceOf(ContentProblem.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.234.567,89|1234567.89",
        "1234,5|1234.5",
        "(12,50)|-12.50",
        "-1.000|-1000",
        "12|12"
      })
  void declaredSigns_areRead(String text, BigDecimal expected) {
    assertThat(GERMAN.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.23", "12.34,5", "1..000", ".123", "1.0000", "1234.567", "(1", "()", "1.234.5"})
  void thousandsInTheWrongPlace_areRefused(String text) {
    assertThatThrownBy(() -> GERMAN.apply(text)).isInstanceOf(ContentProblem.class);
  }

  @Property
  void everyDecimal_survivesItsOwnNotation(
      @ForAll @BigRange(min = "-1000000000000", max = "1000000000000") @Scale(6) BigDecimal value) {
    assertThat(ToNumber.PLAIN.apply(value.toPlainString())).isEqualTo(value);
    DecimalFormat format =
        new DecimalFormat(
            "#,##0.000000;(#,##0.000000)", DecimalFormatSymbols.getInstance(Locale.GERMANY));
    assertThat(GERMAN.apply(format.format(value))).isEqualByComparingTo(value);
  }

  @Property
  void everyDate_survivesEveryPattern(
      @ForAll @DateRange(min = "1900-01-01", max = "9999-12-31") LocalDate date) {
    for (String pattern :
        List.of("yyyy-MM-dd", "yyyyMMdd", "dd.MM.yyyy", "yyyy/M/d", "yyyy年MM月dd日")) {
      String text = date.format(DateTimeFormatter.ofPattern(pattern));
      ToDate toDate = new ToDate(List.of(DatePattern.of(pattern)), SHANGHAI);
      assertThat(toDate.apply(text)).isEqualTo(date);
    }
  }

  @Property
  void fastPatterns_agreeWithTheFormatter(@ForAll @StringLength(max = 11) String text) {
    for (String pattern : List.of("yyyy-MM-dd", "yyyyMMdd")) {
      LocalDate slow;
      try {
        slow =
            LocalDate.parse(
                text,
                DateTimeFormatter.ofPattern(pattern.replace('y', 'u'))
                    .withResolverStyle(java.time.format.ResolverStyle.STRICT));
      } catch (java.time.DateTimeException e) {
        slow = null;
      }
      LocalDate fast = DatePattern.of(pattern).date(text);
      if (slow != null && slow.getYear() >= 0 && slow.getYear() <= 9999) {
        assertThat(fast).isEqualTo(slow);
      } else {
        assertThat(fast).isNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-02-29", "2026-13-01", "2026-00-10", "20260230x", "2026-1-1", "", "26-01-01"})
  void daysThatAreNone_areRefused(String text) {
    ToDate toDate = new ToDate(List.of(DatePattern.ISO, DatePattern.of("yyyyMMdd")), SHANGHAI);
    assertThatThrownBy(() -> toDate.apply(text)).isInstanceOf(ContentProblem.class);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-15, 2026-03-15",
    "2026-03-15Z, 2026-03-15",
    "2026-03-15+14:00, 2026-03-15",
    "2026-03-15-05:00, 2026-03-15"
  })
  void isoDays_ignoreTheirOffset(String text, LocalDate expected) {
    ToDate toDate = new ToDate(List.of(DatePattern.ISO), SHANGHAI);
    assertThat(toDate.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-15T10:00:00+08:00, 2026-03-15T02:00:00Z",
    "2026-03-15T10:00:00, 2026-03-15T02:00:00Z",
    "2026-03-15 10:00:00, 2026-03-15T02:00:00Z",
    "2026-03-15T10:00:00.123456Z, 2026-03-15T10:00:00.123456Z",
    "2026-03-15, 2026-03-14T16:00:00Z"
  })
  void times_areTakenInTheMappingsZone(String text, Instant expected) {
    assertThat(new ToInstant(List.of(), SHANGHAI).apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"2026-11-01T05:30:00Z, 2026-11-01", "2026-11-02T04:59:59Z, 2026-11-01"})
  void instant_fallsOnTheDayOfTheZone(Instant instant, LocalDate expected) {
    // New York sets its clocks back on that day: it has 25 hours
    ToDate toDate = new ToDate(List.of(DatePattern.ISO), ZoneId.of("America/New_York"));
    assertThat(toDate.apply(instant)).isEqualTo(expected);
  }

  @Property
  void localDateTime_keepsItsDay(
      @ForAll @DateRange(min = "1970-01-01", max = "2100-12-31") LocalDate date) {
    LocalDateTime late = date.atTime(23, 59, 59);
    assertThat(new ToDate(List.of(DatePattern.ISO), SHANGHAI).apply(late)).isEqualTo(date);
  }

  @ParameterizedTest
  @CsvSource({
    "2.345, HALF_UP, 2.35",
    "2.345, HALF_EVEN, 2.34",
    "-2.345, HALF_UP, -2.35",
    "2.341, UP, 2.35",
    "2.349, DOWN, 2.34",
    "2, HALF_UP, 2.00"
  })
  void rounding_isAsDeclared(BigDecimal value, RoundingMode mode, BigDecimal expected) {
    assertThat(new Rounding(2, mode).apply(value)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1001.00, 1001", "1E+3, 1000", "0.50, 0.5", "100, 100", "0.00, 0"})
  void numbersAsText_haveNoExponentAndNoZerosAtTheEnd(BigDecimal number, String expected) {
    assertThat(Text.of(number)).isEqualTo(expected);
  }

  @Property
  void texts_areStrippedAsTheJdkDoes(@ForAll String text) {
    String stripped = text.strip();
    assertThat(Text.clean(text)).isEqualTo(stripped.isEmpty() ? null : stripped);
  }

  @Property
  void cutTexts_neverEndInHalfACharacter(@ForAll @StringLength(max = 30) String text) {
    String whole = "𠮷" + text + "𠮷𠮷";
    for (int length = 1; length < whole.length(); length++) {
      String cut = (String) ToKind.cut(length).apply(whole);
      assertThat(cut.length()).isLessThanOrEqualTo(length);
      assertThat(
              cut.isEmpty()
                  || !Character.isHighSurrogate(cut.charAt(cut.length() - 1))
                  || !Character.isLowSurrogate(whole.charAt(cut.length())))
          .isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Y", "1", "yes", "TRUE", "是"})
  void otherWordsForTrue_needACodeList(String text) {
    assertThatThrownBy(() -> ToKind.BOOLEAN.apply(text)).isInstanceOf(ContentProblem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "99999999999999999999"})
  void wholeNumbers_areWhole(String text) {
    assertThatThrownBy(() -> ToKind.INTEGER.apply(text)).isInstanceOf(ContentProblem.class);
    assertThat(ToKind.INTEGER.apply("15")).isEqualTo(15L);
  }
}

package io.pipemill.canonical.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimesTest {

  @Property
  void everyTime_isReadAsJavaTimeReadsIt(
      @ForAll @LongRange(min = -90_000_000_000L, max = 300_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    for (int fraction : new int[] {0, nano}) {
      Instant instant = Instant.ofEpochSecond(second, fraction);
      LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
      assertThat(IsoTimes.instant(instant.toString())).isEqualTo(instant);
      assertThat(IsoTimes.dateTime(time.toString())).isEqualTo(time);
      assertThat(IsoTimes.date(time.toLocalDate().toString())).isEqualTo(time.toLocalDate());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29",
        "2026-13-01",
        "2026-1-01",
        "26-01-01",
        "2026/01/01",
        "2026-01-0x",
        "",
        "today",
        "2026-01-01T00:00",
        "٢٠٢٦-01-01"
      })
  void textThatIsNoDay_isRefused(String text) {
    assertThatThrownBy(() -> IsoTimes.date(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-03-08T24:30:00Z", "2026-03-08T23:60:00Z", "2026-03-08T23:59:61Z",
            "2026-03-08 23:59:01Z",
        "2026-03-08T23:59:01", "2026-03-08", "x", ""
      })
  void textThatIsNoInstant_isRefused(String text) {
    assertThatThrownBy(() -> IsoTimes.instant(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-08T15:30:00+08:00", "2026-03-08T07:30:00Z", "2026-03-08T07:30Z"})
  void offset_isTakenIntoAccount(String text) {
    assertThat(IsoTimes.instant(text)).isEqualTo(Instant.parse("2026-03-08T07:30:00Z"));
    assertThat(IsoTimes.date("2026-03-08")).isEqualTo(LocalDate.of(2026, 3, 8));
  }
}

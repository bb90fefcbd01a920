package io.pipemill.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/**
 * A day's meter provings as lines of fixed width: stations, their meters and runs, and a trailer.
 */
final class ProvingLines {
  private static final int RUNS = 3;
  private final Words words;
  private final MeterLines lines = new MeterLines();
  private final LocalDate day;
  private int stations;
  private int meters;
  private BigDecimal total = BigDecimal.ZERO;

  ProvingLines(Words words, LocalDate day) {
    this.words = words;
    this.day = day;
  }

  /**
   * Adds a station with its meters.
   *
   * @param missing bytes that the line of its last meter lacks
   */
  ProvingLines station(String code, String name, List<String> ofStation, int missing) {
    String date = day.toString().replace("-", "");
    lines
        .text("10", 2)
        .text(code, 8)
        .text(name, 20)
        .text(date, 8)
        .text("JD-" + date + "-" + stations, 14);
    lines.text(date + "1530", 12).text(words.person(), 10).text(words.person(), 10).end();
    stations++;
    for (int m = 0; m < ofStation.size(); m++) {
      meter(ofStation.get(m), m == ofStation.size() - 1 ? missing : 0);
    }
    return this;
  }

  private void meter(String meter, int missing) {
    BigDecimal volume = decimal(99_000, 101_000, 4);
    lines.text("20", 2).text(meter, 10).number(decimal(99_800, 100_200, 5), 7, 5);
    lines.number(decimal(5, 49, 3), 5, 3).number(decimal(300, 420, 1), 5, 1);
    lines.number(decimal(400, 800, 3), 6, 3).number(volume, 10, 4);
    lines.text(day.plusMonths(6).toString().replace("-", ""), 8).text("Y", 1).endShort(missing);
    meters++;
    total = total.add(volume);
    for (int run = 1; run <= RUNS; run++) {
      lines.text("30", 2).text(meter, 10).number(BigDecimal.valueOf(run), 2, 0);
      lines.number(decimal(99_800, 100_200, 5), 7, 5).end();
    }
  }

  private BigDecimal decimal(int low, int high, int decimals) {
    return BigDecimal.valueOf(words.between(low, high), decimals);
  }

  /**
   * Ends the file.
   *
   * @param more meters that the trailer counts though they are not there
   * @param off how much its total is wrong
   */
  byte[] trailer(int more, BigDecimal off) {
    lines.text("99", 2).number(BigDecimal.valueOf(stations), 6, 0);
    lines.number(BigDecimal.valueOf(meters + more), 6, 0).number(total.add(off), 14, 4).end();
    return lines.bytes();
  }
}

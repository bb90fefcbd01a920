package io.pipemill.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day's gauges of a tank farm as a Visual FoxPro table with memos. */
final class TankGauges {
  static final List<String> COLUMNS =
      List.of(
          "TANKNO C 8",
          "STATION C 10",
          "GAUGEDT T",
          "REASON C 1",
          "OIL C 2",
          "OILNAME C 20",
          "LEVEL N 6 0",
          "WATERLVL N 6 0",
          "METHOD C 1",
          "OILTEMP N 6 1",
          "AIRTEMP N 6 1",
          "TABLEVER C 10",
          "TOV N 12 3",
          "FWATER N 10 3",
          "ROOF N 8 3",
          "GOV N 12 3",
          "DENS N 8 1",
          "DENSTEMP N 6 1",
          "DENS20 N 8 1",
          "VCF N 8 5",
          "V20 N 12 3",
          "WATER N 6 3",
          "WATERBAS C 1",
          "NSV N 12 3",
          "NETMASS N 12 3",
          "CAPACITY N 8 0",
          "GAUGER C 9",
          "ENTRY C 1",
          "TICKETNO C 16",
          "REMARK M");
  private final Words words;
  private final FoxTable table = FoxTable.visualFoxPro();

  TankGauges(Words words) {
    this.words = words;
    COLUMNS.forEach(table::column);
  }

  FoxTable table() {
    return table;
  }

  static int place(String column) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (COLUMNS.get(i).startsWith(column + " ")) {
        return i;
      }
    }
    throw new IllegalArgumentException(column);
  }

  /** Adds the gauging of a tank at 8 o'clock. */
  void good(LocalDate day, int tank, boolean deleted) {
    table.row(deleted, row(day, tank));
  }

  /** The same with something else in one column. */
  void spoilt(LocalDate day, int tank, String column, @Nullable Object value) {
    List<@Nullable Object> row = row(day, tank);
    row.set(place(column), value);
    table.row(false, row);
  }

  private List<@Nullable Object> row(LocalDate day, int tank) {
    LocalDateTime at = day.atTime(8, 0);
    BigDecimal tov = decimal(2_000_000, 9_800_000, 3);
    BigDecimal freeWater = decimal(0, 90_000, 3);
    BigDecimal roof = decimal(-2_500, -500, 3);
    BigDecimal gov = tov.subtract(freeWater).subtract(roof);
    BigDecimal temperature = decimal(280, 450, 1);
    BigDecimal water = decimal(50, 500, 3);
    int density15 = words.between(845, 865);
    CrudeMeasure oil = CrudeMeasure.of(gov, density15, temperature, water);
    BigDecimal observed = decimal(8_300, 8_500, 1);
    @Nullable Object[] row = {
      "T-%02d".formatted(tank),
      "TF-01",
      at,
      tank % 5 == 0 ? "2" : "1",
      "01",
      "大庆原油",
      words.between(3_000, 14_000),
      words.between(0, 150),
      "1",
      temperature,
      decimal(-150, 200, 1),
      "2024-06",
      tov,
      freeWater,
      roof,
      gov,
      observed,
      temperature,
      oil.density20(),
      oil.factor(),
      oil.standardVolume(),
      water,
      "T",
      oil.netVolume(),
      oil.netMass(),
      10_000,
      words.person(),
      words.oneIn(4) ? "A" : "M",
      tank % 5 == 0 ? "JJ-" + day.toString().replace("-", "") + "-01" : null,
      words.oneIn(3) ? "罐底有水，已排放\r\nwater drained, gauged again" : null
    };
    return new ArrayList<>(Arrays.asList(row));
  }

  private BigDecimal decimal(int low, int high, int decimals) {
    return BigDecimal.valueOf(words.between(low, high), decimals);
  }
}

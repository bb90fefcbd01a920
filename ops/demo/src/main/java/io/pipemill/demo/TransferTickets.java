package io.pipemill.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tickets of custody transfers as a FoxPro 2 table, one row for each meter. */
final class TransferTickets {
  private static final List<String> COLUMNS =
      List.of(
          "TICKETNO C 16",
          "STATION C 10",
          "STARTDT C 14",
          "ENDDT C 14",
          "DELIVCD C 12",
          "DELIVNM C 30",
          "RECVCD C 12",
          "RECVNM C 30",
          "CONTRACT C 20",
          "OIL C 2",
          "METHOD C 1",
          "STATUS C 1",
          "METER C 12",
          "OPENING N 14 3",
          "CLOSING N 14 3",
          "MF N 8 4",
          "PROVED C 14",
          "GROSS N 12 3",
          "TEMP N 6 1",
          "PRESS N 7 3",
          "ASSAYNO C 20",
          "GOV N 12 3",
          "GOVTEMP N 6 1",
          "DENSKIND C 1",
          "DENS N 8 1",
          "VCF N 8 5",
          "V20 N 12 3",
          "WATER N 6 3",
          "WATERBAS C 1",
          "NSV N 12 3",
          "NETMASS N 12 3",
          "QTY N 12 3",
          "RECVQTY N 12 3",
          "PRICE N 10 2",
          "AMOUNT N 16 2",
          "SIGNDEL C 10",
          "SIGNREC C 10");
  private final Words words;
  private final FoxTable table = FoxTable.foxPro2();

  TransferTickets(Words words) {
    this.words = words;
    COLUMNS.forEach(table::column);
  }

  FoxTable table() {
    return table;
  }

  /**
   * Adds a ticket of two meters.
   *
   * @param all columns with other values in both rows
   * @param second columns with other values in the second row
   */
  void ticket(
      String number,
      LocalDate day,
      Map<String, ? extends @Nullable Object> all,
      Map<String, ? extends @Nullable Object> second) {
    BigDecimal one = BigDecimal.valueOf(words.between(300_000, 900_000), 3);
    BigDecimal two = BigDecimal.valueOf(words.between(300_000, 900_000), 3);
    BigDecimal temperature = BigDecimal.valueOf(words.between(300, 420), 1);
    BigDecimal water = BigDecimal.valueOf(words.between(50, 500), 3);
    CrudeMeasure oil = CrudeMeasure.of(one.add(two), words.between(845, 865), temperature, water);
    BigDecimal price = BigDecimal.valueOf(words.between(380_000, 460_000), 2);
    String date = day.toString().replace("-", "");
    Map<String, @Nullable Object> head = new LinkedHashMap<>();
    head.put("TICKETNO", number);
    head.put("STATION", "LACT-3");
    head.put("STARTDT", date + "000000");
    head.put("ENDDT", date + "060000");
    head.put("DELIVCD", "OILFIELD-2");
    head.put("DELIVNM", "第二采油厂");
    head.put("RECVCD", "REFINERY-1");
    head.put("RECVNM", "Northern Refining 北方炼化");
    head.put("CONTRACT", "YY-2025-0003");
    head.put("OIL", "01");
    head.put("METHOD", "D");
    head.put("STATUS", "1");
    head.put("ASSAYNO", "HY-" + date + "-0001");
    head.put("GOV", one.add(two));
    head.put("GOVTEMP", temperature);
    head.put("DENSKIND", "D");
    head.put("DENS", oil.density20());
    head.put("VCF", oil.factor());
    head.put("V20", oil.standardVolume());
    head.put("WATER", water);
    head.put("WATERBAS", "T");
    head.put("NSV", oil.netVolume());
    head.put("NETMASS", oil.netMass());
    head.put("QTY", oil.netMass());
    head.put("PRICE", price);
    head.put("AMOUNT", oil.netMass().multiply(price).setScale(2, RoundingMode.HALF_UP));
    head.put("SIGNDEL", words.person());
    head.put("SIGNREC", words.person());
    head.putAll(all);
    row(head, "LACT-3-A", one, temperature, Map.of());
    row(head, "LACT-3-B", two, temperature, second);
  }

  private void row(
      Map<String, @Nullable Object> head,
      String meter,
      BigDecimal volume,
      BigDecimal temperature,
      Map<String, ? extends @Nullable Object> changed) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>(head);
    BigDecimal opening = BigDecimal.valueOf(words.between(1_000_000, 9_000_000), 1);
    BigDecimal factor = BigDecimal.valueOf(words.between(9_990, 10_010), 4);
    row.put("METER", meter);
    row.put("OPENING", opening);
    row.put("CLOSING", opening.add(volume.divide(factor, 3, RoundingMode.HALF_UP)));
    row.put("MF", factor);
    row.put("PROVED", "20251001090000");
    row.put("GROSS", volume);
    row.put("TEMP", temperature);
    row.put("PRESS", BigDecimal.valueOf(words.between(400, 800), 3));
    row.putAll(changed);
    List<@Nullable Object> cells = new ArrayList<>();
    COLUMNS.forEach(column -> cells.add(row.get(column.substring(0, column.indexOf(' ')))));
    table.row(false, cells);
  }
}

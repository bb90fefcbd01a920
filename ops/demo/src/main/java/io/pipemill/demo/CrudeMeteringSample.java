package io.pipemill.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Tank gauges and transfer tickets as FoxPro tables, meter provings as lines of fixed width, made
 * from a seed.
 */
public final class CrudeMeteringSample {
  public static final String SYSTEM = "crude-storage-metering";
  private static final String GAUGE = "tank-gauge";
  private static final String TICKET = "custody-transfer";
  private static final String PROVING = "unit-report";
  private static final int TANKS = 12;
  private static final String ALONE = "TANKALONE.DBF";
  private static final LocalDate FIRST = LocalDate.of(2025, 10, 1);

  private record Station(String code, String name, List<String> meters) {}

  private static final List<Station> STATIONS =
      List.of(
          new Station("LACT-3", "三号交接计量站", List.of("LACT-3-A", "LACT-3-B")),
          new Station("LACT-5", "五号交接计量站", List.of("LACT-5-A")),
          new Station("PORT-1", "Port metering 港口", List.of("PORT-1-A", "PORT-1-B", "PORT-1-C")));

  private final Words words;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Planted> planted = new ArrayList<>();

  /**
   * @param seed same seed, same figures
   * @param days of gauges, tickets and provings, from October 2025; the planted files come on top
   */
  public CrudeMeteringSample(long seed, int days) {
    this.words = new Words(new Random(seed));
    for (int i = 0; i < days; i++) {
      gauges(FIRST.plusDays(i));
      provings(FIRST.plusDays(i));
    }
    tickets(days);
    wrongTables(FIRST.plusDays(days));
    wrongTickets(FIRST.plusDays(days));
    wrongProvings(FIRST.plusDays(days));
  }

  public List<Planted> planted() {
    return List.copyOf(planted);
  }

  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }

  /**
   * Writes the files into an inbox, once; the table whose memo file is missing as if it had waited
   * for it for an hour.
   *
   * @param inbox {@code <home>/inbox/crude-storage-metering}
   */
  public void drop(Path inbox) throws IOException {
    boolean before = Files.exists(inbox.resolve(".samples-dropped"));
    DroppedFiles.drop(inbox, files);
    if (!before) {
      Files.setLastModifiedTime(
          inbox.resolve(ALONE), FileTime.from(Instant.now().minusSeconds(3_600)));
    }
  }

  private static String compact(LocalDate day) {
    return day.toString().replace("-", "");
  }

  private void plant(String document, String key, PlantedKind kind) {
    planted.add(new Planted(SYSTEM, document, key, kind));
  }

  /** The memo file comes first, as most programs close it first. */
  private void table(String name, FoxTable table) {
    files.put(name + ".FPT", table.memoFile());
    files.put(name + ".DBF", table.table());
  }

  private static String key(int tank, LocalDate day) {
    return "T-%02d/%sT00:00:00Z".formatted(tank, day);
  }

  private void gauges(LocalDate day) {
    TankGauges gauges = new TankGauges(words);
    for (int tank = 1; tank <= TANKS; tank++) {
      if (tank == 4) {
        gauges.good(day, tank, true);
        plant(GAUGE, "TANK" + compact(day) + ".DBF", PlantedKind.DELETED_ROW);
      }
      gauges.good(day, tank, false);
    }
    table("TANK" + compact(day), gauges.table());
  }

  private byte[] dropped(String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private void wrongTables(LocalDate day) {
    files.put("TANKAGAIN.FPT", dropped("TANK" + compact(FIRST) + ".FPT"));
    byte[] first = dropped("TANK" + compact(FIRST) + ".DBF");
    file(GAUGE, "TANKAGAIN.DBF", first, PlantedKind.SAME_FILE_TWICE);
    file(GAUGE, "TANKCUT.DBF", Arrays.copyOf(first, first.length / 2), PlantedKind.BROKEN_FILE);
    file(GAUGE, ALONE, first, PlantedKind.MISSING_PART);
    TankGauges renamed = new TankGauges(words);
    renamed.good(day, 1, false);
    renamed.table().rename("OILTEMP", "TEMP");
    table("TANKOLD", renamed.table());
    plant(GAUGE, "TANKOLD.DBF", PlantedKind.WRONG_TEMPLATE);
    TankGauges wrong = new TankGauges(words);
    wrong.spoilt(day, 1, "OIL", "77");
    plant(GAUGE, key(1, day), PlantedKind.UNKNOWN_PRODUCT);
    wrong.spoilt(day, 2, "OILTEMP", null);
    plant(GAUGE, key(2, day), PlantedKind.MISSING_TEMPERATURE);
    wrong.spoilt(day, 3, "LEVEL", 12_345_678);
    plant(GAUGE, "TANKBAD.DBF", PlantedKind.NUMBER_OVERFLOW);
    wrong.spoilt(day, 4, "GAUGER", "司马相如令");
    plant(GAUGE, "TANKBAD.DBF", PlantedKind.CUT_CHARACTER);
    wrong.good(day, 5, false);
    table("TANKBAD", wrong.table());
  }

  private void file(String document, String name, byte[] bytes, PlantedKind kind) {
    files.put(name, bytes);
    plant(document, name, kind);
  }

  private static String ticket(LocalDate day, int number) {
    return "JJ-%s-%02d".formatted(compact(day), number);
  }

  private void tickets(int days) {
    TransferTickets tickets = new TransferTickets(words);
    for (int i = 0; i < days; i++) {
      LocalDate day = FIRST.plusDays(i);
      tickets.ticket(ticket(day, 1), day, Map.of(), Map.of());
      tickets.ticket(
          ticket(day, 2), day, Map.of("STATUS", "2", "RECVQTY", new BigDecimal("801.5")), Map.of());
      tickets.ticket(
          ticket(day, 3),
          day,
          Map.of("OIL", "09", "DENSKIND", "A", "DENS", new BigDecimal("34.5")),
          Map.of());
      plant(TICKET, ticket(day, 3), PlantedKind.API_GRAVITY);
    }
    files.put("JJ202510.DBF", tickets.table().table());
  }

  private void wrongTickets(LocalDate day) {
    TransferTickets tickets = new TransferTickets(words);
    tickets.ticket(ticket(day, 1), day, Map.of("STATUS", "2"), Map.of());
    plant(TICKET, ticket(day, 1), PlantedKind.ONE_SIDED_DISPUTE);
    tickets.ticket(ticket(day, 2), day, Map.of("SIGNREC", ""), Map.of());
    plant(TICKET, ticket(day, 2), PlantedKind.MISSING_SIGNATURE);
    tickets.ticket(ticket(day, 3), day, Map.of(), Map.of("QTY", new BigDecimal("1.5")));
    plant(TICKET, "JJBAD.DBF", PlantedKind.CONTRADICTION);
    tickets.ticket(ticket(day, 4), day, Map.of("STARTDT", "20250230000000"), Map.of());
    plant(TICKET, ticket(day, 4), PlantedKind.IMPOSSIBLE_DATE);
    tickets.ticket(ticket(day, 5), day, Map.of("WATERBAS", ""), Map.of());
    plant(TICKET, ticket(day, 5), PlantedKind.MISSING_BASIS);
    tickets.ticket(ticket(day, 6), day, Map.of(), Map.of());
    files.put("JJBAD.DBF", tickets.table().table());
  }

  private ProvingLines stations(LocalDate day, int missing) {
    ProvingLines lines = new ProvingLines(words, day);
    for (Station station : STATIONS) {
      int less = station.code().equals("LACT-5") ? missing : 0;
      lines.station(station.code(), station.name(), station.meters(), less);
    }
    return lines;
  }

  private void provings(LocalDate day) {
    files.put("JD" + compact(day) + ".TXT", stations(day, 0).trailer(0, BigDecimal.ZERO));
  }

  private void wrongProvings(LocalDate day) {
    byte[] miscounted = stations(day, 0).trailer(1, BigDecimal.ZERO);
    file(PROVING, "JDCOUNT.TXT", miscounted, PlantedKind.WRONG_COUNT);
    byte[] off = stations(day, 0).trailer(0, new BigDecimal("0.0100"));
    file(PROVING, "JDTOTAL.TXT", off, PlantedKind.WRONG_TOTAL);
    files.put("JDSHORT.TXT", stations(day, 5).trailer(0, BigDecimal.ZERO));
    plant(PROVING, "JDSHORT.TXT", PlantedKind.SHORT_LINE);
  }
}

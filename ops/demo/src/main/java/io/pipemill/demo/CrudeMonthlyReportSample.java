package io.pipemill.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Monthly workbooks of an oil field in both Excel formats, made from a seed. */
public final class CrudeMonthlyReportSample {
  public static final String SYSTEM = "crude-monthly-report";
  private static final String DOCUMENT = "production-report";
  private static final List<String> PLANTS = List.of("第一采油厂", "第二采油厂", "第三采油厂", "第四采油厂");
  private static final List<String> STATIONS =
      List.of("北一", "北二", "中七", "南三", "东五", "西四", "萨南", "杏北", "喇二", "龙虎泡", "葡西", "敖包塔");
  static final List<String> HEADER =
      List.of("采油厂", "站号", "站名", "期初库存", "产油量", "外输量", "销售量", "自用及损耗", "期末库存", "备注");
  private static final int QUANTITIES = 6;

  private final Words words;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Planted> planted = new ArrayList<>();

  /** Stock of each station at the end of the month before. */
  private final BigDecimal[] stock = new BigDecimal[STATIONS.size()];

  /**
   * @param seed same seed, same figures
   * @param months good workbooks of one month each, from January 2025; the planted ones come on top
   */
  public CrudeMonthlyReportSample(long seed, int months) {
    this.words = new Words(new Random(seed));
    Arrays.setAll(stock, i -> tonnes(500, 5_000));
    YearMonth month = YearMonth.of(2025, 1);
    for (int i = 0; i < months; i++, month = month.plusMonths(1)) {
      add("crude-" + month + (i % 2 == 0 ? ".xlsx" : ".xls"), sheet(month), null);
    }
    byte[] first = files.values().iterator().next();
    plant("crude-sent-again.xlsx", first, PlantedKind.SAME_FILE_TWICE);
    plant("crude-cut-off.xlsx", Arrays.copyOf(first, first.length / 2), PlantedKind.BROKEN_FILE);
    byte[] text = String.join(",", HEADER).getBytes(Charset.forName("GB18030"));
    plant("crude-export.xls", text, PlantedKind.RENAMED_FILE);
    BigDecimal[] before = stock.clone();
    MonthlySheet renamed = sheet(month);
    renamed.rename("产油量", "原油产量");
    add("crude-renamed.xlsx", renamed, PlantedKind.WRONG_TEMPLATE);
    System.arraycopy(before, 0, stock, 0, stock.length);
    MonthlySheet tenThousands = sheet(month);
    tenThousands.unit("万吨");
    add("crude-ten-thousands.xls", tenThousands, PlantedKind.WRONG_UNIT);
    System.arraycopy(before, 0, stock, 0, stock.length);
    MonthlySheet about = sheet(month);
    about.replaceProduction(1, "约120.5");
    add("crude-" + month + ".xlsx", about, null);
    planted.add(new Planted(SYSTEM, DOCUMENT, "CY02-" + month, PlantedKind.NOT_A_NUMBER));
  }

  private void add(String name, MonthlySheet sheet, @Nullable PlantedKind kind) {
    byte[] bytes = name.endsWith(".xls") ? sheet.xls() : sheet.xlsx();
    files.put(name, bytes);
    if (kind != null) {
      planted.add(new Planted(SYSTEM, DOCUMENT, name, kind));
    }
  }

  private void plant(String name, byte[] bytes, PlantedKind kind) {
    files.put(name, bytes);
    planted.add(new Planted(SYSTEM, DOCUMENT, name, kind));
  }

  public List<Planted> planted() {
    return List.copyOf(planted);
  }

  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }

  /**
   * Writes the workbooks into an inbox, once.
   *
   * @param inbox {@code <home>/inbox/crude-monthly-report}
   */
  public void drop(Path inbox) throws IOException {
    DroppedFiles.drop(inbox, files);
  }

  private MonthlySheet sheet(YearMonth month) {
    List<List<MonthlySheet.Station>> plants = new ArrayList<>();
    int perPlant = STATIONS.size() / PLANTS.size();
    for (int p = 0; p < PLANTS.size(); p++) {
      List<MonthlySheet.Station> stations = new ArrayList<>();
      for (int s = 0; s < perPlant; s++) {
        stations.add(station(p, s, p * perPlant + s));
      }
      plants.add(stations);
    }
    return new MonthlySheet(month, HEADER, PLANTS, plants, words.person());
  }

  /** What came in is what went out and what is left. */
  private MonthlySheet.Station station(int plant, int number, int index) {
    BigDecimal opening = stock[index];
    BigDecimal produced = tonnes(8_000, 45_000);
    BigDecimal own = tonnes(5, 40);
    // a station that sells nothing writes a dash
    BigDecimal sold = words.oneIn(3) ? null : tonnes(200, 3_000);
    BigDecimal closing = tonnes(500, 5_000);
    BigDecimal delivered =
        opening
            .add(produced)
            .subtract(own)
            .subtract(sold == null ? BigDecimal.ZERO : sold)
            .subtract(closing);
    stock[index] = closing;
    @Nullable BigDecimal[] quantities = new @Nullable BigDecimal[QUANTITIES];
    quantities[0] = opening;
    quantities[1] = produced;
    quantities[2] = delivered;
    quantities[3] = sold;
    quantities[4] = own;
    quantities[5] = closing;
    String code = "Z" + String.format(java.util.Locale.ROOT, "%02d%02d", plant + 1, number + 1);
    String note = words.oneIn(5) ? "月末盘点" : "";
    return new MonthlySheet.Station(code, STATIONS.get(index) + "联合站", quantities, note);
  }

  private BigDecimal tonnes(int low, int high) {
    return BigDecimal.valueOf(words.between(low * 100, high * 100), 2)
        .setScale(2, RoundingMode.UNNECESSARY);
  }
}

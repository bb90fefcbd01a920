package io.pipemill.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/** A day's findings of an oil field's laboratories as CSV in GB18030, made from a seed. */
public final class CrudeWaterCutSample {
  public static final String SYSTEM = "crude-water-cut";
  private static final String DOCUMENT = "assay";
  private static final int FINDINGS = 8;
  private static final String MASS = "质量含水";
  private static final String VOLUME = "体积含水";

  /** Who writes a share as 0.0045 and who by volume. */
  private record Laboratory(String name, String code, String basis, boolean fraction) {}

  private static final List<Laboratory> LABORATORIES =
      List.of(
          new Laboratory("中心化验室", "LAB-0", MASS, false),
          new Laboratory("一厂化验室", "LAB-1", MASS, false),
          new Laboratory("二厂化验室", "LAB-2", MASS, true),
          new Laboratory("三厂化验室", "LAB-3", VOLUME, false));
  private static final List<String> STATIONS = List.of("北一联合站", "中七联合站", "南三联合站", "杏北联合站");
  private static final List<String> CRUDES = List.of("大庆原油", "低含水原油", "轻质原油");

  private final Words words;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Planted> planted = new ArrayList<>();
  private int number;

  /**
   * @param seed same seed, same figures
   * @param days good files of one day each, from October 2025; the planted ones come on top
   */
  public CrudeWaterCutSample(long seed, int days) {
    this.words = new Words(new Random(seed));
    LocalDate day = LocalDate.of(2025, 10, 1);
    for (int i = 0; i < days; i++, day = day.plusDays(1)) {
      files.put("assay-" + day + ".csv", good(day).bytes());
    }
    byte[] first = files.values().iterator().next();
    plant("assay-sent-again.csv", first, PlantedKind.SAME_FILE_TWICE);
    plant("assay-utf8.csv", good(day).inUtf8(), PlantedKind.WRONG_ENCODING);
    List<String> noBasis = new ArrayList<>(LabSheet.HEADER);
    noBasis.set(noBasis.indexOf(MASS), "含水");
    plant("assay-no-basis.csv", new LabSheet(noBasis).bytes(), PlantedKind.WRONG_TEMPLATE);
    files.put("assay-" + day + ".csv", wrong(day).bytes());
  }

  public List<Planted> planted() {
    return List.copyOf(planted);
  }

  public Map<String, byte[]> files() {
    return Map.copyOf(files);
  }

  /**
   * Writes the files into an inbox, once.
   *
   * @param inbox {@code <home>/inbox/crude-water-cut}
   */
  public void drop(Path inbox) throws IOException {
    DroppedFiles.drop(inbox, files);
  }

  private void plant(String name, byte[] bytes, PlantedKind kind) {
    files.put(name, bytes);
    planted.add(new Planted(SYSTEM, DOCUMENT, name, kind));
  }

  /** Findings with all that laboratories do and may do. */
  private LabSheet good(LocalDate day) {
    LabSheet sheet = new LabSheet();
    for (int i = 0; i < FINDINGS; i++) {
      LabSheet.Finding finding = finding(day, i);
      if (i == 3) {
        finding.put(0, "硫含量", "<0.05");
      }
      if (i == 5) {
        fullWidth(finding);
        planted.add(planted(finding, PlantedKind.FULL_WIDTH_DIGITS));
      }
      sheet.add(finding);
    }
    LabSheet.Finding trace =
        new LabSheet.Finding(head(day, LABORATORIES.get(1)))
            .row("1", MASS, "<0.03", "%")
            .row("2", MASS, "痕迹", "%");
    planted.add(planted(trace, PlantedKind.BELOW_DETECTION));
    sheet.add(trace);
    return sheet;
  }

  private LabSheet wrong(LocalDate day) {
    LabSheet sheet = new LabSheet();
    add(sheet, day, PlantedKind.UNKNOWN_PRODUCT, finding -> finding.put("油品", "塔里木原油"));
    add(sheet, day, PlantedKind.NOT_A_NUMBER, finding -> finding.put(0, MASS, "约0.4"));
    add(sheet, day, PlantedKind.MISSING_BASIS, finding -> finding.put("考核基准", ""));
    add(
        sheet,
        day,
        PlantedKind.TWO_BASES,
        finding -> finding.put(1, MASS, "").put(1, VOLUME, "0.45"));
    add(sheet, day, PlantedKind.WRONG_MEAN, finding -> finding.put(2, MASS, "9.99"));
    add(sheet, day, PlantedKind.MISSING_TEMPERATURE, finding -> finding.put(0, "密度温度", ""));
    add(sheet, day, PlantedKind.UNKNOWN_UNIT, finding -> finding.put(1, "含水单位", "ppm"));
    add(
        sheet,
        day,
        PlantedKind.IMPOSSIBLE_DATE,
        finding -> finding.put("取样时间", "2025-02-30 06:00"));
    sheet.add(finding(day, 0));
    return sheet;
  }

  private void add(
      LabSheet sheet, LocalDate day, PlantedKind kind, Consumer<LabSheet.Finding> spoil) {
    LabSheet.Finding finding = finding(day, 0);
    spoil.accept(finding);
    planted.add(planted(finding, kind));
    sheet.add(finding);
  }

  private static Planted planted(LabSheet.Finding finding, PlantedKind kind) {
    String laboratory =
        LABORATORIES.stream()
            .filter(each -> each.name().equals(finding.head("化验室")))
            .findFirst()
            .orElseThrow()
            .code();
    return new Planted(SYSTEM, DOCUMENT, laboratory + "/" + finding.head("化验单号"), kind);
  }

  private LabSheet.Finding finding(LocalDate day, int index) {
    Laboratory laboratory = LABORATORIES.get(index % LABORATORIES.size());
    LabSheet.Finding finding = new LabSheet.Finding(head(day, laboratory));
    BigDecimal one = BigDecimal.valueOf(words.between(10, 80), 2);
    BigDecimal two = one.add(BigDecimal.valueOf(words.between(-4, 4), 2));
    String unit = laboratory.fraction() ? "小数" : "%";
    finding.row("1", laboratory.basis(), share(one, laboratory), unit);
    finding.row("2", laboratory.basis(), share(two, laboratory), unit);
    if (index % 4 != 3) {
      BigDecimal mean = one.add(two).divide(BigDecimal.valueOf(2), 2, RoundingMode.HALF_EVEN);
      finding.row("平均", laboratory.basis(), share(mean, laboratory), unit);
    }
    boolean grams = words.oneIn(3);
    BigDecimal density = BigDecimal.valueOf(words.between(8_300, 8_700), 1);
    finding.put(0, "密度", (grams ? density.movePointLeft(3) : density).toPlainString());
    finding.put(0, "密度单位", grams ? "g/cm3" : "kg/m3");
    finding.put(0, "密度温度", BigDecimal.valueOf(words.between(200, 450), 1).toPlainString());
    finding.put(0, "硫含量", BigDecimal.valueOf(words.between(8, 15), 2).toPlainString());
    return finding;
  }

  private static String share(BigDecimal percent, Laboratory laboratory) {
    return (laboratory.fraction() ? percent.movePointLeft(2) : percent).toPlainString();
  }

  private Map<String, String> head(LocalDate day, Laboratory laboratory) {
    Map<String, String> head = new LinkedHashMap<>();
    number++;
    int station = words.between(1, STATIONS.size());
    head.put("化验室", laboratory.name());
    head.put("化验单号", "HY-%s-%04d".formatted(day.toString().replace("-", ""), number));
    head.put("样品号", "S-%05d".formatted(number));
    head.put("状态", "终检");
    head.put("取样时间", "%s %02d:00".formatted(day, words.between(5, 9)));
    head.put("取样人", words.person());
    head.put("取样点", words.oneIn(2) ? "外输管线" : "罐中部");
    head.put("单位代码", String.format(Locale.ROOT, "Z%02d01", station));
    head.put("单位名称", STATIONS.get(station - 1));
    head.put("罐号", "T-%02d".formatted(words.between(1, 12)));
    head.put("油品", words.one(CRUDES));
    head.put("化验时间", "%s %02d:30".formatted(day, words.between(10, 17)));
    head.put("化验员", words.person());
    head.put("结论", words.oneIn(6) ? "" : "合格");
    head.put("允许含水", "0.5");
    head.put("考核基准", laboratory.basis().equals(MASS) ? "质量" : "体积");
    head.put("考核单位", "质检科");
    head.put("备注", words.oneIn(4) ? "retest agreed, 留样三个月" : "");
    return head;
  }

  private static void fullWidth(LabSheet.Finding finding) {
    finding.widen(MASS);
    finding.widen(VOLUME);
  }
}

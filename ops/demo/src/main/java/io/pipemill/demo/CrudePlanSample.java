package io.pipemill.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Yearly plan workbooks of an oil field with months across, made from a seed. */
public final class CrudePlanSample {
  public static final String SYSTEM = "crude-plan";
  private static final String DOCUMENT = "sales-plan";
  private static final int FIRST_YEAR = 2024;
  private static final Map<String, String> OILS = new LinkedHashMap<>();

  static {
    OILS.put("DQ-01", "大庆原油");
    OILS.put("DQ-02", "大庆低含水原油");
    OILS.put("LS-01", "轻质原油");
    OILS.put("ZY-01", "重质油");
  }

  private static final List<String> PLANTS = List.of("第一采油厂", "第二采油厂", "第三采油厂", "第四采油厂");

  private final Words words;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Planted> planted = new ArrayList<>();

  /**
   * @param seed same seed, same figures
   * @param years good workbooks, from 2024; those with planted errors come on top
   */
  public CrudePlanSample(long seed, int years) {
    this.words = new Words(new Random(seed));
    int year = FIRST_YEAR;
    for (; year < FIRST_YEAR + years; year++) {
      add("plan-" + year, sheet(year), year % 2 == 0);
    }
    // a date that somebody typed by hand
    PlanSheet month = sheet(year);
    month.heading(2, year + "年13月");
    add("plan-wrong-month", month, true);
    planted.add(new Planted(SYSTEM, DOCUMENT, "plan-wrong-month.xlsx", PlantedKind.WRONG_MONTH));
    PlanSheet total = sheet(year);
    total.total(4, new BigDecimal("100.00"));
    add("plan-" + year, total, true);
    planted.add(new Planted(SYSTEM, DOCUMENT, "plan-" + year + ".xlsx", PlantedKind.WRONG_TOTAL));
    year++;
    PlanSheet text = sheet(year);
    text.amount(2, 1, 7, "另行通知");
    add("plan-" + year, text, false);
    planted.add(new Planted(SYSTEM, DOCUMENT, "XS-" + year + "-CY03", PlantedKind.NOT_A_NUMBER));
  }

  private void add(String name, PlanSheet sheet, boolean xlsx) {
    files.put(name + (xlsx ? ".xlsx" : ".xls"), xlsx ? sheet.xlsx() : sheet.xls());
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
   * @param inbox {@code <home>/inbox/crude-plan}
   */
  public void drop(Path inbox) throws IOException {
    DroppedFiles.drop(inbox, files);
  }

  private PlanSheet sheet(int year) {
    List<@Nullable BigDecimal[][]> plants = new ArrayList<>();
    for (int p = 0; p < PLANTS.size(); p++) {
      @Nullable BigDecimal[][] oils = new @Nullable BigDecimal[OILS.size()][];
      for (int oil = 0; oil < oils.length; oil++) {
        oils[oil] = new @Nullable BigDecimal[12];
        for (int month = 0; month < 12; month++) {
          // heavy oil is not sold in every month
          boolean none = oil == 3 && words.oneIn(3);
          oils[oil][month] = none ? null : BigDecimal.valueOf(words.between(100_000, 4_500_000), 2);
        }
      }
      plants.add(oils);
    }
    return new PlanSheet(year, PLANTS, OILS, plants, words.person());
  }
}

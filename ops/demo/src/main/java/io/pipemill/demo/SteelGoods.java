package io.pipemill.demo;

import java.util.ArrayList;
import java.util.List;

/** What the steel works sells: variety, grade and dimension, with a list price in CNY per t. */
final class SteelGoods {
  record Good(String code, Words.Name name, String variety, String grade, String spec, int price) {}

  private record Variety(
      String code, String zh, String en, List<String> grades, List<String> specs, int price) {}

  private static final List<Variety> VARIETIES =
      List.of(
          new Variety(
              "HP",
              "中厚板",
              "heavy plate",
              List.of("Q235B", "Q345B", "Q370R", "AH36"),
              List.of("12X2000", "16X2200", "20X2200", "30X2500", "40X2500"),
              4100),
          new Variety(
              "HR",
              "热轧卷",
              "hot-rolled coil",
              List.of("SPHC", "Q235B", "X65"),
              List.of("2.5X1250", "3.0X1250", "5.5X1500"),
              3850),
          new Variety(
              "CR",
              "冷轧卷",
              "cold-rolled coil",
              List.of("DC01", "DC04"),
              List.of("0.8X1250", "1.0X1250", "1.2X1500"),
              4600),
          new Variety(
              "RB",
              "螺纹钢",
              "rebar",
              List.of("HRB400E", "HRB500E"),
              List.of("12", "16", "20", "25", "32"),
              3600),
          new Variety(
              "WR", "线材", "wire rod", List.of("82B", "HPB300"), List.of("6.5", "8", "10"), 3700));

  private SteelGoods() {}

  static List<Good> all(Words words) {
    List<Good> goods = new ArrayList<>();
    for (Variety variety : VARIETIES) {
      for (String grade : variety.grades()) {
        for (String spec : variety.specs()) {
          goods.add(
              new Good(
                  variety.code() + "-" + grade + "-" + spec,
                  new Words.Name(variety.zh(), variety.en()),
                  variety.code(),
                  grade,
                  spec,
                  variety.price() + words.between(0, 60) * 10));
        }
      }
    }
    return goods;
  }
}

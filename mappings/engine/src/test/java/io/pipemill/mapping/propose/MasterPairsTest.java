package io.pipemill.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MasterPairsTest {
  private static MasterRecord retail(String code, String name, String english, String tax) {
    return new MasterRecord("retail", code, name, english, tax);
  }

  private static MasterRecord steel(String code, String name, String english, String tax) {
    return new MasterRecord("steel", code, name, english, tax);
  }

  private static List<String> proposed(MasterRecord... records) {
    return MasterPairs.propose(List.of(records), MasterPairs.LEAST, (a, b) -> false).stream()
        .map(p -> p.a().code() + "=" + p.b().code() + " " + p.reason())
        .toList();
  }

  @Test
  void equalTaxNumber_isCertainWhateverTheName() {
    assertThat(
            proposed(
                steel("K1", "华北油品经营部", "", "91230600ma1234567x"),
                retail("R1", "大庆石油销售有限公司", "", "９１２３０６００MA1234567X ")))
        .containsExactly("R1=K1 tax-number");
    // the tax number from before 2015 has the same organization code in it
    assertThat(
            proposed(
                steel("K1", "甲", "", "230600MA1234567"),
                retail("R1", "乙", "", "91230600MA1234567X")))
        .containsExactly("R1=K1 tax-number");
    assertThat(
            proposed(
                steel("K1", "甲厂", "", "000000000000000"),
                retail("R1", "乙厂", "", "000000000000000")))
        .isEmpty();
  }

  @Test
  void legalFormAndWriting_doNotMatter() {
    assertThat(
            proposed(
                steel("K1", "大慶石油銷售有限責任公司", "", ""),
                steel("K2", "", "Shengli Steel Co., Ltd.", ""),
                steel("K3", "辽河华兴石化股份有限公司", "", ""),
                retail("R1", "大庆石油销售有限公司", "", ""),
                retail("R2", "胜利钢", "SHENGLI STEEL CORPORATION", ""),
                retail("R3", "辽河华星石化", "", "")))
        .containsExactly("R1=K1 name", "R2=K2 name", "R3=K3 name");
  }

  @Test
  void nearMisses_areOtherFirms() {
    assertThat(
            proposed(
                steel("K1", "大港石油销售有限公司", "Dagang Petroleum Sales Co., Ltd.", ""),
                steel("K2", "胜利第三加油站", "", ""),
                steel("K3", "华北油田长城钢管制造有限公司沧州分公司", "", ""),
                steel("K4", "辽河石化有限公司", "", "91210000111111111A"),
                steel("K5", "大港石油化工有限公司", "", ""),
                retail("R5", "大庆石油化工有限公司", "", ""),
                retail("R1", "大庆石油销售有限公司", "Daqing Petroleum Sales Co., Ltd.", ""),
                retail("R2", "胜利第五加油站", "", ""),
                retail("R3", "华北油田长城钢管制造有限公司", "", ""),
                retail("R4", "辽河石化有限公司", "", "91210000222222222A")))
        .isEmpty();
  }

  @Test
  void recordsOfOneSystemAndSkippedPairs_areNotProposed() {
    List<MasterRecord> records =
        List.of(
            retail("R1", "大庆石油销售", "", ""),
            retail("R2", "大庆石油销售", "", ""),
            steel("K1", "大庆石油销售", "", ""));

    List<MasterPair> pairs =
        MasterPairs.propose(records, MasterPairs.LEAST, (a, b) -> a.code().equals("R2"));

    assertThat(pairs)
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.a()).isEqualTo(records.get(0));
              assertThat(pair.b()).isEqualTo(records.get(2));
              assertThat(pair.score()).isEqualByComparingTo("1.00");
            });
  }

  @Test
  void manyCustomers_findTheirPartnersAmongAllOthers() {
    List<MasterRecord> records = new ArrayList<>();
    String places = "大庆胜利辽河华北中原长庆塔里木吐哈青海玉门冀东江苏河南江汉";
    for (int i = 0; i < 5_000; i++) {
      int at = i % (places.length() - 1);
      String brand =
          places.substring(at, at + 2) + (char) ('一' + 97 * i % 4_999) + (char) ('丁' + i % 3_001);
      records.add(retail("R" + i, brand + "石油销售有限公司", "", ""));
      records.add(steel("K" + i, brand + "石油销售有限责任公司", "", ""));
    }

    List<MasterPair> pairs =
        MasterPairs.propose(
            records, 0.99, (a, b) -> !a.code().substring(1).equals(b.code().substring(1)));

    assertThat(pairs).hasSizeGreaterThan(4_900);
  }

  @Test
  void manyPartners_areTheBestThreeOfACode() {
    List<MasterRecord> records = new ArrayList<>();
    records.add(retail("R1", "大庆石油化工销售", "", ""));
    for (String code : List.of("K1", "K2", "K3", "K4")) {
      records.add(steel(code, "大庆石油化工" + (code.equals("K4") ? "销售" : "品销售"), "", ""));
    }

    assertThat(proposed(records.toArray(new MasterRecord[0])))
        .containsExactly("R1=K4 name", "R1=K1 name", "R1=K2 name");
  }
}

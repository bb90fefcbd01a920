package io.pipemill.mapping.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeListFile;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalsTest {
  private static final CodeList FIELDS =
      CodeListFile.read(
          "fields",
          "codelists/fields.csv",
          """
          source,canonical,name_en,name_zh
          01,OF-DQ,Daqing oil field,大庆
          02,OF-DG,Dagang oil field,大港
          03,OF-LH,Liaohe oil field,辽河
          04,OF-CQ,Changqing oil field,长庆
          05,OF-SL,Shengli oil field,胜利
          06,OF-HB,Huabei oil field,华北
          """,
          new Findings("test"));

  @ParameterizedTest
  @CsvSource({
    "dagang, OF-DG",
    "DAGANG, OF-DG",
    "DG, OF-DG",
    "ＤＧ, OF-DG",
    "大 港, OF-DG",
    "大港油田, OF-DG",
    "Dagnag, OF-DG",
    "遼河, OF-LH",
    "liaohe, OF-LH",
    "changqing, OF-CQ",
    "CQ, OF-CQ",
    "長慶, OF-CQ",
    "shengli, OF-SL",
    "Huabei field, OF-HB",
    "０２, OF-DG"
  })
  void valueWrittenInAnyWay_findsItsCode(String value, String code) {
    List<Proposal> proposals = Proposals.canonical(FIELDS, List.of()).of(value);

    assertThat(proposals).as("%s", proposals).isNotEmpty().hasSizeLessThanOrEqualTo(3);
    assertThat(proposals.get(0).code()).as("%s", proposals).isEqualTo(code);
  }

  @Test
  void sameText_scoresOneAndNamesWhatItIsLike() {
    Proposal first = Proposals.canonical(FIELDS, List.of()).of("大港").get(0);

    assertThat(first).isEqualTo(new Proposal("OF-DG", new BigDecimal("1.00"), "大港"));
  }

  @Test
  void nothingAlike_proposesNothing() {
    assertThat(Proposals.canonical(FIELDS, List.of()).of("XX-99")).isEmpty();
    assertThat(Proposals.canonical(FIELDS, List.of()).of("?!")).isEmpty();
  }

  @Test
  void codesTheFieldTakesBeside_areProposedToo() {
    assertThat(Proposals.canonical(FIELDS, List.of("OFFSHORE")).of("off-shore"))
        .extracting(Proposal::code)
        .startsWith("OFFSHORE");
  }

  @Test
  void codeWithoutAWord_findsTheSystemsWord() {
    assertThat(Proposals.words(FIELDS).of("OF-DG2")).extracting(Proposal::code).startsWith("02");
  }
}

package io.pipemill.mapping.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.mapping.check.ContentProblem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepairTest {
  private static final Charset GB = Charset.forName("GB18030");
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;
  private static final Repair STRICT = new Repair(LATIN, GB, false);
  private static final Repair KEEPING = new Repair(LATIN, GB, true);

  @ParameterizedTest
  @CsvSource({
    "µË°²Æ½, 邓安平",
    "Q235B¸Ö²Ä, Q235B钢材",
    "×÷·Ï, 作废",
    "ÖìéF»ù, 朱镕基",
    "éF, 镕",
    "3kgÖØ, 3kg重"
  })
  void gbkReadAsLatin_isRepaired(String damaged, String right) {
    assertThat(STRICT.apply(damaged)).isEqualTo(right);
  }

  @ParameterizedTest
  @ValueSource(strings = {"邓安平", "Q235B", "", "20x3", "作废 µË", "𠮷"})
  void rightTexts_areLeftAlone(String text) {
    assertThat(STRICT.apply(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Müller", "Größe", "Île", "20×3", "café", "µË°²Æ", "ÿÿÿ", "Φµµ", "\u0081\u0020"})
  void whatIsNoCleanText_isAProblem_orKeptWhereDeclared(String text) {
    assertThatThrownBy(() -> STRICT.apply(text))
        .isInstanceOfSatisfying(
            ContentProblem.class,
            problem -> {
              assertThat(problem.code()).isEqualTo("MAP-121");
              assertThat(problem.value()).isEqualTo(text);
            })
        .hasMessageNotContaining(text);
    assertThat(KEEPING.apply(text)).isEqualTo(text);
  }

  @Property
  void everyChineseText_comesBack(@ForAll("chinese") String text) {
    String damaged = new String(text.getBytes(GB), LATIN);

    assertThat(STRICT.apply(damaged)).isEqualTo(text);
    // and a second repair finds nothing to do
    assertThat(STRICT.apply(STRICT.apply(damaged))).isEqualTo(text);
  }

  @Property
  void utf8ReadAsLatin_comesBack(@ForAll("chinese") String text) {
    Repair repair = new Repair(LATIN, StandardCharsets.UTF_8, false);

    assertThat(repair.apply(new String(text.getBytes(StandardCharsets.UTF_8), LATIN)))
        .isEqualTo(text);
  }

  @Property
  void anyText_isRepairedOrTold_neverAnythingElse(@ForAll String text) {
    try {
      assertThat(STRICT.apply(text)).isNotNull();
    } catch (ContentProblem problem) {
      assertThat(problem.code()).isEqualTo("MAP-121");
    }
    assertThat(KEEPING.apply(text)).isNotNull();
  }

  @Provide
  Arbitrary<String> chinese() {
    return Arbitraries.strings().withCharRange('一', '龥').ofMinLength(1).ofMaxLength(12);
  }
}

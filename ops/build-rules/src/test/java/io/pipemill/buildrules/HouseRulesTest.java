package io.pipemill.buildrules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows each rule a small house that breaks it, and one that does not. */
class HouseRulesTest {
  private static final String FIXTURE = "io.pipemill.buildrules.fixture.";

  static Stream<Arguments> violations() {
    return Stream.of(
        violation(
            "layers", HouseRules::layers, "canonical must not know hub", "schemas knows nobody"),
        violation("layers", HouseRules::layers, "jdbc must not know file", "goes to the SPI"),
        violation(
            "layers", HouseRules::layers, "control must not use java.sql", "queries and commands"),
        violation("layers", HouseRules::layers, "Stray belongs to no layer", "a row in Layers"),
        violation(
            "doors",
            HouseRules::oneDoorPerAdapter,
            "TapeReader is public beside",
            "package-private"),
        violation(
            "doors",
            HouseRules::oneDoorPerAdapter,
            "TapeUser",
            "offer what is needed through the SPI"),
        violation(
            "injected", HouseRules::noFieldInjection, "FieldInjected.rate", "constructor argument"),
        violation(
            "state",
            HouseRules::noStaticMutableState,
            "Counting.count",
            "final field of an object"),
        violation("state", HouseRules::noStaticMutableState, "Counting.SEEN", "with of(…)"),
        violation("words", HouseRules::houseWords, "the word 'Manager'", "VOCABULARY"),
        violation("words", HouseRules::houseWords, "the word 'util'", "VOCABULARY"),
        violation(
            "unmarked", HouseRules::nullMarkedPackages, "is not @NullMarked", "package-info.java"),
        violation(
            "bare", HouseRules::exceptionsNamedForTheSituation, "Bare", "named for the situation"),
        violation("machine", HouseRules::nothingFromTheMachine, "LocalDate.now()", "pass a Clock"),
        violation("machine", HouseRules::nothingFromTheMachine, "String.getBytes()", "UTF_8"),
        violation("terminal", HouseRules::terminalBelongsToCli, "System.out", "log it"));
  }

  private static Arguments violation(
      String house, Function<String, ArchRule> rule, String found, String fix) {
    return Arguments.of(house, rule, found, fix);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("violations")
  void deliberateViolation_isCaughtAndTextNamesTheFix(
      String house, Function<String, ArchRule> rule, String found, String fix) {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE + house);
    assertThatThrownBy(() -> rule.apply(FIXTURE + house).check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(found)
        .hasMessageContaining(fix);
  }

  @Test
  void houseInOrder_passesEveryRule() {
    JavaClasses classes = new ClassFileImporter().importPackages(FIXTURE + "order");
    assertThat(classes).isNotEmpty();
    ProductRulesTest.rules(FIXTURE + "order").forEach(rule -> rule.check(classes));
  }
}

package io.pipemill.buildrules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the rules of the house over all product modules. */
class ProductRulesTest {
  private static final String ROOT = "io.pipemill";
  private static JavaClasses product;

  @BeforeAll
  static void readProduct() {
    product =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
  }

  static List<ArchRule> rules() {
    return rules(ROOT);
  }

  static List<ArchRule> rules(String root) {
    return List.of(
        HouseRules.layers(root),
        HouseRules.oneDoorPerAdapter(root),
        HouseRules.noFieldInjection(root),
        HouseRules.noStaticMutableState(root),
        HouseRules.houseWords(root),
        HouseRules.nullMarkedPackages(root),
        HouseRules.exceptionsNamedForTheSituation(root),
        HouseRules.nothingFromTheMachine(root),
        HouseRules.terminalBelongsToCli(root));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void product_keepsTheRule(ArchRule rule) {
    rule.check(product);
  }

  @Test
  void everyModuleOfTheBuild_isSeenByTheRules() throws IOException {
    Path root = Sources.projectRoot();
    Matcher modules =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(root.resolve("pom.xml")));
    int seen = 0;
    while (modules.find()) {
      seen++;
      Path main = root.resolve(modules.group(1)).resolve("src/main/java");
      if (Files.isDirectory(main)) {
        assertThat(product.contain(anyClassBelow(main)))
            .as("module %s; fix: add it to ops/build-rules/pom.xml in test scope", modules.group(1))
            .isTrue();
      }
    }
    assertThat(seen).isGreaterThan(10);
  }

  private static String anyClassBelow(Path main) throws IOException {
    try (Stream<Path> files = Files.walk(main)) {
      return files
          .filter(f -> f.toString().endsWith(".java") && !f.endsWith("package-info.java"))
          .map(f -> main.relativize(f).toString().replace(".java", "").replace('/', '.'))
          .findFirst()
          .orElse(ROOT + ".buildrules.HouseRules");
    }
  }
}

package io.pipemill.buildrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules that only the text of the sources shows, tests included. */
class SourceRulesTest {

  /**
   * @param wrong what must not stand in a source
   * @param tests whether it counts in tests only
   */
  private record TextRule(Pattern wrong, boolean tests, String fix) {
    List<String> broken(String file, String text) {
      List<String> found = new ArrayList<>();
      int number = 0;
      for (String line : text.split("\n", -1)) {
        number++;
        if ((!tests || file.contains("src/test/")) && wrong.matcher(line).find()) {
          found.add(file + ":" + number + ": " + line.strip() + "; fix: " + fix);
        }
      }
      return found;
    }
  }

  private static final List<TextRule> RULES =
      List.of(
          new TextRule(
              Pattern.compile("Thread\\.sleep\\("), true, "wait for the condition with Awaitility"),
          new TextRule(
              Pattern.compile("org\\.mock" + "ito|org\\.easy" + "mock"),
              false,
              "write a fake into adapters/testkit"),
          new TextRule(
              Pattern.compile("\"(/(work|home|root|Users)/|C:\\\\)"),
              false,
              "take the path from a setting or the project root"),
          new TextRule(
              Pattern.compile("@author|TO" + "DO|FIX" + "ME"), false, "do it, or file an issue"));

  @Test
  void sources_keepTheTextRules() throws IOException {
    Path root = Sources.projectRoot();
    List<String> broken = new ArrayList<>();
    for (Path file : Sources.java(root)) {
      String name = root.relativize(file).toString();
      if (!name.startsWith("ops/build-rules/")) {
        String text = Files.readString(file);
        RULES.forEach(rule -> broken.addAll(rule.broken(name, text)));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void deliberateViolations_areCaughtWithLineAndFix() {
    String text =
        "class A {\n  void a() { Thread.sleep(1); }\n  Path p = Path.of(\"/home/x\");\n // TO"
            + "DO\n}";
    List<String> broken = new ArrayList<>();
    RULES.forEach(rule -> broken.addAll(rule.broken("adapters/x/src/test/java/A.java", text)));
    assertThat(broken)
        .hasSize(3)
        .anyMatch(t -> t.contains("A.java:2") && t.contains("Awaitility"))
        .anyMatch(t -> t.contains("A.java:3") && t.contains("setting"))
        .anyMatch(t -> t.contains("A.java:4") && t.contains("issue"));
  }

  @Test
  void sleepOutsideOfTests_isNotThisRulesBusiness() {
    List<String> broken = new ArrayList<>();
    RULES.forEach(rule -> broken.addAll(rule.broken("a/src/main/java/A.java", "Thread.sleep(1);")));
    assertThat(broken).isEmpty();
  }
}

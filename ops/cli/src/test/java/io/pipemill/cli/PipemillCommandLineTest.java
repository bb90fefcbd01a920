package io.pipemill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.Mappings;
import io.pipemill.mapping.golden.GoldenPairs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipemillCommandLineTest {
  private static final List<String> COMMANDS =
      List.of(
          "demo",
          "run",
          "broker",
          "doctor",
          "systems",
          "documents",
          "rejected",
          "dead-letters",
          "mappings",
          "systems list",
          "systems check",
          "systems hold",
          "systems release",
          "systems new",
          "documents find",
          "documents show",
          "documents timeline",
          "rejected list",
          "rejected show",
          "rejected edit",
          "rejected replay",
          "dead-letters list",
          "dead-letters replay",
          "mappings check",
          "mappings explain",
          "mappings workbook",
          "mappings sign",
          "mappings impact",
          "mappings try",
          "mappings affected",
          "schemas",
          "schemas check",
          "schemas export",
          "schemas impact",
          "reconcile",
          "reconcile fingerprint",
          "reconcile tables");

  private final Locale before = Locale.getDefault();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @AfterEach
  void restoreLanguage() {
    Locale.setDefault(before);
  }

  private int run(String... arguments) {
    return PipemillCommandLine.execute(
        null, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  static Stream<String> commands() {
    return COMMANDS.stream();
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("commands")
  void help_hasExamplesJsonAndLanguage(String command) {
    assertThat(run((command + " --help").split(" "))).isEqualTo(Exit.DONE);
    assertThat(out.toString())
        .contains("Examples:", "  pipemill " + command, "--json", "--lang")
        .doesNotContain("descriptionKey");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.MethodSource("commands")
  void helpInChinese_isChinese(String command) {
    assertThat(run((command + " --help --lang zh").split(" "))).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("示例：", "  pipemill " + command).doesNotContain("Examples");
  }

  @Test
  void bothLanguages_haveTheSameTexts() {
    ResourceBundle english = ResourceBundle.getBundle("io.pipemill.cli.texts", Locale.ROOT);
    ResourceBundle chinese =
        ResourceBundle.getBundle("io.pipemill.cli.texts", Locale.SIMPLIFIED_CHINESE);
    assertThat(new TreeSet<>(english.keySet())).isEqualTo(new TreeSet<>(chinese.keySet()));
    assertThat(chinese.getString("option.once")).isNotEqualTo(english.getString("option.once"));
  }

  @Test
  void wrongUsage_listsEveryProblemWithSuggestion() {
    assertThat(run("demo", "--prot", "8480", "--onec", "--lang", "en")).isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains("unknown argument '--prot', did you mean '--port'?")
        .contains("unknown argument '--onec', did you mean '--once'?")
        .contains("try 'pipemill demo --help'");
  }

  @Test
  void unknownCommand_isSuggested() {
    assertThat(run("dcouments")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("did you mean 'documents'?");
  }

  @Test
  void wrongValues_areAllNamed() {
    assertThat(run("demo", "--port", "70000", "--systems-dir", folder + "/none", "--strict"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains("--port: found '70000'", "--systems-dir", "--strict: has a meaning only");
  }

  @Test
  void wrongValuesAndUnknownWords_areListedTogether() {
    assertThat(run("demo", "--port", "70000", "--onyl", "x", "--strict", "--lang", "fr"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains("unknown argument '--onyl', did you mean '--only'?")
        .contains("--port: found '70000'", "--strict: has a meaning only")
        .contains("--lang: found 'fr', expected en | zh");
  }

  @Test
  void wrongUsageInChinese_isChinese() {
    assertThat(run("demo", "--port", "abc", "--lang", "zh")).isEqualTo(Exit.USAGE);
    assertThat(run("mappings", "explain", "--lang", "zh")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--port：实为 'abc'，应为 数字", "缺少：ID", "缺少：PATH");
  }

  @Test
  void doctorOfAConfiguration_needsTheApplication() throws Exception {
    assertThat(run("doctor", "--config", folder + "/none.yaml")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("none.yaml is not a file");
    Path file = Files.createFile(folder.resolve("node.yaml"));
    assertThat(run("doctor", "--config", file.toString())).isEqualTo(Exit.FAILED);
  }

  @Test
  void missingOptionAndUnknownOne_areListedTogether() {
    assertThat(run("systems", "hold", "crude-retail", "--raeson=month end")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--reason", "did you mean '--reason'?");
  }

  @Test
  void badOptionsOfTryAndAffected_areAllNamed() {
    assertThat(run("mappings", "try", "a", "--from", "May", "--to", "2026-02-30", "--limit", "0"))
        .isEqualTo(Exit.USAGE);
    assertThat(run("mappings", "affected", "--dry-run", "--limit", "99999")).isEqualTo(Exit.USAGE);
    assertThat(err.toString())
        .contains(
            "--from: found 'May', expected yyyy-MM-dd",
            "--to: found '2026-02-30'",
            "--limit: found '0'",
            "--dry-run: has a meaning only together with --replay",
            "--limit: found '99999'");
  }

  @Test
  void noNode_saysHowToStartOne() {
    assertThat(run("documents", "find", "X", "--home", folder.toString())).isEqualTo(Exit.FAILED);
    assertThat(err.toString()).contains("pipemill demo", "--home");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void replayOfNothing_asksWhich() {
    assertThat(run("rejected", "replay")).isEqualTo(Exit.USAGE);
    assertThat(run("rejected", "replay", "a", "--all")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("which documents?", "expected one of both");
  }

  @ParameterizedTest
  @ValueSource(strings = {"file", "jdbc"})
  void newSystem_writesItsFolderOnce(String transport) throws Exception {
    String[] arguments = {
      "systems", "new", "gas-sales", "--transport", transport, "--dir", folder.toString()
    };
    assertThat(run(arguments)).isEqualTo(Exit.DONE);
    Path made = folder.resolve("gas-sales");
    assertThat(made.resolve("system.yaml"))
        .content()
        .contains("id: gas-sales", "transport: " + transport);
    assertThat(made.resolve("sales-order.in.yaml")).exists();
    List<String> placeholders = new ArrayList<>();
    try (Stream<Path> files = Files.walk(made)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file).contains("${")) {
          placeholders.add(file.toString());
        }
      }
    }
    assertThat(placeholders).isEmpty();
    assertThat(run(arguments)).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("is there already");
  }

  @ParameterizedTest
  @ValueSource(strings = {"dbf", "fixed"})
  void newSystemOfAFileFormat_isSoundAndItsExampleHolds(String format) {
    assertThat(run("systems", "new", "tank-farm", "--format", format, "--dir", folder.toString()))
        .isEqualTo(Exit.DONE);
    var loaded = new Mappings(DocumentCatalog.load()).load(List.of(folder));
    assertThat(loaded.findings()).isEmpty();
    ExternalSystem made = loaded.systems().get("tank-farm");
    assertThat(made.settings().toString()).contains("format=" + format);
    List<GoldenPairs.Pair> pairs = GoldenPairs.pairs(made);
    assertThat(pairs).hasSize(1);
    assertThat(
            GoldenPairs.ofJson().differences(pairs.get(0), made.in().get(pairs.get(0).document())))
        .isEmpty();
  }

  @Test
  void newSystemWithBadArguments_listsAll() {
    assertThat(
            run(
                "systems",
                "new",
                "Gas",
                "--transport",
                "pigeon",
                "--format",
                "clay",
                "--dir",
                folder.toString()))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("found 'Gas'", "found 'pigeon'", "found 'clay'");
  }
}

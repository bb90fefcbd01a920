package io.pipemill.app.started;

import static io.pipemill.app.started.StartedPipemill.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Workbooks dropped into an inbox, through the whole program. */
class WorkbooksProcessTest {
  @TempDir Path folder;

  @Test
  void monthlyReports_areReadAndEveryPlantedErrorIsFound() throws IOException {
    Path home = folder.resolve("home");
    JsonNode table;
    try (StartedPipemill demo =
        StartedPipemill.start(
            folder,
            Map.of(),
            "demo",
            "--home",
            home.toString(),
            "--once",
            "--json",
            "--only",
            "crude-monthly-report")) {
      assertThat(demo.exit()).as("%s %s", demo.out(), demo.err()).isZero();
      table = JsonMapper.shared().readTree(demo.out());
    }
    assertThat(table.path("closed").asBoolean()).isTrue();
    assertThat(table.path("planted").path("expected").asInt()).isEqualTo(5);
    assertThat(table.path("planted").path("found").asInt()).isEqualTo(5);
    assertThat(table.path("unplanned").size()).isZero();
    JsonNode reports = row(table, "crude-monthly-report", "production-report");
    // 13 months of 4 plants without the one that is not a number, a total and a footer each; and
    // the copy of a workbook
    JsonNode filtered = reports.path("filteredBy");
    assertThat(filtered.path("NO_TARGET").asInt()).isEqualTo(51);
    assertThat(filtered.path("TOTAL_ROW").asInt()).isEqualTo(14);
    assertThat(filtered.path("FOOTER").asInt()).isEqualTo(14);
    assertThat(filtered.path("DUPLICATE").asInt()).isEqualTo(4);
    assertThat(reports.path("rejected").asInt()).isEqualTo(5);
    Path rejected = home.resolve("rejected/crude-monthly-report");
    assertThat(reason(rejected, "crude-renamed.xlsx"))
        .contains("FILE-034", "'产油量'", "\"sheet\" : \"原油月报\"", "\"row\" : 4");
    assertThat(reason(rejected, "crude-ten-thousands.xls"))
        .contains("FILE-038", "万吨", "\"cell\" : \"D5\"");
    assertThat(reason(rejected, "crude-export.xls")).contains("FILE-030", "format: csv");
    assertThat(reason(rejected, "crude-cut-off.xlsx")).contains("FILE-032");
    assertThat(reason(home.resolve("done/crude-monthly-report"), "crude-2026-01.xlsx"))
        .contains("MAP-101", "约120.5", "\"cell\" : \"E10\"", "\"column\" : \"产油量\"");
  }

  @Test
  void yearlyPlans_areReadMonthByMonth_andWrongTotalsAreTold() throws IOException {
    Path home = folder.resolve("home");
    JsonNode table;
    try (StartedPipemill demo =
        StartedPipemill.start(
            folder,
            Map.of(),
            "demo",
            "--home",
            home.toString(),
            "--once",
            "--json",
            "--only",
            "crude-plan")) {
      assertThat(demo.exit()).as("%s %s", demo.out(), demo.err()).isZero();
      table = JsonMapper.shared().readTree(demo.out());
    }
    assertThat(table.path("closed").asBoolean()).isTrue();
    assertThat(table.path("planted").path("expected").asInt()).isEqualTo(3);
    assertThat(table.path("planted").path("found").asInt()).isEqualTo(3);
    assertThat(table.path("unplanned").size()).isZero();
    JsonNode plans = row(table, "crude-plan", "sales-plan");
    // 5 years of 4 plants without the one that is not a number; that, a total and a workbook
    assertThat(plans.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(19);
    assertThat(plans.path("rejected").asInt()).isEqualTo(3);
    assertThat(reason(home.resolve("rejected/crude-plan"), "plan-wrong-month.xlsx"))
        .contains("FILE-039", "2027年13月", "\"cell\" : \"D4\"");
    assertThat(reason(home.resolve("done/crude-plan"), "plan-2027.xlsx"))
        .contains("FILE-040", "\"cell\" : \"F31\"", "difference 100");
    assertThat(reason(home.resolve("done/crude-plan"), "plan-2028.xls"))
        .contains("MAP-101", "另行通知", "\"cell\" : \"I21\"");
  }

  @Test
  void volveWorkbook_becomesReportsOfEveryDayAndMonth() throws IOException {
    Path root = Path.of("../..").toAbsolutePath().normalize();
    Path workbook =
        Stream.of(root.resolve("../shared"), root.resolve("../../shared"))
            .map(shared -> shared.resolve("data/volve/Volve_production_data.xlsx"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    assumeTrue(workbook != null, "the Volve workbook is not there: ../shared/data/volve");
    Path home = folder.resolve("home");
    Path inbox = Files.createDirectories(home.resolve("inbox/volve-production"));
    Files.copy(workbook, inbox.resolve("volve.xlsx"));
    try (StartedPipemill demo =
        StartedPipemill.start(
            folder,
            Map.of(),
            "demo",
            "--home",
            home.toString(),
            "--once",
            "--json",
            "--no-samples",
            "--systems-dir",
            Path.of("src/test/resources/systems").toAbsolutePath().toString(),
            "--only",
            "volve-production")) {
      assertThat(demo.exit()).as("%s %s", demo.out(), demo.err()).isZero();
      JsonNode table = JsonMapper.shared().readTree(demo.out());
      assertThat(table.path("closed").asBoolean()).isTrue();
      JsonNode reports = row(table, "volve-production", "production-report");
      assertThat(reports.path("read").asInt()).isEqualTo(3327 + 112);
      assertThat(reports.path("rejected").asInt()).isZero();
      assertThat(reports.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(3327 + 112);
    }
    assertThat(home.resolve("done/volve-production/volve.xlsx")).exists();
  }

  private static String reason(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file + ".reason.json"));
  }
}

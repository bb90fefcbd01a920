package io.pipemill.app.started;

import static io.pipemill.app.started.StartedPipemill.row;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Header and lines in two files, and columns that repeat, through the whole program. */
class PairedFilesProcessTest {
  private static final String ZEROS = ",0,0,0,0,0,0";
  @TempDir Path folder;

  @Test
  void pairs_becomePlansOfTheirColumns_andWhatDoesNotFitIsNamed() throws IOException {
    Path home = folder.resolve("home");
    Path inbox = Files.createDirectories(home.resolve("inbox/plan-files"));
    Files.writeString(
        inbox.resolve("plan_1_H.csv"), "PLAN_NO,PLAN_YEAR,UNIT\nP-1,2026,CY01\nP-2,2026,CY02\n");
    StringBuilder lines = new StringBuilder("PLAN_NO,ITEM");
    for (int n = 1; n <= 12; n++) {
      lines.append(n < 10 ? ",QTY_0" : ",QTY_").append(n);
    }
    lines.append("\nP-1,CRUDE-DQ,1,2,3,4,5,6").append(ZEROS);
    lines.append("\nP-1,HEAVY-OIL,7,,,,,").append(ZEROS);
    lines.append("\nP-2,CRUDE-DQ,0,0,0,0,0,0,many,0,0,0,0,0");
    lines.append("\nP-9,CRUDE-DQ,1,0,0,0,0,0").append(ZEROS).append('\n');
    Files.writeString(inbox.resolve("plan_1_L.csv"), lines);
    Files.writeString(inbox.resolve("plan_2_L.csv"), lines);
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
            "--systems-dir",
            Path.of("src/test/resources/systems").toAbsolutePath().toString(),
            "--only",
            "plan-files")) {
      // rejects that nobody planted
      assertThat(demo.exit()).as("%s %s", demo.out(), demo.err()).isEqualTo(1);
      table = JsonMapper.shared().readTree(demo.out());
    }
    assertThat(table.path("closed").asBoolean()).isTrue();
    JsonNode plans = row(table, "plan-files", "sales-plan");
    assertThat(plans.path("read").asInt()).isEqualTo(4);
    assertThat(plans.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(1);
    assertThat(plans.path("rejected").asInt()).isEqualTo(3);
    Path done = home.resolve("done/plan-files");
    assertThat(done.resolve("plan_1_L.csv")).exists();
    assertThat(Files.readString(done.resolve("plan_1_H.csv.reason.json")))
        .contains("MAP-101", "\"column\" : \"QTY_07\"", "\"line\" : 4")
        .contains("FILE-042", "P-9", "\"line\" : 5", "\"file\" : \"plan_1_L.csv\"");
    assertThat(Files.readString(home.resolve("rejected/plan-files/plan_2_L.csv.reason.json")))
        .contains("FILE-041", "plan_2_H.csv");
  }
}

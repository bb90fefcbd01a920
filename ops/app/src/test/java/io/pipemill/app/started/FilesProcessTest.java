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

/** Laboratory files, tables and lines of fixed width dropped into inboxes, through the program. */
class FilesProcessTest {
  @TempDir Path folder;

  @Test
  void laboratoryFilesTablesAndLines_areReadAndEveryPlantedErrorIsFound() throws IOException {
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
            "crude-water-cut,crude-storage-metering")) {
      assertThat(demo.exit()).as("%s %s", demo.out(), demo.err()).isZero();
      table = JsonMapper.shared().readTree(demo.out());
    }
    assertThat(table.path("closed").asBoolean()).isTrue();
    assertThat(table.path("planted").path("expected").asInt()).isEqualTo(25);
    assertThat(table.path("planted").path("found").asInt()).isEqualTo(25);
    assertThat(table.path("unplanned").size()).isZero();

    // 10 days of 9 findings, one day with 8 wrong ones and a good one, a copy, 2 unreadable files
    JsonNode assays = row(table, "crude-water-cut", "assay");
    assertThat(assays.path("read").asInt()).isEqualTo(110);
    assertThat(assays.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(91);
    assertThat(assays.path("filteredBy").path("DUPLICATE").asInt()).isEqualTo(9);
    assertThat(assays.path("rejected").asInt()).isEqualTo(10);

    // 5 days of 12 tanks and a deleted row, and the copy of one; one good row beside four wrong
    // ones
    JsonNode gauges = row(table, "crude-storage-metering", "tank-gauge");
    assertThat(gauges.path("read").asInt()).isEqualTo(6 * 13 + 5 + 3);
    assertThat(gauges.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(61);
    assertThat(gauges.path("filteredBy").path("DUPLICATE").asInt()).isEqualTo(12);
    assertThat(gauges.path("filteredBy").path("DELETED").asInt()).isEqualTo(6);
    assertThat(gauges.path("rejected").asInt()).isEqualTo(7);
    JsonNode tickets = row(table, "crude-storage-metering", "custody-transfer");
    assertThat(tickets.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(16);
    assertThat(tickets.path("rejected").asInt()).isEqualTo(5);
    JsonNode provings = row(table, "crude-storage-metering", "unit-report");
    assertThat(provings.path("filteredBy").path("NO_TARGET").asInt()).isEqualTo(17);
    assertThat(provings.path("rejected").asInt()).isEqualTo(3);

    Path rejected = home.resolve("rejected");
    assertThat(reason(rejected, "crude-water-cut/assay-utf8.csv")).contains("FILE-002");
    assertThat(reason(rejected, "crude-water-cut/assay-no-basis.csv"))
        .contains("FILE-005", "did you mean '含水'?");
    Path metering = rejected.resolve("crude-storage-metering");
    assertThat(reason(metering, "TANKCUT.DBF")).contains("FILE-052");
    assertThat(reason(metering, "TANKALONE.DBF")).contains("FILE-054", "TANKALONE.fpt");
    assertThat(reason(metering, "TANKOLD.DBF")).contains("FILE-005", "'OILTEMP'");
    assertThat(reason(metering, "JDCOUNT.TXT")).contains("FILE-073", "\"column\" : \"METERS\"");
    assertThat(reason(metering, "JDTOTAL.TXT")).contains("FILE-074", "\"column\" : \"TOTAL\"");
    assertThat(metering.resolve("TANKOLD.FPT")).exists();
    Path done = home.resolve("done/crude-storage-metering");
    assertThat(done.resolve("TANK20251001.FPT")).exists();
    assertThat(reason(done, "TANKBAD.DBF"))
        .contains("FILE-056", "******", "FILE-055", "\"record\" : 3", "\"column\" : \"LEVEL\"");
    assertThat(reason(done, "JJBAD.DBF")).contains("FILE-011", "'QTY'");
    assertThat(reason(done, "JDSHORT.TXT")).contains("FILE-070", "FILE-079");
  }

  private static String reason(Path folder, String file) throws IOException {
    return Files.readString(folder.resolve(file + ".reason.json"));
  }
}

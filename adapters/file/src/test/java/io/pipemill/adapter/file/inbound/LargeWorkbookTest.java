package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workbooks that are larger than the heap they are read in. */
class LargeWorkbookTest {
  private static final int COLUMNS = 24;
  @TempDir Path home;
  private Path inbox;

  @BeforeEach
  void create() throws IOException {
    inbox = Files.createDirectories(home.resolve("inbox/mill"));
  }

  @Test
  void workbookOf30000Rows_isReadInAHeapOf48Megabytes() throws Exception {
    drop(30_000);
    assertThat(run("-Xmx48m")).isEqualTo("records=7500 lines=30000 problems={}");
  }

  @Test
  @Tag("full")
  void workbookOf300000Rows_isReadInAHeapOf256Megabytes() throws Exception {
    drop(300_000);
    assertThat(run("-Xmx256m")).isEqualTo("records=75000 lines=300000 problems={}");
  }

  private void drop(int rows) throws IOException {
    Path file = inbox.resolve("large.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "pipemill", "1.0")) {
      Worksheet sheet = book.newWorksheet("Orders");
      String[] head = {"NO", "CUST", "LN", "TON"};
      for (int c = 0; c < COLUMNS; c++) {
        sheet.value(0, c, c < head.length ? head[c] : "MORE_" + c);
      }
      for (int row = 0; row < rows; row++) {
        sheet.value(row + 1, 0, "R-" + row / 4);
        sheet.value(row + 1, 1, "customer " + row / 400);
        sheet.value(row + 1, 2, row % 4);
        sheet.value(row + 1, 3, row * 0.125);
        sheet.value(row + 1, 4, LocalDate.of(2000, 1, 1).plusDays(row % 9000));
        for (int c = 5; c < COLUMNS; c++) {
          sheet.value(row + 1, c, row * 31.25 + c);
        }
        if (row % 1000 == 0) {
          sheet.flush();
        }
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private String run(String heap) throws Exception {
    Path output = home.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    heap,
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeapRun.class.getName(),
                    home.toString(),
                    "excel",
                    ""))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(child.waitFor(5, TimeUnit.MINUTES)).isTrue();
    } finally {
      child.destroyForcibly();
    }
    return Files.readString(output).trim();
  }
}

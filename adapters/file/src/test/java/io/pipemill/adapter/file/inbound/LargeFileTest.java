package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of 200 MB in a heap of 256 MB: read, or refused clearly, with neighbours unharmed. */
class LargeFileTest {
  private static final long SIZE = 200_000_000;
  private static final String HEAD = "NO,CUST,LN,TON\n";
  @TempDir Path home;
  private Path inbox;

  private interface Text {
    void write(BufferedWriter out) throws IOException;
  }

  @BeforeEach
  void create() throws IOException {
    inbox = Files.createDirectories(home.resolve("inbox/mill"));
  }

  @Test
  void csvOfSortedDocuments_isReadWhole() throws Exception {
    long[] rows = {0};
    drop(
        "a.csv",
        out -> {
          out.write(HEAD);
          for (long size = 0; size < SIZE; rows[0]++) {
            String row =
                "R-"
                    + rows[0] / 4
                    + ",customer "
                    + rows[0] / 4
                    + ","
                    + rows[0] % 4
                    + ",12.5 and words that fill the row up to a usual length of a legacy export\n";
            out.write(row);
            size += row.length();
          }
        });
    dropGood("csv");
    assertThat(run("csv", ""))
        .isEqualTo(
            "records=" + ((rows[0] + 3) / 4 + 1) + " lines=" + (rows[0] + 1) + " problems={}");
  }

  @Test
  void tableOfSortedDocuments_isReadWhole() throws Exception {
    int rows = (int) (SIZE / 100);
    Tables head =
        new Tables(Tables.DBASE3, 0x7A)
            .column("NO", 'C', 12)
            .column("CUST", 'C', 60)
            .column("LN", 'N', 4)
            .column("TON", 'N', 23);
    byte[] none = head.bytes();
    java.nio.ByteBuffer.wrap(none).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(4, rows);
    Path table = inbox.resolve("a.dbf");
    try (var out = new java.io.BufferedOutputStream(Files.newOutputStream(table))) {
      out.write(none, 0, head.headerBytes());
      for (int i = 0; i < rows; i++) {
        String row = " R-%-10d客户%-56d%4d%23s".formatted(i / 4, i / 4, i % 4, "12.5");
        out.write(row.getBytes("GB18030"));
      }
    }
    Files.setLastModifiedTime(table, FileTime.from(Instant.now().minusSeconds(60)));
    assertThat(Files.size(table)).isEqualTo(head.headerBytes() + SIZE);
    assertThat(run("dbf", "")).isEqualTo("records=" + rows / 4 + " lines=" + rows + " problems={}");
  }

  @Test
  void linesOfFixedWidth_areReadWhole() throws Exception {
    long[] documents = {0};
    drop(
        "a.fixed",
        out -> {
          for (long size = 0; size < SIZE; size += 52 + 3 * 86, documents[0]++) {
            out.write("H%-40s%010d\n".formatted("customer " + documents[0], documents[0]));
            for (int i = 0; i < 3; i++) {
              out.write("D%4d%80s\n".formatted(i, "12.5"));
            }
          }
          out.write("T%010d\n".formatted(documents[0] * 4 + 1));
        });
    assertThat(run("fixed", ""))
        .isEqualTo("records=" + documents[0] + " lines=" + 3 * documents[0] + " problems={}");
  }

  @Test
  void csvOfOneField_isRefused() throws Exception {
    drop(
        "a.csv",
        out -> {
          out.write(HEAD + "A,\"");
          fill(out, "x".repeat(1000), SIZE);
          out.write("\",1,1\n");
        });
    dropGood("csv");
    assertThat(run("csv", "")).isEqualTo("records=2 lines=1 problems={FILE-003=1}");
  }

  @Test
  void csvOfOneDocument_isRefused() throws Exception {
    drop(
        "a.csv",
        out -> {
          out.write(HEAD);
          fill(out, "A,x,1,1.5 some more text\n", SIZE);
        });
    dropGood("csv");
    assertThat(run("csv", "")).isEqualTo("records=2 lines=1 problems={FILE-012=1}");
  }

  @Test
  void xmlOfManyRecords_isReadWhole() throws Exception {
    String record =
        "<Order><NO>R</NO><Line><LN>1</LN><TON>1</TON></Line><X>"
            + "y".repeat(900)
            + "</X></Order>";
    drop(
        "a.xml",
        out -> {
          out.write("<Orders>");
          fill(out, record, SIZE);
          out.write("</Orders>");
        });
    dropGood("xml");
    long records = (SIZE + record.length() - 1) / record.length();
    assertThat(run("xml", "300000000"))
        .isEqualTo("records=" + (records + 1) + " lines=" + (records + 1) + " problems={}");
  }

  @Test
  void xmlOverTheLimitAndXmlOfOneRecord_areRefused() throws Exception {
    String line = "<Line><LN>1</LN><TON>1</TON></Line>";
    drop(
        "a.xml",
        out -> {
          out.write("<Order><NO>R</NO>");
          fill(out, line, SIZE);
          out.write("</Order>");
        });
    drop(
        "b.xml",
        out -> {
          out.write("<Order><NO>R</NO>");
          fill(out, line, 60_000_000);
          out.write("</Order>");
        });
    drop(
        "c.xml",
        out -> {
          out.write("<Order><NO>R</NO>");
          fill(out, line, 8_000_000);
          out.write("</Order>");
        });
    dropGood("xml");
    assertThat(run("xml", "67108864"))
        .isEqualTo("records=4 lines=1 problems={FILE-006=1, FILE-024=2}");
  }

  private static void fill(BufferedWriter out, String text, long size) throws IOException {
    for (long written = 0; written < size; written += text.length()) {
      out.write(text);
    }
  }

  private void dropGood(String format) throws IOException {
    drop(
        "good." + format,
        out ->
            out.write(
                format.equals("csv")
                    ? HEAD + "G,x,1,1\n"
                    : "<Order><NO>G</NO><Line><LN>1</LN></Line></Order>"));
  }

  private void drop(String name, Text text) throws IOException {
    Path file = inbox.resolve(name);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      text.write(out);
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
  }

  private String run(String format, String maxBytes) throws Exception {
    Path output = home.resolve("output.txt");
    Process child =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SmallHeapRun.class.getName(),
                    home.toString(),
                    format,
                    maxBytes))
            .redirectErrorStream(true)
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

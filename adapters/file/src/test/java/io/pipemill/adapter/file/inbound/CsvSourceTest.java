package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {
  private static final String HEAD = "NO,CUST,LN,TON\n";
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void rowsOfOneKey_areLinesOfOneDocumentWhereverTheyStand() {
    fixture.drop("a.csv", HEAD + "A,x,1,1.5\nB,y,1,2\nA,x,2,\"3,5\"\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).extracting(a -> a.record().value("NO")).containsExactly("B", "A");
    RecordTree order = arrivals.get(1).record();
    assertThat(order.group("lines")).extracting(l -> l.value("TON")).containsExactly("1.5", "3,5");
    assertThat(order.where()).isEqualTo("a.csv line 2");
    assertThat(order.group("lines").get(1).where()).isEqualTo("line 4");
    assertThat(arrivals.get(0).key()).matches("[0-9a-f]{16}:1");
    assertThat(fixture.names("inbox")).isEmpty();
    assertThat(fixture.names("done")).containsExactly("a.csv");
  }

  @Test
  void withoutGroup_eachRowIsADocument() {
    fixture.shape = new Columns(List.of("NO", "TON"), Map.of());
    fixture.drop("a.csv", HEAD + "A,x,1,1\nA,x,2,2\n");
    assertThat(fixture.drain(10)).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GB18030", "UTF-8", "UTF-16LE", "Big5", "windows-1252"})
  void textInAnyEncoding_isReadAsItWas(String encoding) {
    String text = encoding.equals("windows-1252") ? "Müller €" : "原油";
    fixture.file.put("encoding", encoding);
    fixture.drop("a.csv", HEAD + "A," + text + ",1,1\n", encoding);
    assertThat(fixture.drain(10).get(0).record().value("CUST")).isEqualTo(text);
  }

  @Test
  void fourByteGb18030_isReadEvenIfTheSystemSaysGb2312() {
    fixture.file.put("encoding", "GB2312");
    fixture.drop("a.csv", HEAD + "A,龦𠀀镕,1,1\n", "GB18030");
    assertThat(fixture.drain(10).get(0).record().value("CUST")).isEqualTo("龦𠀀镕");
  }

  @Test
  void byteOrderMark_winsOverTheSetting() {
    fixture.file.put("encoding", "GB18030");
    fixture.drop("a.csv", "\uFEFF" + HEAD + "A,原,1,1\n", "UTF-8");
    fixture.drop("b.csv", "\uFEFF" + HEAD + "A,油,1,1\n", "UTF-16LE");
    assertThat(fixture.drain(10))
        .extracting(a -> a.record().value("CUST"))
        .containsExactly("原", "油");
  }

  @Test
  void bytesOfAnotherEncoding_rejectTheFileWithOffsetAndLine() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\nB,原油,1,1\n", "GB18030");
    fixture.drop("b.csv", HEAD + "A,x,1,1\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(2);
    Violation violation = arrivals.get(0).problems().get(0);
    assertThat(violation.code()).isEqualTo("FILE-002");
    assertThat(violation.field()).isEqualTo("byte 27");
    assertThat(violation.where()).isEqualTo("a.csv line 3");
    assertThat(arrivals.get(0).record()).isNull();
    assertThat(arrivals.get(1).record()).isNotNull();
    assertThat(fixture.names("rejected")).containsExactly("a.csv", "a.csv.reason.json");
    assertThat(fixture.reason("rejected", "a.csv.reason.json"))
        .contains("\"code\" : \"FILE-002\"")
        .contains("\"line\" : 3");
    assertThat(fixture.names("done")).containsExactly("b.csv");
  }

  @Test
  void rowWithWrongNumberOfColumns_rejectsItsDocumentOnly() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\nA,x,2\nB,y,1,1\nC,z,1,1,9\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(3);
    assertThat(arrivals.get(0).problems())
        .extracting(Violation::code, Violation::where)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("FILE-010", "a.csv line 3"));
    assertThat(arrivals.get(1).problems()).isEmpty();
    assertThat(arrivals.get(2).problems()).hasSize(1);
    assertThat(arrivals.get(2).record()).isNull();
    assertThat(fixture.names("done")).containsExactly("a.csv", "a.csv.reason.json");
  }

  @Test
  void rowsOfOneDocumentThatContradict_areAViolation() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\nA,y,2,1\n");
    Violation violation = fixture.drain(10).get(0).problems().get(0);
    assertThat(violation.code()).isEqualTo("FILE-011");
    assertThat(violation.field()).isEqualTo("CUST");
    assertThat(violation.value()).isEqualTo("y");
    assertThat(violation.expected()).isEqualTo("x");
  }

  @Test
  void quotesOverSeveralLines_keepTheLineNumbersRight() {
    fixture.drop("a.csv", HEAD + "A,\"x\ny \"\"z\"\"\",1,1\n\nB,y,1\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals.get(0).record().value("CUST")).isEqualTo("x\ny \"z\"");
    assertThat(arrivals.get(1).problems().get(0).where()).isEqualTo("a.csv line 5");
  }

  @Test
  void quoteNeverClosed_rejectsTheWholeFile() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\nB,\"y,1,1\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(1);
    assertThat(arrivals.get(0).problems().get(0).code()).isEqualTo("FILE-004");
  }

  @Test
  void textBehindAClosingQuote_rejectsTheWholeFileWithItsLine() {
    fixture.drop("a.csv", HEAD + "A,\"x\"y,1,1\n");
    Violation violation = fixture.drain(10).get(0).problems().get(0);
    assertThat(violation.code()).isEqualTo("FILE-003");
    assertThat(violation.where()).isEqualTo("a.csv line 2");
  }

  @Test
  void columnMissingOrTwice_rejectsTheWholeFile() {
    fixture.drop("a.csv", "NO,CUSTOMER,LN,TON\nA,x,1,1\n");
    fixture.drop("b.csv", "NO,CUST,LN,TON,NO\nA,x,1,1,A\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).extracting(a -> a.problems().get(0).code()).containsOnly("FILE-005");
  }

  @Test
  void emptyAndBinaryFiles_areRejectedAndTheirNeighboursAreNot() {
    byte[] binary = new byte[5000];
    new Random(1).nextBytes(binary);
    fixture.drop("empty.csv", "");
    fixture.drop("binary.csv", binary);
    fixture.drop("zeros.csv", new byte[5000]);
    fixture.drop("head-only.csv", HEAD);
    fixture.drop("good.csv", HEAD + "A,x,1,1\n");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(4);
    assertThat(fixture.names("done")).containsExactly("good.csv", "head-only.csv");
    assertThat(fixture.names("rejected")).contains("binary.csv", "empty.csv", "zeros.csv");
  }

  @Test
  void halfWrittenFiles_areNotTaken() throws Exception {
    fixture.file.put("settle", "1h");
    Path writing = fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    Files.setLastModifiedTime(writing, FileTime.from(Instant.now()));
    fixture.drop("b.csv.part", HEAD);
    fixture.drop("c.tmp", HEAD);
    fixture.drop(".d.csv", HEAD);
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("inbox")).contains("a.csv", "b.csv.part", "c.tmp", ".d.csv");
  }

  @Test
  void fileWithATimeInTheFuture_isTakenWhenItHasBeenStill() throws Exception {
    fixture.file.put("settle", "200ms");
    Path file = fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(86_400)));
    assertThat(fixture.drain(10)).isEmpty();
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !fixture.drain(10).isEmpty());
  }

  @Test
  void sameBytesTwice_areTheSameKeyAndVersionUnderAnyName() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    Arrival first = fixture.drain(10).get(0);
    fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    fixture.drop("b.csv", HEAD + "A,x,1,1\n");
    List<Arrival> again = fixture.drain(10);
    assertThat(again).hasSize(2);
    assertThat(again)
        .allMatch(a -> a.key().equals(first.key()) && a.version().equals(first.version()))
        .noneMatch(Arrival::reread);
    assertThat(fixture.names("done")).containsExactly("a.csv", "a~2.csv", "b.csv");
  }

  @Test
  void sameNameWithNewBytes_isNewAndOverwritesNothing() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    String first = fixture.drain(10).get(0).key();
    fixture.drop("a.csv", HEAD + "A,x,1,2\n");
    assertThat(fixture.drain(10).get(0).key()).isNotEqualTo(first);
    assertThat(fixture.names("done")).containsExactly("a.csv", "a~2.csv");
  }

  @Test
  void mappingRejectsSome_fileIsDoneWithItsReasons() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\nB,x,1,1\n");
    fixture.drop("b.csv", HEAD + "C,x,1,1\n");
    fixture.drain(10, "A", "C");
    assertThat(fixture.names("done")).containsExactly("a.csv", "a.csv.reason.json");
    assertThat(fixture.reason("done", "a.csv.reason.json"))
        .contains("MAP-001")
        .contains("\"line\" : 2", "\"column\" : \"CUST\"");
    assertThat(fixture.names("rejected")).containsExactly("b.csv", "b.csv.reason.json");
    assertThat(fixture.names("inbox")).isEmpty();
  }

  @Test
  void batchesAcrossRecordsAndFiles_resumeExactlyAfterRestarts() {
    StringBuilder text = new StringBuilder(HEAD);
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      text.append("A").append(i).append(",x,1,1\n");
      wanted.add("A" + i);
    }
    fixture.drop("a.csv", text.toString());
    fixture.drop("b.csv", HEAD + "B0,x,1,1\nB1,x,1,1\n");
    wanted.addAll(List.of("B0", "B1"));
    List<String> got = new ArrayList<>();
    SourceBatch batch;
    do {
      batch = fixture.read(7, "A3", "A44");
      batch.arrivals().forEach(a -> got.add(String.valueOf(a.record().value("NO"))));
      fixture.restart();
    } while (!batch.arrivals().isEmpty());
    assertThat(got).isEqualTo(wanted);
    assertThat(fixture.names("done")).containsExactly("a.csv", "a.csv.reason.json", "b.csv");
    assertThat(fixture.reason("done", "a.csv.reason.json"))
        .contains("\"line\" : 5", "\"line\" : 46");
  }

  @Test
  void crashBetweenStoreAndMove_movesAndGivesNothingTwice() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    fixture.drop("b.csv", "broken");
    SourceBatch batch = fixture.adapter().read(fixture.position, 10);
    assertThat(batch.arrivals()).hasSize(2);
    fixture.position = batch.next();
    fixture.restart();
    assertThat(fixture.names("inbox")).containsExactly("a.csv", "b.csv");
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("done")).containsExactly("a.csv");
    assertThat(fixture.names("rejected")).containsExactly("b.csv", "b.csv.reason.json");
  }

  @Test
  void crashBeforeStore_givesTheBatchAgain() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\nB,x,1,1\n");
    SourceBatch lost = fixture.adapter().read(fixture.position, 1);
    SourceBatch again = fixture.adapter().read(fixture.position, 1);
    assertThat(again.arrivals().get(0).key()).isEqualTo(lost.arrivals().get(0).key());
    fixture.restart();
    assertThat(fixture.drain(10)).hasSize(2);
  }

  @Test
  void storedTwice_isHarmless() {
    fixture.drop("a.csv", HEAD + "A,x,1,1\n");
    SourceBatch batch = fixture.read(10);
    fixture.adapter().stored(batch);
    fixture.drop("a.csv", HEAD + "A,x,1,9\n");
    fixture.adapter().stored(batch);
    assertThat(fixture.drain(10)).hasSize(1);
  }

  @Test
  void namesWithTricks_stayInTheirFolders() throws Exception {
    fixture.drop("%2e%2e%2fetc.csv", HEAD + "A,x,1,1\n");
    fixture.drop("a\nb .csv", HEAD + "B,x,1,1\n");
    fixture.drop("-rf $(x).csv", HEAD + "C,x,1,1\n");
    Path outside = Files.writeString(home.resolve("outside.csv"), HEAD + "D,x,1,1\n");
    Files.createSymbolicLink(fixture.inbox().resolve("link.csv"), outside);
    Files.createDirectory(fixture.inbox().resolve("folder.csv"));
    assertThat(fixture.drain(10)).hasSize(3);
    assertThat(fixture.names("done")).hasSize(3);
    assertThat(outside).exists();
  }

  @Test
  void fileThatGrowsWhileItIsRead_isReadAgainAsAnother() throws Exception {
    Path file = fixture.drop("a.csv", HEAD + "A,x,1,1\nB,x,1,1\n");
    SourceBatch first = fixture.read(1);
    Files.writeString(file, HEAD + "A,x,1,1\nB,x,1,1\nC,x,1,1\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
    List<Arrival> rest = fixture.drain(10);
    assertThat(rest).hasSize(3);
    assertThat(rest).noneMatch(a -> a.version().equals(first.arrivals().get(0).version()));
  }

  @Test
  void noHeader_takesTheNamesOfTheMapping() {
    fixture.file.put("header", false);
    fixture.file.put("delimiter", "|");
    fixture.source.put("columns", List.of("NO", "CUST", "LN", "TON"));
    fixture.drop("a.csv", "A|x|1|1\n");
    assertThat(fixture.drain(10).get(0).record().value("CUST")).isEqualTo("x");
  }

  @Test
  void patternAndHealth_nameFilesThatNobodyTakes() {
    fixture.file.put("pattern", "ORD*.csv");
    fixture.drop("ord1.CSV", HEAD + "A,x,1,1\n");
    fixture.drop("other.csv", HEAD + "A,x,1,1\n");
    assertThat(fixture.drain(10)).hasSize(1);
    CheckResult health = fixture.adapter().check();
    assertThat(health.level()).isEqualTo(CheckResult.Level.WARN);
    assertThat(health.message()).contains("1 files");
  }

  @Test
  void settingsWithMistakes_areAllReportedAtOnce() {
    fixture.file.put("encodng", "UTF-8");
    fixture.file.put("delimiter", ";;");
    fixture.file.put("encoding", "UTF-88");
    fixture.source.remove("key");
    assertThatThrownBy(fixture::adapter)
        .hasMessageContaining("did you mean 'encoding'")
        .hasMessageContaining("delimiter: found ;;")
        .hasMessageContaining("found UTF-88")
        .hasMessageContaining("key: missing");
  }

  @Test
  void inboxThatCannotBeRead_throwsAndIsNeverEmpty() throws Exception {
    Files.createDirectories(home.resolve("inbox"));
    Files.writeString(home.resolve("inbox/mill"), "a file where the folder should be");
    assertThatThrownBy(() -> fixture.read(10)).hasMessageContaining("inbox");
    assertThat(fixture.adapter().check().level()).isEqualTo(CheckResult.Level.FAIL);
  }

  @Test
  void anyRowsInAnyOrder_giveEveryRowOnce() {
    Random random = new Random(5);
    for (int round = 0; round < 20; round++) {
      StringBuilder text = new StringBuilder(HEAD);
      int rows = random.nextInt(200);
      for (int i = 0; i < rows; i++) {
        int key = random.nextInt(20);
        text.append("K").append(key).append(",c").append(key).append(",").append(i).append(",1\n");
      }
      fixture.drop("r" + round + ".csv", text.toString());
      List<String> lines = new ArrayList<>();
      List<Object> keys = new ArrayList<>();
      for (Arrival arrival : fixture.drain(1 + random.nextInt(9))) {
        assertThat(arrival.problems()).isEmpty();
        keys.add(arrival.record().value("NO"));
        arrival.record().group("lines").forEach(l -> lines.add(String.valueOf(l.value("LN"))));
      }
      assertThat(keys).doesNotHaveDuplicates();
      assertThat(lines).hasSize(rows).doesNotHaveDuplicates();
    }
  }
}

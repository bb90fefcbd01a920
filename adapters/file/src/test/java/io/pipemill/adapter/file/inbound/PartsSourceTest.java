package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents whose header and lines come in two files. */
class PartsSourceTest {
  private static final String HEADERS = "NO,CUST\nR-1,C\nR-2,D\n";
  private static final String LINES = "LN,NO,TON\n1,R-1,5\n1,R-2,7\n2,R-1,6\n";
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    files(Map.of("header", "*_H.csv", "lines", "*_L.csv"));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void files(Map<String, ?> files) {
    fixture.source.put("files", new HashMap<>(files));
  }

  private static List<Violation> problems(List<Arrival> arrivals) {
    return arrivals.stream().flatMap(arrival -> arrival.problems().stream()).toList();
  }

  @Test
  void headersAndLines_becomeDocuments_andBothFilesAreDone() {
    fixture.drop("orders_1_H.csv", HEADERS);
    fixture.drop("ORDERS_1_l.CSV", LINES);
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals)
        .extracting(a -> a.record().value("NO"), a -> a.record().value("CUST"))
        .containsExactly(tuple("R-1", "C"), tuple("R-2", "D"));
    assertThat(arrivals.get(0).record().group("lines"))
        .extracting(line -> line.value("LN"), line -> line.value("TON"), line -> line.where())
        .containsExactly(
            tuple("1", "5", "ORDERS_1_l.CSV line 2"), tuple("2", "6", "ORDERS_1_l.CSV line 4"));
    assertThat(arrivals.get(1).record().where()).isEqualTo("orders_1_H.csv line 3");
    assertThat(fixture.names("done")).containsExactly("ORDERS_1_l.CSV", "orders_1_H.csv");
    assertThat(fixture.names("inbox")).isEmpty();
  }

  @Test
  void fileWithoutItsPartner_waits_andIsReadWhenItComes() {
    fixture.drop("a_L.csv", LINES);
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("inbox")).containsExactly("a_L.csv");
    assertThat(fixture.adapter().check().facts()).containsEntry("without their partner", "1");

    fixture.drop("b_H.csv", HEADERS);
    assertThat(fixture.drain(10)).isEmpty();
    fixture.drop("a_H.csv", HEADERS);
    assertThat(fixture.drain(10)).hasSize(2);
    assertThat(fixture.names("inbox")).containsExactly("b_H.csv");
  }

  @Test
  void fileWhosePartnerDoesNotCome_isRejectedAfterItsTime() {
    files(Map.of("header", "*_H.csv", "lines", "*_L.csv", "wait", "0s"));
    fixture.drop("a_L.csv", LINES);
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(problems(arrivals))
        .extracting(Violation::code, Violation::expected, Violation::where)
        .containsExactly(tuple("FILE-041", "a_H.csv", "a_L.csv"));
    assertThat(fixture.names("rejected")).containsExactly("a_L.csv", "a_L.csv.reason.json");
  }

  @Test
  void partnerThatIsStillBeingWritten_isAwaited() throws IOException {
    files(Map.of("header", "*_H.csv", "lines", "*_L.csv", "wait", "0s"));
    fixture.file.put("settle", "1h");
    fixture.drop("a_H.csv", HEADERS);
    Files.setLastModifiedTime(
        fixture.inbox().resolve("a_H.csv"),
        java.nio.file.attribute.FileTime.from(java.time.Instant.now().minusSeconds(7200)));
    Files.writeString(fixture.inbox().resolve("a_L.csv"), "LN,NO");

    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("rejected")).isEmpty();
  }

  @Test
  void linesOfNoHeader_areRejectedByName_andOthersPass() {
    fixture.drop("a_H.csv", HEADERS);
    fixture.drop("a_L.csv", LINES + "1,R-9,4\n1,,4\n");
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).filteredOn(a -> a.record() != null).hasSize(2);
    assertThat(problems(arrivals))
        .extracting(Violation::code, Violation::value, Violation::where)
        .containsExactly(
            tuple("FILE-042", "R-9", "a_L.csv line 5"), tuple("FILE-042", "", "a_L.csv line 6"));
    assertThat(fixture.names("done")).containsExactly("a_H.csv", "a_H.csv.reason.json", "a_L.csv");
    assertThat(fixture.reason("done", "a_H.csv.reason.json"))
        .contains("\"file\" : \"a_L.csv\"", "\"line\" : 5", "R-9");
  }

  @Test
  void headerTwice_isRejectedWithItsLines() {
    fixture.drop("a_H.csv", HEADERS + "R-1,E\n");
    fixture.drop("a_L.csv", LINES);
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).hasSize(2);
    assertThat(problems(arrivals))
        .extracting(Violation::code, Violation::value, Violation::where)
        .containsExactly(tuple("FILE-043", "R-1", "a_H.csv line 4"));
    assertThat(problems(arrivals).get(0).message()).contains("first in line 2");
  }

  @Test
  void lineOfTheWrongWidth_rejectsItsDocumentOnly_namedByItsFile() {
    fixture.drop("a_H.csv", HEADERS);
    fixture.drop("a_L.csv", LINES.replace("1,R-2,7", "1,R-2"));
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(problems(arrivals))
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-010", "a_L.csv line 3"));
    assertThat(arrivals).extracting(a -> a.problems().isEmpty()).containsExactly(true, false);
  }

  @Test
  void headerWithoutLines_isADocumentWithoutLines() {
    fixture.drop("a_H.csv", HEADERS + "R-3,E\n");
    fixture.drop("a_L.csv", LINES);

    assertThat(fixture.drain(10).get(2).record().group("lines")).isEmpty();
  }

  @Test
  void unreadableLines_rejectBothFiles_namingTheOne() {
    fixture.drop("a_H.csv", HEADERS);
    fixture.drop("a_L.csv", "LN,TON\n1,5\n");
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(problems(arrivals))
        .extracting(Violation::code, Violation::where)
        .containsExactly(tuple("FILE-005", "a_L.csv line 1"));
    assertThat(fixture.names("rejected"))
        .containsExactly("a_H.csv", "a_H.csv.reason.json", "a_L.csv");
  }

  @Test
  void sameBytesUnderOtherNames_areTheSameArrivals_otherLinesAreNot() {
    fixture.drop("a_H.csv", HEADERS);
    fixture.drop("a_L.csv", LINES);
    fixture.drop("b_H.csv", HEADERS);
    fixture.drop("b_L.csv", LINES);
    fixture.drop("c_H.csv", HEADERS);
    fixture.drop("c_L.csv", LINES.replace("7", "8"));
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals).hasSize(6);
    assertThat(arrivals.get(2).key()).isEqualTo(arrivals.get(0).key());
    assertThat(arrivals.get(2).version()).isEqualTo(arrivals.get(0).version());
    assertThat(arrivals.get(4).key()).isNotEqualTo(arrivals.get(0).key());
  }

  @Test
  void crashBetweenStoreAndMove_movesBoth_andGivesNothingTwice() {
    fixture.drop("a_H.csv", HEADERS);
    fixture.drop("a_L.csv", LINES + "1,R-9,4\n");
    SourceBatch batch = fixture.adapter().read(fixture.position, 10);
    fixture.position = batch.next();
    fixture.restart();

    assertThat(batch.arrivals()).hasSize(3);
    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("done")).contains("a_H.csv", "a_L.csv");
    assertThat(fixture.names("inbox")).isEmpty();
  }

  @Test
  void crashBetweenTheTwoMoves_letsTheOtherFollow() throws IOException {
    fixture.drop("a_H.csv", HEADERS);
    fixture.drop("a_L.csv", LINES);
    SourceBatch batch = fixture.adapter().read(fixture.position, 10);
    fixture.position = batch.next();
    fixture.restart();
    // what a process leaves that dies behind the first of the two moves
    SourceFile lines = SourceFile.of(fixture.inbox().resolve("a_L.csv"));
    SourceFile header = SourceFile.of(fixture.inbox().resolve("a_H.csv"));
    String both = "+" + header.with(List.of(lines)).id();
    Files.writeString(fixture.inbox().resolve("." + header.id() + ".moving.part"), both);
    Files.writeString(fixture.inbox().resolve("." + lines.id() + ".moving.part"), both);
    Files.createDirectories(home.resolve("done/mill"));
    Files.move(lines.path(), home.resolve("done/mill/a_L.csv"));
    Files.delete(fixture.inbox().resolve("." + lines.id() + ".moving.part"));

    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.names("done")).containsExactly("a_H.csv", "a_L.csv");
    assertThat(fixture.names("rejected")).isEmpty();
    assertThat(fixture.names("inbox")).isEmpty();
  }

  @Test
  void crashBeforeTheMoveOfAGivenUpFile_rejectsIt() {
    files(Map.of("header", "*_H.csv", "lines", "*_L.csv", "wait", "0s"));
    fixture.drop("a_H.csv", HEADERS);
    SourceBatch batch = fixture.adapter().read(fixture.position, 10);
    fixture.position = batch.next();
    fixture.restart();

    assertThat(fixture.drain(10)).isEmpty();
    assertThat(fixture.reason("rejected", "a_H.csv.reason.json")).contains("FILE-041", "a_L.csv");
  }

  @Test
  void restartInTheMiddle_goesOnWhereItWas() {
    fixture.drop("a_H.csv", HEADERS + "R-3,E\n");
    fixture.drop("a_L.csv", LINES);
    fixture.read(1);
    fixture.restart();

    assertThat(fixture.drain(1))
        .extracting(a -> a.record().value("NO"))
        .containsExactly("R-2", "R-3");
    assertThat(fixture.names("done")).containsExactly("a_H.csv", "a_L.csv");
  }

  @Test
  void severalGroups_eachHaveTheirFile() {
    fixture.shape =
        new Columns(
            List.of("NO"),
            Map.of(
                "lines", new Columns(List.of("LN"), Map.of()),
                "notes", new Columns(List.of("TEXT"), Map.of())));
    files(Map.of("header", "H_*.txt", "lines", "L_*.txt", "notes", "N_*.txt"));
    fixture.drop("H_1.txt", "NO\nR-1\n");
    fixture.drop("N_1.txt", "NO,TEXT\nR-1,first\nR-1,second\n");
    assertThat(fixture.drain(10)).isEmpty();
    fixture.drop("L_1.txt", "NO,LN\nR-1,1\n");
    List<Arrival> arrivals = fixture.drain(10);

    assertThat(arrivals.get(0).record().group("notes"))
        .extracting(note -> note.value("TEXT"))
        .containsExactly("first", "second");
    assertThat(arrivals.get(0).record().group("lines")).hasSize(1);
    assertThat(fixture.names("done")).hasSize(3);
  }

  @Test
  void manyDocumentsInAnyOrder_getTheirOwnLines() {
    int count = 3_000;
    List<Integer> shuffled =
        IntStream.range(0, count)
            .boxed()
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    java.util.Collections.shuffle(shuffled, new java.util.Random(7));
    StringBuilder headers = new StringBuilder("NO,CUST\n");
    shuffled.forEach(i -> headers.append("R-").append(i).append(",C\n"));
    StringBuilder lines = new StringBuilder("NO,LN,TON\n");
    for (int i = 0; i < count; i++) {
      for (int line = 0; line < i % 4; line++) {
        lines.append("R-").append(i).append(',').append(line).append(',').append(i).append('\n');
      }
    }
    fixture.drop("a_H.csv", headers.toString());
    fixture.drop("a_L.csv", lines.toString());
    List<Arrival> arrivals = fixture.drain(500);

    assertThat(arrivals).hasSize(count);
    for (Arrival arrival : arrivals) {
      String number = String.valueOf(arrival.record().value("NO")).substring(2);
      assertThat(arrival.record().group("lines"))
          .hasSize(Integer.parseInt(number) % 4)
          .allMatch(line -> number.equals(line.value("TON")));
    }
  }

  @Test
  void wrongSettings_areToldAtOnce() {
    files(Map.of("header", "*.csv", "lines", "L*.csv", "wait", "soon"));
    fixture.source.put("pattern", "*.csv");
    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("found pattern and files, expected one of them")
        .hasMessageContaining("files.wait: found soon")
        .hasMessageContaining("expected patterns of which no name fits two");

    fixture.source.remove("pattern");
    files(Map.of("head", "*_H.csv", "lines", "L.csv"));
    assertThatThrownBy(() -> fixture.adapter())
        .hasMessageContaining("files.lines: found L.csv, expected a name with one star")
        .hasMessageContaining("expected header and at least one group")
        .hasMessageContaining("files.head: found head, expected header or one of the mapping's");
  }
}

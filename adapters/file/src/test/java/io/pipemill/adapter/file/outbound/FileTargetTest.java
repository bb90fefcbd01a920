package io.pipemill.adapter.file.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.file.FileAdapter;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTargetTest {
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);
  private static final RecordShape LINE = RecordShape.of("line", "LN", "TON");
  private static final RecordShape SHAPE =
      new RecordShape("order", List.of("NO", "MEMO", "DAY"), List.of(LINE));
  @TempDir Path home;
  private final Map<String, Object> target = new HashMap<>();
  private boolean failing;

  @Test
  void json_hasColumnsAndGroups() throws IOException {
    open().deliver(attempt(UUID.randomUUID(), 7, "R-1", "a \"b\"\n油"));
    assertThat(read("sales-order-R-1-7.json", "UTF-8"))
        .isEqualTo(
            "{\"NO\":\"R-1\",\"MEMO\":\"a \\\"b\\\"\\n油\",\"DAY\":\"2026-01-31\",\"line\":[{\"LN\":1,"
                + "\"TON\":1.50},{\"LN\":2}]}");
  }

  @Test
  void xml_hasColumnsAndGroupsAsElements() throws IOException {
    target.put("format", "xml");
    open().deliver(attempt(UUID.randomUUID(), 7, "R-1", "<&>"));
    assertThat(read("sales-order-R-1-7.xml", "UTF-8"))
        .contains("<sales-order><NO>R-1</NO><MEMO>&lt;&amp;")
        .contains("<line><LN>1</LN><TON>1.50</TON></line><line><LN>2</LN></line></sales-order>");
  }

  @Test
  void csv_repeatsTheRecordPerLineInItsEncoding() throws IOException {
    target.putAll(Map.of("format", "csv", "encoding", "GB18030"));
    open().deliver(attempt(UUID.randomUUID(), 7, "R-1", "原,油"));
    assertThat(read("sales-order-R-1-7.csv", "GB18030"))
        .isEqualTo(
            "NO,MEMO,DAY,LN,TON\r\nR-1,\"原,油\",2026-01-31,1,1.50\r\nR-1,\"原,油\",2026-01-31,2,\r\n");
  }

  @Test
  void textTheEncodingCannotWrite_isRejectedContent() {
    target.putAll(Map.of("format", "csv", "encoding", "ISO-8859-1"));
    assertThatThrownBy(() -> open().deliver(attempt(UUID.randomUUID(), 7, "R-1", "原")))
        .extracting(e -> ((AdapterException) e).kind())
        .isEqualTo(ErrorKind.REJECTED_CONTENT);
    assertThat(names()).isEmpty();
  }

  @Test
  void deliverySentAgain_replacesItsOwnFile() throws IOException {
    TargetAdapter adapter = open();
    UUID first = UUID.randomUUID();
    failing = true;
    assertThatThrownBy(() -> adapter.deliver(attempt(first, 7, "R-1", "x")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(adapter.resolve(attempt(first, 7, "R-1", "x")).verdict()).isEqualTo(Verdict.NEVER);
    failing = false;
    UUID second = UUID.randomUUID();
    adapter.deliver(attempt(second, 7, "R-1", "x"));
    assertThat(adapter.resolve(attempt(second, 7, "R-1", "x")).verdict())
        .isEqualTo(Verdict.COMMITTED);
    assertThat(names()).containsExactly("sales-order-R-1-7.json");
  }

  @Test
  void keyWithTricks_staysInTheOutbox() {
    open().deliver(attempt(UUID.randomUUID(), 7, "../../etc/x\n$(rm)", "x"));
    assertThat(names()).hasSize(1);
    assertThat(names().get(0)).doesNotContain("/").doesNotContain("..").endsWith("-7.json");
  }

  @Test
  void patternWithMistakes_isReported() {
    target.put("pattern", "../{ky}.json");
    assertThatThrownBy(this::open)
        .hasMessageContaining("found {ky}")
        .hasMessageContaining("expected {delivery}")
        .hasMessageContaining("without folders");
  }

  @Test
  void healthAndIdentity_sayThatItIsWeaker() {
    TargetAdapter adapter = open();
    assertThat(adapter.check().level()).isEqualTo(CheckResult.Level.WARN);
    assertThat(adapter.capabilities()).isEmpty();
    assertThat(adapter.identity()).isEqualTo(open().identity());
  }

  private List<String> names() {
    Path outbox = home.resolve("outbox/mill");
    if (!Files.isDirectory(outbox)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(outbox)) {
      return files.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith(".")).toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String read(String name, String encoding) throws IOException {
    return Files.readString(home.resolve("outbox/mill").resolve(name), Charset.forName(encoding));
  }

  private static Attempt attempt(UUID id, long delivery, String key, String memo) {
    @SuppressWarnings("unchecked")
    List<RecordTree>[] groups =
        (List<RecordTree>[])
            new List<?>[] {
              List.of(
                  RecordTree.flat(LINE, new Object[] {1L, new BigDecimal("1.50")}, null),
                  RecordTree.flat(LINE, new Object[] {2L, null}, null))
            };
    RecordTree record =
        new RecordTree(SHAPE, new Object[] {key, memo, LocalDate.of(2026, 1, 31)}, groups, null);
    Envelope envelope =
        new Envelope(
            UUID.randomUUID(),
            ORDER,
            key,
            1,
            Verb.PROCESS,
            "legacy",
            "ref",
            UUID.randomUUID(),
            Instant.EPOCH,
            null,
            List.of());
    return new Attempt(
        id, List.of(new OutboundDocument(delivery, envelope, new Object(), record, new byte[32])));
  }

  private TargetAdapter open() {
    return new FileAdapter()
        .target(
            new TargetRequest(
                "mill",
                new Settings("system.yaml: file", Map.of(), name -> name),
                Map.of(ORDER, new Settings("sales-order.out.yaml: target", target, n -> n))),
            new AdapterContext(
                home,
                "test",
                point -> {
                  if (failing) {
                    throw new IllegalStateException(point);
                  }
                }));
  }
}

package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.orderstatus.v1.OrderStatus;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Recoded;
import io.pipemill.mapping.codes.ConfirmedCode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Codes confirmed while the system runs, and entries of lists that count from a date on. */
class ConfirmedCodesTest {
  private static final String ITEMS = "codelists/items.csv";
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private final Mappings compiler = new Mappings(SampleSystem.CATALOG);
  @TempDir Path root;

  private static ConfirmedCode code(String source, String canonical, @Nullable String from) {
    return code("items", source, canonical, from);
  }

  private static ConfirmedCode code(
      String list, String source, String canonical, @Nullable String from) {
    return new ConfirmedCode(
        list,
        source,
        canonical,
        from == null ? null : LocalDate.parse(from),
        "sales",
        "li.wei",
        AT,
        "new brand, \"C\"");
  }

  private static Mapped map(InboundMapping mapping, String day, String... items) {
    return mapping
        .map(List.of(SampleSystem.record(mapping, values(day, items))), Lookups.ALL_KNOWN)
        .get(0);
  }

  private static Map<String, Object> values(@Nullable String day, String... items) {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String item : items) {
      lines.add(
          Map.of(
              "N",
              (long) lines.size() + 1,
              "ITEM",
              item,
              "KG",
              new BigDecimal("1250"),
              "PRICE",
              new BigDecimal("8.2")));
    }
    Map<String, Object> values = new HashMap<>();
    values.put("NO", "O-1");
    values.put("DAY", day);
    values.put("CUST", "C-1");
    values.put("CUST_NAME", "Customer");
    values.put("STATE", "N");
    values.put("AT", LocalDateTime.of(2026, 5, 1, 1, 0));
    values.put("lines", lines);
    return values;
  }

  private InboundMapping confirmed(ConfirmedCode... codes) {
    Recoded recoded = compiler.recode(new SampleSystem().sound(root), List.of(codes));
    assertThat(recoded.findings()).isEmpty();
    return recoded.system().in().get(SampleSystem.ORDER);
  }

  private static String item(Mapped mapped, int line) {
    assertThat(mapped.problems()).isEmpty();
    return ((SalesOrder) mapped.document()).getLines().get(line - 1).getItem().getCode();
  }

  @Test
  void unknownCode_namesItsListAndCountsOnceConfirmed() {
    Violation before = map(new SampleSystem().orders(root), "20260315", "C").problems().get(0);
    assertThat(before.code()).isEqualTo("MAP-103");
    assertThat(before.list()).isEqualTo("items");
    assertThat(before.value()).isEqualTo("C");

    assertThat(item(map(confirmed(code("C", "IT-C", null)), "20260315", "A", "C"), 2))
        .isEqualTo("IT-C");
  }

  @Test
  void confirmedCode_isPartOfTheVersionAndOfTheKeptMapping() {
    InboundMapping folder = new SampleSystem().orders(root);
    InboundMapping one = confirmed(code("C", "IT-C", null), code("D", "IT-A", "2026-01-01"));
    InboundMapping other = confirmed(code("D", "IT-A", "2026-01-01"), code("C", "IT-C", null));

    assertThat(one.version()).isNotEqualTo(folder.version()).isEqualTo(other.version());
    assertThat(confirmed(code("C", "IT-B", null)).version()).isNotEqualTo(one.version());
    InboundMapping kept = compiler.compile(one.bundle());
    assertThat(kept.version()).isEqualTo(one.version());
    assertThat(item(map(kept, "20260315", "C"), 1)).isEqualTo("IT-C");
    assertThat(compiler.compile(folder.bundle()).version()).isEqualTo(folder.version());
  }

  @Test
  void explain_namesWhoConfirmedAndWhen() {
    InboundMapping mapping = confirmed(code("C", "IT-C", null), code("D", "IT-D", "2026-01-01"));
    var record = SampleSystem.record(mapping, values("20260315", "C", "D", "A"));

    assertThat(steps(mapping, record, 1))
        .contains(
            "code list items, confirmed by li.wei at 2026-11-25T08:00:00Z, owner sales: new brand, \"C\" = IT-C");
    assertThat(steps(mapping, record, 2))
        .contains(
            "column ITEM = D",
            "code list items as of 2026-03-15, confirmed by li.wei at 2026-11-25T08:00:00Z,"
                + " from 2026-01-01, owner sales: new brand, \"C\" = IT-D");
    assertThat(steps(mapping, record, 3)).contains("column ITEM = A", "code list items = IT-A");
  }

  private static List<String> steps(
      InboundMapping mapping, io.pipemill.canonical.record.RecordTree record, int line) {
    return mapping
        .explain(record, "lines[" + line + "].item.code", Lookups.ALL_KNOWN)
        .steps()
        .stream()
        .map(step -> step.step() + " = " + step.value())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"20251231, ", "20260101, IT-C", "20260630, IT-C", "20260701, IT-B", "20270101, IT-B"})
  void datedEntries_countByTheDateOfTheDocument(String day, @Nullable String expected) {
    InboundMapping mapping =
        confirmed(code("C", "IT-C", "2026-01-01"), code("C", "IT-B", "2026-07-01"));

    Mapped mapped = map(mapping, day, "A", "C");

    if (expected == null) {
      assertThat(mapped.problems()).hasSize(1);
      assertThat(mapped.problems().get(0).code()).isEqualTo("MAP-103");
      assertThat(mapped.problems().get(0).list()).isEqualTo("items");
      assertThat(mapped.problems().get(0).message())
          .contains("is in code list items only from 2026-01-01 on; the document is of 2025-12-31");
    } else {
      assertThat(item(mapped, 2)).isEqualTo(expected);
      assertThat(item(mapped, 1)).isEqualTo("IT-A");
    }
  }

  @Test
  void datedEntriesOfTheFolder_countTheSameWay() {
    SampleSystem system =
        new SampleSystem()
            .file(
                ITEMS,
                "source,canonical,name_en,name_zh,from\nA,IT-A,,,\nB,IT-B,,,\nA,IT-N,,,2026-03-01\n");
    InboundMapping mapping = system.orders(root);

    assertThat(mapping.codesAsOf()).isEqualTo("orderDate, else eventTime");
    assertThat(item(map(mapping, "20260228", "A"), 1)).isEqualTo("IT-A");
    assertThat(item(map(mapping, "20260301", "A"), 1)).isEqualTo("IT-N");
  }

  @Test
  void batchOfManyDates_givesEachRecordItsOwn() {
    InboundMapping mapping = confirmed(code("C", "IT-C", "2026-01-01"));
    List<io.pipemill.canonical.record.RecordTree> records = new ArrayList<>();
    for (String day : List.of("20251231", "20260101", "20251230", "20260102")) {
      records.add(SampleSystem.record(mapping, values(day, "C", "C")));
    }

    assertThat(mapping.map(records, Lookups.ALL_KNOWN))
        .extracting(mapped -> mapped.problems().size())
        .containsExactly(2, 0, 2, 0);
  }

  @Test
  void documentWithoutAnOwnDate_takesTheTimeOfItsEventInTheMappingsZone() {
    SampleSystem system =
        new SampleSystem()
            .change(
                "sales-order.in.yaml",
                "orderDate: {from: DAY, date: yyyyMMdd}",
                "orderDate: {cel: \"orderNumber == 'O-1' ? source.DAY : null\"}");
    Recoded recoded = compiler.recode(system.sound(root), List.of(code("C", "IT-C", "2026-05-02")));
    InboundMapping mapping = recoded.system().in().get(SampleSystem.ORDER);

    assertThat(mapping.codesAsOf()).isEqualTo("eventTime");
    assertThat(map(mapping, "2026-06-01", "C").problems()).hasSize(1);
    recoded = compiler.recode(system.sound(root), List.of(code("C", "IT-C", "2026-05-01")));
    assertThat(map(recoded.system().in().get(SampleSystem.ORDER), "2026-01-01", "C").problems())
        .isEmpty();
  }

  @Test
  void dateCalculatedFromColumns_isTheDocumentsOwn() {
    SampleSystem system =
        new SampleSystem()
            .change(
                "sales-order.in.yaml",
                "orderDate: {from: DAY, date: yyyyMMdd}",
                "orderDate: {cel: \"source.DAY\"}");
    InboundMapping mapping =
        compiler
            .recode(system.sound(root), List.of(code("C", "IT-C", "2026-01-01")))
            .system()
            .in()
            .get(SampleSystem.ORDER);

    assertThat(mapping.codesAsOf()).isEqualTo("orderDate, else eventTime");
    assertThat(map(mapping, "2025-12-31", "C").problems()).hasSize(1);
    assertThat(map(mapping, "2026-01-01", "C").problems()).isEmpty();
  }

  @Test
  void folderThatHasTheEntryByNow_supersedesItSilently() {
    SampleSystem system =
        new SampleSystem().file(ITEMS, SampleSystem.ITEMS + "C,IT-C,item C,物料C\n");
    ExternalSystem loaded = system.sound(root);

    Recoded recoded =
        compiler.recode(loaded, List.of(code("C", "IT-C", null), code("C", "IT-C", "2026-01-01")));

    assertThat(recoded.findings()).isEmpty();
    assertThat(recoded.inForce()).isEmpty();
    assertThat(recoded.system().in().get(SampleSystem.ORDER).version())
        .isEqualTo(loaded.in().get(SampleSystem.ORDER).version());
  }

  @Test
  void folderThatSaysOtherwise_countsAndIsReported() {
    SampleSystem system =
        new SampleSystem().file(ITEMS, SampleSystem.ITEMS + "C,IT-B,item B,物料B\n");

    Recoded recoded =
        compiler.recode(
            system.sound(root), List.of(code("C", "IT-C", null), code("D", "IT-D", null)));

    assertThat(recoded.findings()).extracting(Finding::code).containsExactly("MAP-074");
    Finding finding = recoded.findings().get(0);
    assertThat(finding.error()).isTrue();
    assertThat(finding.line()).isEqualTo(4);
    assertThat(finding.found()).isEqualTo("C → IT-B");
    assertThat(finding.expected()).isEqualTo("C → IT-C");
    InboundMapping mapping = recoded.system().in().get(SampleSystem.ORDER);
    // one entry out of force must not take the other along
    assertThat(item(map(mapping, "20260315", "C"), 1)).isEqualTo("IT-B");
    assertThat(item(map(mapping, "20260315", "D"), 1)).isEqualTo("IT-D");
  }

  @Test
  void codeThatNoLongerFits_isReportedAndTheOthersCount() {
    ExternalSystem system = new SampleSystem().sound(root);

    Recoded recoded =
        compiler.recode(
            system,
            List.of(
                code("C", "IT-C", null),
                code("states", "9", "ENTRED", null),
                code("gone", "1", "X", null)));

    assertThat(recoded.findings())
        .extracting(Finding::code, Finding::file)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("MAP-075", "codelists/states.csv"),
            org.assertj.core.groups.Tuple.tuple("MAP-075", "codelists/gone.csv"));
    assertThat(recoded.findings())
        .anySatisfy(f -> assertThat(f.message()).contains("did you mean 'ENTERED'?"));
    assertThat(recoded.inForce()).containsExactly(code("C", "IT-C", null));
    assertThat(item(map(recoded.system().in().get(SampleSystem.ORDER), "20260315", "C"), 1))
        .isEqualTo("IT-C");
  }

  @Test
  void confirmedWord_isWrittenWhereTheFolderHasNone() {
    OrderStatus status = new OrderStatus();
    status.setOrderNumber("O-1");
    status.setStatus("CLOSED");
    status.setStatusAt(AT);
    var name = new io.pipemill.canonical.DocumentName("order-status", 1);
    Envelope envelope =
        new Envelope(
            new UUID(1, 1),
            name,
            "O-1",
            1,
            Verb.ACKNOWLEDGE,
            "erp",
            "O-1",
            new UUID(1, 1),
            AT,
            null,
            List.of());
    ExternalSystem system = new SampleSystem().sound(root);
    Violation problem = system.out().get(name).write(status, envelope).problems().get(0);
    assertThat(problem.list()).isEqualTo("states");
    assertThat(problem.value()).isEqualTo("CLOSED");

    Recoded recoded =
        compiler.recode(
            system,
            List.of(code("states", "3", "CLOSED", null), code("states", "4", "BOOKED", null)));

    assertThat(recoded.findings()).isEmpty();
    OutboundMapping mapping = recoded.system().out().get(name);
    assertThat(mapping.version()).isNotEqualTo(system.out().get(name).version());
    assertThat(mapping.write(status, envelope).record().value("STATE")).isEqualTo("3");
    status.setStatus("BOOKED");
    assertThat(mapping.write(status, envelope).record().value("STATE")).isEqualTo("2");
  }

  @Test
  void listWithAWrongDateOrTwoMeaningsOnOneDate_isReportedByTheCheck() {
    List<Finding> findings =
        new SampleSystem()
            .file(
                ITEMS,
                "source,canonical,name_en,name_zh,from\nA,IT-A,,,2026-13-01\nB,IT-B,,,2026-01-01\nB,IT-C,,,2026-01-01\n")
            .load(root)
            .findings();

    assertThat(findings).extracting(Finding::code).containsExactly("MAP-022", "MAP-022");
    assertThat(findings.get(0).found()).isEqualTo("2026-13-01");
    assertThat(findings.get(1).message()).contains("already stands for 'IT-B' from 2026-01-01");
  }
}

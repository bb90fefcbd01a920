package io.pipemill.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.file.FileAdapter;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.productionreport.v1.ProductionReport;
import io.pipemill.canonical.productionreport.v1.ProductionReportLine;
import io.pipemill.canonical.types.v1.Quantity;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.Mappings;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbook of the Volve field, which nobody on this project made, as production reports. */
class VolveWorkbookTest {
  private static final DocumentName REPORT = new DocumentName("production-report", 1);
  private static final Map<String, Function<ProductionReportLine, @Nullable Quantity>> QUANTITIES =
      Map.of(
          "hours", ProductionReportLine::getOnStream,
          "oil", ProductionReportLine::getOilProduced,
          "gas", ProductionReportLine::getGasProduced,
          "water", ProductionReportLine::getWaterProduced,
          "gas injected", ProductionReportLine::getGasInjected,
          "water injected", ProductionReportLine::getWaterInjected);

  /** The sheet's own sums carry what binary arithmetic leaves behind the tenth decimal. */
  private static final BigDecimal ALIKE = new BigDecimal("0.0000001");

  @TempDir static Path home;
  private static List<ProductionReport> daily = List.of();
  private static List<ProductionReport> monthly = List.of();

  @BeforeAll
  static void read() throws Exception {
    Path root = TestingInstallation.root();
    Path workbook =
        Stream.of(root.resolve("../shared"), root.resolve("../../shared"))
            .map(shared -> shared.resolve("data/volve/Volve_production_data.xlsx"))
            .filter(Files::exists)
            .findFirst()
            .orElse(null);
    assumeTrue(workbook != null, "the Volve workbook is not there: ../shared/data/volve");
    List<Mapped> mapped = map(workbook);
    assertThat(mapped).flatMap(Mapped::problems).isEmpty();
    List<ProductionReport> reports =
        mapped.stream().map(each -> (ProductionReport) each.document()).toList();
    daily = reports.stream().filter(r -> r.getPeriodType().equals("DAY")).toList();
    monthly = reports.stream().filter(r -> r.getPeriodType().equals("MONTH")).toList();
    assertThat(daily.size() + monthly.size()).isEqualTo(reports.size());
  }

  private static List<Mapped> map(Path workbook) throws Exception {
    Path systems = Path.of("src/test/resources/systems").toAbsolutePath();
    Loaded loaded = new Mappings(DocumentCatalog.load()).load(List.of(systems));
    assertThat(loaded.findings()).isEmpty();
    ExternalSystem system = loaded.systems().get("volve-production");
    InboundMapping mapping = system.in().get(REPORT);
    Path inbox = Files.createDirectories(home.resolve("inbox/volve-production"));
    Path copy = Files.copy(workbook, inbox.resolve("volve.xlsx"));
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minusSeconds(60)));
    SourceRequest request =
        new SourceRequest(
            system.id(),
            new Settings("system.yaml: file", system.settings(), name -> name),
            REPORT,
            new Settings("source", mapping.source(), name -> name),
            columns(mapping.columns()));
    List<Mapped> all = new ArrayList<>();
    try (SourceAdapter source =
        new FileAdapter()
            .source(request, new AdapterContext(home, "test", AdapterContext.FaultPoint.NONE))) {
      String position = SourceAdapter.START;
      SourceBatch batch;
      do {
        batch = source.read(position, 500);
        position = batch.next();
        assertThat(batch.arrivals()).flatMap(Arrival::problems).isEmpty();
        all.addAll(
            mapping.map(
                batch.arrivals().stream().map(Arrival::record).toList(), Lookups.ALL_KNOWN));
        source.stored(batch);
      } while (batch.more() || !batch.arrivals().isEmpty());
    }
    assertThat(home.resolve("done/volve-production/volve.xlsx")).exists();
    return all;
  }

  private static SourceRequest.Columns columns(InboundMapping.Columns columns) {
    return new SourceRequest.Columns(
        columns.columns(),
        columns.groups().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, group -> columns(group.getValue()))));
  }

  @Test
  void bothSheets_becomeReportsOfEveryDayAndMonth() {
    assertThat(daily).hasSize(3327);
    assertThat(lines(daily)).hasSize(15_634);
    assertThat(monthly).hasSize(112);
    assertThat(lines(monthly)).hasSize(526);
    assertThat(daily)
        .extracting(ProductionReport::getReportNumber)
        .doesNotHaveDuplicates()
        .contains("VOLVE-2007-09-01", "VOLVE-2014-04-07", "VOLVE-2016-12-01");
    assertThat(monthly)
        .extracting(ProductionReport::getReportNumber)
        .doesNotHaveDuplicates()
        .contains("VOLVE-2007-09", "VOLVE-2016-12");
    assertThat(daily.stream().map(ProductionReport::getPeriodStart).min(LocalDate::compareTo))
        .contains(LocalDate.of(2007, 9, 1));
  }

  @Test
  void everyTrap_isThereAndIsWhatItMeans() {
    List<ProductionReportLine> days = lines(daily);
    assertThat(days.stream().filter(line -> line.getOilProduced() == null)).hasSize(6473);
    assertThat(days.stream().filter(line -> line.getFlow().equals("INJECTION"))).hasSize(6473);
    assertThat(days.stream().filter(line -> line.getOnStream() == null)).hasSize(285);
    assertThat(days.stream().filter(line -> line.getWaterInjected() == null)).hasSize(9928);
    assertThat(
            days.stream()
                .map(ProductionReportLine::getWaterProduced)
                .filter(water -> water != null && water.getValue().signum() < 0)
                .map(water -> water.getValue().stripTrailingZeros().toPlainString()))
        .containsExactlyInAnyOrder("-14.19", "-457.84", "-0.95", "-59.19");
    List<ProductionReportLine> months = lines(monthly);
    assertThat(months.stream().filter(line -> line.getGasInjected() == null)).hasSize(526);
    assertThat(months.stream().filter(line -> line.getOilProduced() == null)).hasSize(215);
    assertThat(months.stream().filter(line -> line.getWaterInjected() == null)).hasSize(325);
    assertThat(months.stream().filter(line -> line.getOnStream() == null)).hasSize(11);
    assertThat(daily).allMatch(r -> r.getFacility().getName().equals("MÆRSK INSPIRER"));
    assertThat(Set.copyOf(days.stream().map(l -> l.getUnit().getCode()).toList()))
        .isEqualTo(Set.copyOf(months.stream().map(l -> l.getUnit().getCode()).toList()))
        .hasSize(7);
    for (ProductionReportLine line : days) {
      Quantity oil = line.getOilProduced();
      assertThat(oil == null ? "m3" : oil.getUnit()).isEqualTo("m3");
    }
  }

  @Test
  void dailySums_equalTheMonthlySheet() {
    Map<String, BigDecimal> days = sums(daily);
    Map<String, BigDecimal> months = sums(monthly);
    // what nobody did in a month is NULL in one sheet and zero in the other
    assertThat(days.keySet()).isEqualTo(months.keySet());
    Map<String, BigDecimal> differences = new TreeMap<>(days);
    months.forEach((key, month) -> differences.computeIfPresent(key, (k, d) -> d.subtract(month)));
    differences.values().removeIf(difference -> difference.abs().compareTo(ALIKE) < 0);
    assertThat(differences).isEmpty();
    assertThat(months.keySet().stream().filter(key -> key.endsWith(" oil")).count())
        .isGreaterThan(280);
  }

  /** By month, wellbore and kind, without what is zero. */
  private static Map<String, BigDecimal> sums(List<ProductionReport> reports) {
    Map<String, BigDecimal> sums = new TreeMap<>();
    for (ProductionReport report : reports) {
      String month = report.getPeriodStart().toString().substring(0, 7);
      for (ProductionReportLine line : report.getLines()) {
        QUANTITIES.forEach(
            (kind, of) -> {
              Quantity quantity = of.apply(line);
              if (quantity != null) {
                String key = month + " " + line.getUnit().getCode() + " " + kind;
                sums.merge(key, quantity.getValue(), BigDecimal::add);
              }
            });
      }
    }
    sums.values().removeIf(sum -> sum.signum() == 0);
    return sums;
  }

  private static List<ProductionReportLine> lines(List<ProductionReport> reports) {
    return reports.stream().flatMap(report -> report.getLines().stream()).toList();
  }
}

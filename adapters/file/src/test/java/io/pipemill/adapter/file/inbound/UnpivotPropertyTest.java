package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.inbound.Workbooks.Table;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a sheet with months across holds: its records, put across again, are that sheet. */
class UnpivotPropertyTest {

  @Property(tries = 60)
  void recordsPivotedBack_areTheSheet(
      @ForAll @IntRange(min = 1, max = 30) int months,
      @ForAll @IntRange(min = 0, max = 12) int stations,
      @ForAll boolean excel,
      @ForAll long seed) {
    Random random = new Random(seed);
    List<Object> heading = new ArrayList<>(List.of("STATION", "remark"));
    for (int m = 0; m < months; m++) {
      heading.add(YearMonth.of(2024, 1).plusMonths(m).toString());
    }
    // columns stand anywhere
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < heading.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, random);
    Map<String, Map<LocalDate, BigDecimal>> sheet = new TreeMap<>();
    List<Object[]> rows = new ArrayList<>(List.<Object[]>of(across(heading, order)));
    for (int s = 0; s < stations; s++) {
      List<Object> row = new ArrayList<>(java.util.Arrays.asList("S-" + s, "r" + s));
      for (int m = 0; m < months; m++) {
        boolean there = random.nextInt(4) > 0;
        BigDecimal value = BigDecimal.valueOf(random.nextInt(100_000) - 50_000, 2);
        row.add(there ? value : null);
        if (there) {
          sheet
              .computeIfAbsent("S-" + s, each -> new TreeMap<>())
              .put(LocalDate.of(2024, 1, 1).plusMonths(m), value.stripTrailingZeros());
        }
      }
      rows.add(across(row, order));
    }

    assertThat(back(excel, rows)).isEqualTo(sheet);
  }

  private static Object[] across(List<Object> row, List<Integer> order) {
    return order.stream().map(row::get).toArray();
  }

  private static Map<String, Map<LocalDate, BigDecimal>> back(boolean excel, List<Object[]> rows) {
    Path home = home();
    Map<String, Map<LocalDate, BigDecimal>> back = new TreeMap<>();
    try (InboxFixture fixture = new InboxFixture(home)) {
      fixture.source.clear();
      fixture.shape = new Columns(List.of("STATION", "MONTH", "PLAN"), Map.of());
      fixture.source.put(
          "unpivot",
          new HashMap<>(
              Map.of(
                  "values",
                  Map.of("PLAN", "{MONTH}"),
                  "header",
                  "yyyy-MM",
                  "except",
                  List.of("remark"))));
      if (excel) {
        fixture.file.put("format", "excel");
        fixture.drop("a.xlsx", Workbooks.xlsx(new Table("S", rows.toArray(new Object[0][]))));
      } else {
        fixture.drop("a.csv", csv(rows));
      }
      for (var arrival : fixture.drain(50)) {
        RecordTree record = arrival.record();
        assertThat(arrival.problems()).isEmpty();
        BigDecimal before =
            back.computeIfAbsent((String) record.value("STATION"), each -> new TreeMap<>())
                .put(
                    (LocalDate) record.value("MONTH"),
                    new BigDecimal(String.valueOf(record.value("PLAN"))).stripTrailingZeros());
        assertThat(before).isNull();
      }
    } finally {
      delete(home);
    }
    return back;
  }

  private static String csv(List<Object[]> rows) {
    StringBuilder text = new StringBuilder();
    for (Object[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        text.append(i == 0 ? "" : ",").append(row[i] == null ? "" : row[i]);
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static Path home() {
    try {
      return Files.createTempDirectory("unpivot");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path home) {
    try (java.util.stream.Stream<Path> files = Files.walk(home)) {
      for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

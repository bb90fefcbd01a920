package io.pipemill.canonical.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordTreeJsonTest {
  private final RecordTreeJson json = new RecordTreeJson();

  @Test
  void recordWithLines_comesBackWithTheSameTypes() {
    RecordShape lines = RecordShape.of("lines", "NO", "TON");
    RecordShape shape =
        new RecordShape(
            "ORDER", List.of("A", "B", "C", "D", "E", "F", "G", "H", "I"), List.of(lines));
    Object[] values = {
      "订单 \"1\"",
      new BigDecimal("15"),
      new BigDecimal("1.50"),
      15L,
      true,
      LocalDate.of(2026, 3, 8),
      LocalDateTime.of(2026, 3, 8, 2, 30),
      Instant.parse("2026-03-08T07:30:00.123456789Z"),
      null
    };
    RecordTree line = RecordTree.flat(lines, new Object[] {"1", new BigDecimal("1E+3")}, "line 2");
    @SuppressWarnings("unchecked")
    List<RecordTree>[] groups = new List[] {List.of(line)};
    byte[] bytes = json.write(new RecordTree(shape, values, groups, null));
    assertThat(new String(bytes, StandardCharsets.UTF_8))
        .endsWith(
            "\"record\":[null,[\"订单 \\\"1\\\"\",15e0,1.50,15,true,{\"d\":\"2026-03-08\"},"
                + "{\"t\":\"2026-03-08T02:30\"},{\"i\":\"2026-03-08T07:30:00.123456789Z\"},null],"
                + "[[[\"line 2\",[\"1\",1E+3]]]]]}");
    RecordTree back = json.read(bytes);
    assertThat(back.shape()).isEqualTo(shape);
    for (int i = 0; i < values.length; i++) {
      assertThat(back.value(i)).isEqualTo(values[i]);
    }
    assertThat(back.group("lines")).hasSize(1);
    assertThat(back.group("lines").get(0).value("TON")).isEqualTo(new BigDecimal("1E+3"));
    assertThat(back.group("lines").get(0).where()).isEqualTo("line 2");
  }

  @Test
  void recordOfASheet_comesBackWithTheCellsOfItsValues() {
    RecordShape lines =
        new RecordShape("lines", List.of("TON", "GONE"), List.of(), List.of("AB", ""));
    RecordShape shape = new RecordShape("May", List.of("NO"), List.of(lines), List.of("C"));
    RecordTree line =
        RecordTree.flat(lines, new Object[] {new BigDecimal("1.5"), null}, "'It''s May!'!13");
    @SuppressWarnings("unchecked")
    List<RecordTree>[] groups = new List[] {List.of(line)};
    RecordTree back =
        json.read(json.write(new RecordTree(shape, new Object[] {"R"}, groups, "a.xls 'May'!12")));
    assertThat(back.shape()).isEqualTo(shape);
    assertThat(back.where("NO")).isEqualTo("a.xls 'May'!C12");
    assertThat(back.where("OTHER")).isEqualTo("a.xls 'May'!12");
    RecordTree backLine = back.group("lines").get(0);
    assertThat(backLine.where("GONE, TON")).isEqualTo("'It''s May!'!AB13");
    assertThat(backLine.where("GONE")).isEqualTo("'It''s May!'!13");
    assertThat(RecordShape.of("May", "NO")).isNotEqualTo(shape);
  }
}

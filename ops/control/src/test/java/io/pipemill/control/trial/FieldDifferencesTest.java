package io.pipemill.control.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.control.trial.FieldDifferences.Difference;
import org.junit.jupiter.api.Test;

class FieldDifferencesTest {
  private static final DocumentType ORDER =
      DocumentCatalog.load().type(new DocumentName("sales-order", 1));

  private static Object order(String number, String lines) {
    return ORDER.fromJson(
        ("{\"orderNumber\":\""
                + number
                + "\",\"orderDate\":\"2026-01-02\",\"customer\":{\"code\":\"C\"},\"currency\":\"CNY\",\"lines\":["
                + lines
                + "]}")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String line(String number, String tons) {
    return "{\"lineNumber\":\""
        + number
        + "\",\"item\":{\"code\":\"I\"},\"quantity\":{\"value\":\""
        + tons
        + "\",\"unit\":\"t\"}}";
  }

  @Test
  void notation_isNoDifference() {
    assertThat(
            FieldDifferences.of(
                ORDER, order("R1", line("1", "1.50")), order("R1", line("1", "1.5"))))
        .isEmpty();
  }

  @Test
  void valuesLinesAndUnits_areNamedByTheirPlace() {
    assertThat(
            FieldDifferences.of(
                ORDER,
                order("R1", line("1", "1.5") + "," + line("2", "7")),
                order("R2", line("1", "2"))))
        .containsExactly(
            new Difference("orderNumber", "orderNumber", "R1", "R2"),
            new Difference("lines.quantity", "lines[1].quantity", "1.5 t", "2 t"),
            new Difference("lines.lineNumber", "lines[2].lineNumber", "2", null),
            new Difference("lines.item.code", "lines[2].item.code", "I", null),
            new Difference("lines.quantity", "lines[2].quantity", "7 t", null));
  }
}

package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.PriceAdjustment;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.canonical.types.v1.Quantity;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboundFeaturesTest {
  @TempDir Path root;
  private final SalesOrder order = order();

  @Test
  void valuesConstantsAndEnvelope_areWritten() {
    RecordTree record =
        write(
                """
              NO: orderNumber
              SEQ: envelope.version
              VERB: envelope.verb
              AT: {from: envelope.eventTime, date: yyyyMMddHHmmss}
              DAY: {from: orderDate, date: dd.MM.yyyy}
              RAW: orderDate
              FLAG: {constant: "Y"}
              COUNT: {constant: 5}
              WHO: [salesperson, customer.code]
              NONE: {from: salesperson, default: nobody}
              BIG: {from: note, when: "size(lines) > 5"}
              CUT: {from: note, cut: 4}
              ALL: {each: lines, from: lineNumber, join: ","}
            """)
            .record();

    assertThat(record.shape().columns().stream().map(record::value).toList())
        .containsExactly(
            "O-1",
            7L,
            "process",
            "20260315100000",
            "15.03.2026",
            LocalDate.of(2026, 3, 15),
            "Y",
            5L,
            "C-1",
            "nobody",
            null,
            "abcd",
            "10,20");
  }

  @Test
  void quantities_areWrittenInTheTargetsUnit() {
    RecordTree record =
        write(
                """
              LINES:
                each: lines
                KG: {from: quantity, unit: kg}
                TONS: {from: quantity, unit: t, decimals: 2}
                TEXT: {cel: "text(quantity.value) + ' ' + quantity.unit + ' of ' + document.orderNumber"}
            """)
            .record();

    List<RecordTree> lines = record.group("LINES");
    assertThat((BigDecimal) lines.get(0).value("KG")).isEqualByComparingTo("1250");
    assertThat((BigDecimal) lines.get(0).value("TONS")).isEqualTo(new BigDecimal("1.25"));
    assertThat(lines.get(1).value("KG")).isEqualTo(new BigDecimal("333"));
    assertThat(lines.get(1).value("TONS")).isEqualTo(new BigDecimal("0.33"));
    assertThat(lines.get(1).value("TEXT")).isEqualTo("333 kg of O-1");
  }

  @Test
  void groups_nestAndLeaveOut() {
    RecordTree record =
        write(
                """
              LINES:
                each: lines
                where: {cel: "quantity.unit == 't'"}
                NO: lineNumber
                ADJ:
                  each: adjustments
                  KIND: {from: kind, values: {DISCOUNT: D}, unmapped: absent}
                  LINE: {cel: parent.lineNumber}
            """)
            .record();

    assertThat(record.group("LINES")).hasSize(1);
    RecordTree adjustment = record.group("LINES").get(0).group("ADJ").get(0);
    assertThat(adjustment.value("KIND")).isEqualTo("D");
    assertThat(adjustment.value("LINE")).isEqualTo("10");
  }

  @Test
  void unitThatDoesNotFit_isAProblemOfThatColumnOnly() {
    OutboundMapping.Written written =
        write(
            """
              NO: orderNumber
              LINES:
                each: lines
                L: {from: quantity, unit: L}
            """);

    assertThat(written.record().value("NO")).isEqualTo("O-1");
    assertThat(written.problems())
        .extracting(io.pipemill.canonical.Violation::field)
        .containsExactly("lines[1].quantity", "lines[2].quantity");
  }

  private OutboundMapping.Written write(String fields) {
    SampleSystem system =
        new SampleSystem()
            .change("system.yaml", "out: [order-status]", "out: [sales-order]")
            .without("order-status.out.yaml")
            .file(
                "sales-order.out.yaml",
                "apiVersion: pipemill/v1\ndocument: sales-order/v1\ntarget: {table: T}\n"
                    + "zone: Asia/Shanghai\nfields:\n"
                    + fields);
    DocumentName name = SampleSystem.ORDER;
    UUID id = new UUID(0, 1);
    Envelope envelope =
        new Envelope(
            id,
            name,
            "O-1",
            7,
            Verb.PROCESS,
            "sample",
            "ref",
            id,
            Instant.parse("2026-03-15T02:00:00Z"),
            null,
            List.of());
    return system.sound(root).out().get(name).write(order, envelope);
  }

  private static SalesOrder order() {
    SalesOrder order = new SalesOrder();
    order.setOrderNumber("O-1");
    order.setOrderDate(LocalDate.of(2026, 3, 15));
    order.setNote("abcdef");
    var customer = new io.pipemill.canonical.types.v1.PartyReference();
    customer.setCode("C-1");
    order.setCustomer(customer);
    order.getLines().add(line("10", "1.25", "t"));
    order.getLines().add(line("20", "333", "kg"));
    PriceAdjustment adjustment = new PriceAdjustment();
    adjustment.setKind("DISCOUNT");
    order.getLines().get(0).getAdjustments().add(adjustment);
    return order;
  }

  private static SalesOrderLine line(String number, String value, String unit) {
    SalesOrderLine line = new SalesOrderLine();
    line.setLineNumber(number);
    Quantity quantity = new Quantity();
    quantity.setValue(new BigDecimal(value));
    quantity.setUnit(unit);
    line.setQuantity(quantity);
    return line;
  }
}

package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.orderstatus.v1.OrderStatus;
import io.pipemill.canonical.orderstatus.v1.StatusMessage;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.golden.GoldenPairs;
import io.pipemill.mapping.golden.XmlRecords;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OutboundMappingTest {
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);
  private static final DocumentName STATUS = new DocumentName("order-status", 1);
  private static final Map<String, ExternalSystem> SYSTEMS =
      new Mappings(DocumentCatalog.load()).load(List.of(Projects.systems())).systems();

  @Test
  void steelOrder_becomesHeaderLinesAndAdjustments() {
    RecordTree header = erp("steel-contracts", "full", ORDER).record();

    assertThat(header.value("OPERATING_UNIT")).isEqualTo("Pipemill China");
    assertThat(header.value("ORDER_TYPE")).isEqualTo("Contract");
    assertThat(header.value("CHANGE_SEQUENCE")).isEqualTo(3L);
    assertThat(header.value("REQUEST_DATE")).isEqualTo(LocalDate.of(2026, 4, 30));
    assertThat(header.value("PAYMENT_TERM")).isEqualTo("IMMEDIATE");
    List<RecordTree> lines = header.group("lines");
    assertThat(lines).hasSize(2);
    assertThat((BigDecimal) lines.get(0).value("ORDERED_QUANTITY")).isEqualByComparingTo("58.4");
    assertThat(lines.get(0).value("ORDER_QUANTITY_UOM")).isEqualTo("TON");
    assertThat((BigDecimal) lines.get(1).value("UNIT_SELLING_PRICE"))
        .isEqualTo(new BigDecimal("3748.95"));
    List<RecordTree> adjustments = header.group("adjustments");
    assertThat(adjustments)
        .extracting(adjustment -> adjustment.value("LIST_LINE_TYPE_CODE"))
        .containsExactly("DIS", "FREIGHT_CHARGE", "TAX");
  }

  @Test
  void priceForAnotherUnit_isGivenForTheOrderedUnit() {
    RecordTree header = erp("ubl-partners", "order", ORDER).record();

    RecordTree line = header.group("lines").get(0);
    // 70 EUR for 100 kg, ordered in t
    assertThat((BigDecimal) line.value("UNIT_SELLING_PRICE")).isEqualByComparingTo("700");
    assertThat((BigDecimal) line.value("ATTRIBUTE5")).isEqualByComparingTo("70");
    assertThat(line.value("ATTRIBUTE6")).isEqualTo("kg");
    assertThat(line.group("adjustments"))
        .extracting(adjustment -> adjustment.value("LIST_LINE_TYPE_CODE"))
        .containsExactly("SUR", "TAX");
    assertThat(header.group("lines").get(1).value("ORDER_QUANTITY_UOM")).isEqualTo("EA");
    assertThat(header.group("lines").get(1).value("CALCULATE_PRICE_FLAG")).isEqualTo("N");
  }

  @Test
  void customerWithoutCodesTheErpKnows_losesOnlyThose() {
    RecordTree record = erp("steel-contracts", "full", new DocumentName("customer", 1)).record();

    assertThat(record.value("CUSTOMER_NUMBER")).isEqualTo("8000123");
    assertThat(record.value("PERSON_FLAG")).isEqualTo("N");
    assertThat(record.group("addresses"))
        .extracting(address -> address.value("ORIG_SYSTEM_ADDRESS_REF"))
        .containsExactly("8000123/REG", "8000123/SHIP");
    assertThat(record.group("addresses").get(1).value("SHIP_TO")).isEqualTo(true);
  }

  @Test
  void codeTheTargetHasNoWordFor_isAProblemBesideTheRecord() {
    var order =
        (io.pipemill.canonical.salesorder.v1.SalesOrder) document("ubl-partners", "order", ORDER);
    order.getLines().get(1).getQuantity().setUnit("{unheard-of}");

    OutboundMapping.Written written =
        SYSTEMS.get("oracle-ebs").out().get(ORDER).write(order, envelope(ORDER, "ubl-partners"));

    assertThat(written.problems()).hasSize(2);
    assertThat(written.problems().get(0).code()).isEqualTo("MAP-103");
    assertThat(written.problems().get(0).field()).isEqualTo("lines[2].quantity.unit");
    assertThat(written.problems().get(0).value()).isEqualTo("{unheard-of}");
    assertThat(written.problems().get(0).message()).contains("ORDER_QUANTITY_UOM");
    assertThat(written.problems().get(1).code()).isEqualTo("MAP-106");
    assertThat(written.problems().get(1).field()).isEqualTo("lines[2].quantity");
  }

  @Test
  void answer_goesBackInTheSystemsOwnWords() {
    OrderStatus status = new OrderStatus();
    status.setOrderNumber("XS2026-000123");
    status.setTargetOrderNumber("100077");
    status.setStatus("BOOKED");
    status.setStatusAt(Instant.parse("2026-03-02T01:00:00Z"));
    for (String text : List.of("first", "second")) {
      StatusMessage message = new StatusMessage();
      message.setText(text);
      status.getMessages().add(message);
    }
    OutboundMapping steel = SYSTEMS.get("steel-contracts").out().get(STATUS);

    RecordTree record = steel.write(status, envelope(STATUS, "oracle-ebs")).record();

    assertThat(steel.onlyOwn()).isTrue();
    assertThat(steel.target()).containsEntry("table", "ERP_ORDER_STATUS");
    assertThat(record.shape().columns())
        .containsExactly("ORDER_NO", "ERP_ORDER_NO", "STATUS", "STATUS_AT", "MESSAGES");
    assertThat(record.value("STATUS")).isEqualTo("20");
    assertThat(record.value("STATUS_AT")).isEqualTo(Instant.parse("2026-03-02T01:00:00Z"));
    assertThat(record.value("MESSAGES")).isEqualTo("first\nsecond");
  }

  private static OutboundMapping.Written erp(String system, String name, DocumentName type) {
    Object document = document(system, name, type);
    OutboundMapping.Written written =
        SYSTEMS.get("oracle-ebs").out().get(type).write(document, envelope(type, system));
    assertThat(written.problems()).isEmpty();
    return written;
  }

  private static Object document(String system, String name, DocumentName type) {
    ExternalSystem external = SYSTEMS.get(system);
    InboundMapping mapping = external.in().get(type);
    Path folder = external.folder().resolve("golden").resolve(type.name()).resolve(name);
    RecordTree record =
        new GoldenPairs(new XmlRecords())
            .source(new GoldenPairs.Pair(external, type, folder), mapping);
    return mapping.map(List.of(record), Lookups.ALL_KNOWN).get(0).document();
  }

  private static Envelope envelope(DocumentName type, String system) {
    UUID id = new UUID(1, 2);
    return new Envelope(
        id, type, "K", 3, Verb.PROCESS, system, "ref", id, Instant.EPOCH, null, List.of());
  }
}

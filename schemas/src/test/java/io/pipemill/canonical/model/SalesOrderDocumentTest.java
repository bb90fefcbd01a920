package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SalesOrderDocumentTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private final DocumentType type = CATALOG.type(DocumentName.parse("sales-order/v1"));

  @Test
  void catalog_knowsTheDocumentsAndTheirKeys() {
    assertThat(CATALOG.all())
        .extracting(one -> one.name().toString())
        .contains("customer/v1", "item/v1", "order-status/v1", "sales-order/v1");
    assertThat(type.businessKey()).containsExactly("orderNumber");
    assertThat(type.searchKeys())
        .containsExactly("contractNumber", "customerOrderNumber", "customer.code");
    assertThat(type.worth()).isEqualTo("totalAmount");
    assertThat(type.javaType()).isEqualTo(SalesOrder.class);
    FieldType quantity = type.field("lines.quantity");
    assertThat(quantity).isNotNull();
    assertThat(quantity.kind()).isEqualTo(FieldKind.QUANTITY);
    assertThat(quantity.label("zh")).isEqualTo("数量");
  }

  @Test
  void validOrder_roundTripsThroughXml() {
    SalesOrder order = Samples.order();
    List<Violation> violations = new ArrayList<>();
    type.validate(order, violations);
    assertThat(violations).isEmpty();
    byte[] xml = type.toXml(order);
    assertThat(type.toXml(type.fromXml(xml))).isEqualTo(xml);
    Object foreign = type.fromForeignXml(xml, violations);
    assertThat(violations).isEmpty();
    assertThat(foreign).isNotNull();
    assertThat(type.fingerprint(foreign)).isEqualTo(type.fingerprint(order)).hasSize(32);
  }

  @Test
  void wrongOrder_isToldTheSameAsObjectAndAsXml() {
    SalesOrder order = Samples.order();
    order.setOrderNumber("x".repeat(51));
    order.setCustomer(null);
    order.setCurrency("cny");
    order.getAdjustments().get(0).setKind("GIFT");
    order.getLines().get(0).getQuantity().setValue(new BigDecimal("1.1234567890123"));
    order.getLines().get(1).getQuantity().setUnit(null);
    order.getLines().get(2).setLineNumber(null);
    List<Violation> object = new ArrayList<>();
    type.validate(order, object);
    List<Violation> xml = new ArrayList<>();
    assertThat(type.fromForeignXml(type.toXml(order), xml)).isNull();
    assertThat(object)
        .extracting(one -> one.code() + " " + one.field())
        .containsExactly(
            "VAL-003 orderNumber",
            "VAL-001 customer",
            "VAL-005 currency",
            "VAL-002 adjustments[1].kind",
            "VAL-007 lines[1].quantity.value",
            "VAL-001 lines[2].quantity.unit",
            "VAL-001 lines[3].lineNumber");
    assertThat(xml)
        .extracting(Violation::code, Violation::field)
        .containsExactlyElementsOf(
            object.stream()
                .map(one -> org.assertj.core.groups.Tuple.tuple(one.code(), one.field()))
                .toList());
  }

  @Test
  void validOrder_costsNoAllocationToValidate() {
    SalesOrder order = Samples.order();
    List<Violation> violations = new ArrayList<>();
    var threads =
        (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    for (int i = 0; i < 30_000; i++) {
      type.validate(order, violations);
    }
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 10_000; i++) {
      type.validate(order, violations);
    }
    long perDocument = (threads.getCurrentThreadAllocatedBytes() - before) / 10_000;
    assertThat(violations).isEmpty();
    assertThat(perDocument).isLessThan(8);
  }

  @Test
  void absentDefaults_areReadAsTheirValue() {
    SalesOrder order = Samples.order();
    FieldType base = type.field("lines.unitPrice.base");
    FieldType scheme = type.field("lines.quantity.scheme");
    assertThat(base.get(order.getLines().get(0).getUnitPrice())).isEqualTo(BigDecimal.ONE);
    assertThat(scheme.get(order.getLines().get(0).getQuantity())).isEqualTo("UCUM");
    base.set(order.getLines().get(0).getUnitPrice(), new BigDecimal("1000"));
    assertThat(base.get(order.getLines().get(0).getUnitPrice())).isEqualTo(new BigDecimal("1000"));
  }
}

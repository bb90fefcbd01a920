package io.pipemill.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.salesorder.v1.PriceAdjustment;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.canonical.types.v1.Money;
import io.pipemill.canonical.types.v1.Quantity;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AtRiskTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private static final DocumentType ORDER = CATALOG.type(new DocumentName("sales-order", 1));

  @Test
  void orderWithTotal_isWorthItsTotal() {
    SalesOrder order = new SalesOrder();
    order.setTotalAmount(money("1000.50", "CNY"));
    order.getLines().add(line("12.5", "t", "999", "CNY"));

    AtRisk risk = AtRisk.of(ORDER, order);

    assertThat(risk.money()).isEqualTo(Map.of("CNY", new BigDecimal("1000.50")));
    assertThat(risk.tonnes()).isEqualByComparingTo("12.5");
  }

  @Test
  void orderWithoutTotal_isWorthItsLinesByCurrency() {
    SalesOrder order = new SalesOrder();
    order.getLines().add(line("1500", "kg", "10.25", "CNY"));
    order.getLines().add(line("2", "t", "5.50", "CNY"));
    order.getLines().add(line("100", "L", "7", "USD"));

    AtRisk risk = AtRisk.of(ORDER, order);

    assertThat(risk.money())
        .containsExactly(
            Map.entry("CNY", new BigDecimal("15.75")), Map.entry("USD", new BigDecimal("7")));
    assertThat(risk.tonnes()).isEqualByComparingTo("3.5");
  }

  @Test
  void quantitiesBesideTheOneTheSchemaNames_doNotCount() throws IOException {
    // the header repeats the sum of the lines, and lots the quantity of their line
    assertThat(sample("settlement", "floating-markup").tonnes()).isEqualByComparingTo("20.06");
    assertThat(sample("dispatch-notice", "full").tonnes()).isEqualByComparingTo("48");
    assertThat(sample("production-performance", "coils").tonnes()).isEqualByComparingTo("48.2");
    assertThat(sample("weigh-ticket", "full").tonnes()).isEqualByComparingTo("10.04");
    assertThat(sample("weigh-ticket", "open").tonnes()).isZero();
    assertThat(sample("tank-gauge", "full").tonnes()).isEqualByComparingTo("8064.4");
    assertThat(sample("settlement-adjustment", "bill-interest").tonnes()).isZero();
    assertThat(sample("settlement-adjustment", "bill-interest").money())
        .isEqualTo(Map.of("CNY", new BigDecimal("12133.33")));
  }

  private static AtRisk sample(String document, String name) throws IOException {
    DocumentType type = CATALOG.type(new DocumentName(document, 1));
    Path file = Path.of("schemas", document, "v1", "samples", "valid", name + ".xml");
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(file))) {
        return AtRisk.of(type, type.fromXml(Files.readAllBytes(folder.resolve(file))));
      }
    }
    throw new IllegalStateException("tests run below the project's root: no " + file);
  }

  @Test
  void adjustments_doNotCount() {
    SalesOrder order = new SalesOrder();
    SalesOrderLine line = line("1", "[lb_av]", "10", "EUR");
    PriceAdjustment adjustment = new PriceAdjustment();
    adjustment.setAmount(money("3", "EUR"));
    line.getAdjustments().add(adjustment);
    order.getLines().add(line);
    order.getAdjustments().add(adjustment);

    AtRisk risk = AtRisk.of(ORDER, order);

    assertThat(risk.money()).isEqualTo(Map.of("EUR", new BigDecimal("10")));
    assertThat(risk.tonnes()).isEqualByComparingTo("0.00045359237");
  }

  @Test
  void halfBuiltOrder_isMeasuredAsFarAsItGoes() {
    SalesOrder order = new SalesOrder();
    order.setTotalAmount(new Money());
    SalesOrderLine bare = new SalesOrderLine();
    bare.setQuantity(new Quantity());
    order.getLines().add(bare);
    order.getLines().add(line("1", "t", "2", "CNY"));

    AtRisk risk = AtRisk.of(ORDER, order);

    assertThat(risk.money()).isEqualTo(Map.of("CNY", new BigDecimal("2")));
    assertThat(risk.tonnes()).isEqualByComparingTo("1");
  }

  @Test
  void documentWithoutMoneyOrMass_isWorthNothing() {
    DocumentType customer = CATALOG.type(new DocumentName("customer", 1));

    AtRisk risk = AtRisk.measure(customer).of(customer.root().newInstance());

    assertThat(risk.money()).isEmpty();
    assertThat(risk.tonnes()).isZero();
  }

  private static SalesOrderLine line(String number, String unit, String amount, String currency) {
    SalesOrderLine line = new SalesOrderLine();
    Quantity quantity = new Quantity();
    quantity.setValue(new BigDecimal(number));
    quantity.setUnit(unit);
    line.setQuantity(quantity);
    line.setAmount(money(amount, currency));
    return line;
  }

  private static Money money(String value, String currency) {
    Money money = new Money();
    money.setValue(new BigDecimal(value));
    money.setCurrency(currency);
    return money;
  }
}

package io.pipemill.canonical.model;

import io.pipemill.canonical.salesorder.v1.PriceAdjustment;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.canonical.types.v1.ItemReference;
import io.pipemill.canonical.types.v1.Location;
import io.pipemill.canonical.types.v1.Money;
import io.pipemill.canonical.types.v1.PartyReference;
import io.pipemill.canonical.types.v1.Quantity;
import io.pipemill.canonical.types.v1.UnitPrice;
import java.math.BigDecimal;
import java.time.LocalDate;

/** A sales order with three lines, of the size orders have. */
final class Samples {
  private Samples() {}

  static SalesOrder order() {
    SalesOrder order = new SalesOrder();
    order.setOrderNumber("SO-2026-000123");
    order.setOrderType("Standard");
    order.setOrderDate(LocalDate.of(2026, 3, 8));
    order.setRequestedDate(LocalDate.of(2026, 3, 31));
    order.setContractNumber("C-17/2026");
    PartyReference customer = new PartyReference();
    customer.setCode("100234");
    customer.setName("中国石化销售股份有限公司");
    order.setCustomer(customer);
    Location shipTo = new Location();
    shipTo.setCode("W1");
    shipTo.setCity("青岛");
    shipTo.setCountry("CN");
    order.setShipTo(shipTo);
    order.setCurrency("CNY");
    order.setNote("leave at gate 3 <after> 18:00 & call");
    order.setTotalAmount(money("73500.00"));
    PriceAdjustment discount = new PriceAdjustment();
    discount.setKind("DISCOUNT");
    discount.setPercent(new BigDecimal("2.5"));
    order.getAdjustments().add(discount);
    for (int i = 1; i <= 3; i++) {
      order.getLines().add(line(i));
    }
    return order;
  }

  private static SalesOrderLine line(int number) {
    SalesOrderLine line = new SalesOrderLine();
    line.setLineNumber(Integer.toString(number));
    ItemReference item = new ItemReference();
    item.setCode("HRC-Q235B-" + number);
    item.setName("热轧卷板");
    line.setItem(item);
    line.setGrade("Q235B");
    Quantity quantity = new Quantity();
    quantity.setValue(new BigDecimal("12.345"));
    quantity.setUnit("t");
    line.setQuantity(quantity);
    UnitPrice price = new UnitPrice();
    price.setValue(new BigDecimal("3800.00"));
    price.setCurrency("CNY");
    price.setPer("t");
    line.setUnitPrice(price);
    line.setAmount(money("46911.00"));
    line.setPromisedDate(LocalDate.of(2026, 4, 2));
    return line;
  }

  static Money money(String value) {
    Money money = new Money();
    money.setValue(new BigDecimal(value));
    money.setCurrency("CNY");
    return money;
  }
}

package io.pipemill.benchmarks.stream;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.canonical.types.v1.ItemReference;
import io.pipemill.canonical.types.v1.Money;
import io.pipemill.canonical.types.v1.PartyReference;
import io.pipemill.canonical.types.v1.Quantity;
import io.pipemill.canonical.types.v1.UnitPrice;
import jakarta.xml.bind.JAXBContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.component.sql.SqlComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jms.connection.CachingConnectionFactory;

/**
 * What most teams have: Camel row by row. SQL poll, lines by a second query, JAXB, XSD, a journal
 * row, a persistent message; on the other side unmarshal, outcome row, header and lines, one commit
 * a document. Same fsync, and the broker's journal buffer tuned as ours.
 */
final class PlainCamel implements Contestant {
  private final EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
  private final CachingConnectionFactory connections;
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final HikariDataSource journal;
  private final JAXBContext jaxb;
  private final Schema schema;

  PlainCamel(Bench bench) throws Exception {
    ConfigurationImpl configuration = new ConfigurationImpl();
    configuration
        .setPersistenceEnabled(true)
        .setSecurityEnabled(false)
        .setJournalBufferTimeout_NIO(100_000);
    configuration.setBrokerInstance(
        bench.home.resolve("plain-broker-" + UUID.randomUUID()).toFile());
    configuration.addAcceptorConfiguration("vm", "vm://77");
    broker.setConfiguration(configuration);
    broker.start();
    connections = new CachingConnectionFactory(new ActiveMQConnectionFactory("vm://77"));
    journal = bench.pool("hub");
    jaxb = JAXBContext.newInstance(SalesOrder.class);
    URL xsd = bench.root.resolve("schemas/sales-order/v1/SalesOrder.xsd").toUri().toURL();
    schema = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd);
    JdbcTemplate retail = new JdbcTemplate(bench.retail);
    retail.execute("create table if not exists plain_done (order_no varchar(20) primary key)");
    retail.execute("truncate plain_done");
    new JdbcTemplate(journal)
        .execute(
            "create table if not exists plain_journal (id uuid primary key, order_no varchar(50), at timestamptz, xml text)");
    SqlComponent sql = new SqlComponent();
    sql.setDataSource(bench.retail);
    camel.addComponent("sql", sql);
    camel.addComponent("jms", JmsComponent.jmsComponent(connections));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("sql:select * from retail_order o where not exists (select 1 from plain_done d where d.order_no = o.order_no)"
                    + " order by updated_at, order_no limit 500?delay=20&initialDelay=0&greedy=true"
                    + "&onConsume=insert into plain_done values (:#order_no)")
                .process(exchange -> receive(exchange, retail))
                .to("jms:queue:plain.orders?deliveryPersistent=true");
            from("jms:queue:plain.orders?transacted=true&concurrentConsumers=2&cacheLevelName=CACHE_CONSUMER")
                .process(exchange -> deliver(exchange, bench));
          }
        });
    camel.start();
  }

  @Override
  public String name() {
    return "plain Camel";
  }

  @Override
  public boolean allColumns() {
    return false;
  }

  private void receive(Exchange exchange, JdbcTemplate retail) throws Exception {
    Map<?, ?> row = exchange.getMessage().getMandatoryBody(Map.class);
    SalesOrder order = order(row);
    List<Map<String, Object>> lines =
        retail.queryForList(
            "select * from retail_order_line where order_no = ? order by line_no",
            order.getOrderNumber());
    lines.forEach(line -> order.getLines().add(line(line)));
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    jaxb.createMarshaller().marshal(order, out);
    schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(out.toByteArray())));
    String xml = out.toString(java.nio.charset.StandardCharsets.UTF_8);
    try (Connection connection = journal.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into plain_journal values (?, ?, now(), ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setString(2, order.getOrderNumber());
      insert.setString(3, xml);
      insert.executeUpdate();
    }
    exchange.getMessage().setBody(xml);
  }

  private static SalesOrder order(Map<?, ?> row) {
    SalesOrder order = new SalesOrder();
    order.setOrderNumber((String) row.get("order_no"));
    order.setOrderType("RETAIL");
    order.setOrderDate(LocalDate.parse((String) Objects.requireNonNull(row.get("order_dt"))));
    order.setContractNumber((String) row.get("contract_no"));
    order.setCustomerOrderNumber((String) row.get("po_no"));
    PartyReference customer = new PartyReference();
    customer.setCode((String) row.get("cust_cd"));
    customer.setName((String) row.get("cust_nm"));
    order.setCustomer(customer);
    order.setCurrency("CNY");
    order.setNote((String) row.get("remark"));
    order.setTotalAmount(money((BigDecimal) row.get("total_amt")));
    return order;
  }

  private static Money money(@org.jspecify.annotations.Nullable BigDecimal value) {
    Money money = new Money();
    money.setValue(value);
    money.setCurrency("CNY");
    return money;
  }

  private static SalesOrderLine line(Map<String, Object> row) {
    SalesOrderLine line = new SalesOrderLine();
    line.setLineNumber(String.valueOf(row.get("line_no")));
    ItemReference item = new ItemReference();
    item.setCode((String) row.get("oil_cd"));
    item.setName((String) row.get("oil_nm"));
    line.setItem(item);
    BigDecimal tons = (BigDecimal) Objects.requireNonNull(row.get("net_ton"));
    BigDecimal price = (BigDecimal) Objects.requireNonNull(row.get("price"));
    Quantity quantity = new Quantity();
    quantity.setValue(tons);
    quantity.setUnit("t");
    line.setQuantity(quantity);
    UnitPrice unitPrice = new UnitPrice();
    unitPrice.setValue(price);
    unitPrice.setCurrency("CNY");
    unitPrice.setPer("t");
    line.setUnitPrice(unitPrice);
    line.setAmount(money(tons.multiply(price).setScale(2, RoundingMode.HALF_UP)));
    return line;
  }

  private void deliver(Exchange exchange, Bench bench) throws Exception {
    byte[] xml =
        exchange
            .getMessage()
            .getMandatoryBody(String.class)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    SalesOrder order =
        (SalesOrder) jaxb.createUnmarshaller().unmarshal(new ByteArrayInputStream(xml));
    try (Connection connection = bench.erp.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into pipemill_outcome (attempt_id, batch, at) values (?, 1, now())")) {
        insert.setObject(1, UUID.randomUUID());
        insert.executeUpdate();
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "insert into oe_headers_iface_all (order_source_id, orig_sys_document_ref, change_sequence, order_type, ordered_date, customer_number,"
                  + " customer_po_number, attribute1, transactional_curr_code, operation_code, booked_flag, creation_date, created_by, last_update_date, last_updated_by)"
                  + " values (1001, ?, '1', 'Standard', ?, ?, ?, ?, 'CNY', 'INSERT', 'Y', now(), 1, now(), 1)")) {
        insert.setString(1, order.getOrderNumber());
        insert.setObject(2, order.getOrderDate());
        insert.setString(3, order.getCustomer().getCode());
        insert.setString(4, order.getCustomerOrderNumber());
        insert.setString(5, order.getContractNumber());
        insert.executeUpdate();
      }
      for (SalesOrderLine line : order.getLines()) {
        try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into oe_lines_iface_all (order_source_id, orig_sys_document_ref, change_sequence, orig_sys_line_ref, inventory_item, ordered_quantity,"
                    + " order_quantity_uom, unit_selling_price, operation_code, creation_date, created_by, last_update_date, last_updated_by)"
                    + " values (1001, ?, '1', ?, ?, ?, 'TON', ?, 'INSERT', now(), 1, now(), 1)")) {
          insert.setString(1, order.getOrderNumber());
          insert.setString(2, line.getLineNumber());
          insert.setString(3, line.getItem().getCode());
          insert.setBigDecimal(4, line.getQuantity().getValue());
          insert.setBigDecimal(5, line.getUnitPrice().getValue());
          insert.executeUpdate();
        }
      }
      connection.commit();
    }
  }

  @Override
  public void close() throws Exception {
    camel.stop();
    connections.destroy();
    broker.stop();
    journal.close();
  }
}

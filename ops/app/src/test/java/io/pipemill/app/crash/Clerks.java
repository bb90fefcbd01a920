package io.pipemill.app.crash;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The clerks of the retail office: write orders, and change and cancel earlier ones, in small
 * transactions; the same seed writes the same. Each change is numbered in the order's remark.
 */
final class Clerks {
  /** Customers the ERP has from earlier; the others come to it through the hub. */
  static final int KNOWN_CUSTOMERS = 80;

  private static final int HOT = 20;
  private static final String[] OILS = {"DQ-01", "DQ-02", "LS-01", "NJ-01", "ZY-01", "WY-01"};

  private static final class Order {
    final String number;
    int version = 1;
    int lines;

    Order(String number, int lines) {
      this.number = number;
      this.lines = lines;
    }
  }

  private final Random random;
  private final int wanted;
  private final int perStep;
  private final List<Order> open = new ArrayList<>();
  private int written;
  private int customers;
  private int changes;
  private int never;

  Clerks(long seed, int orders) {
    this.random = new Random(seed);
    this.wanted = orders;
    this.perStep = Math.max(5, orders / 100);
  }

  static String customer(int number) {
    return "R" + (10_000 + number);
  }

  int wanted() {
    return wanted;
  }

  /** Orders written so far, those among them that must not reach the ERP included. */
  int written() {
    return written;
  }

  /** Orders among those written that must never reach the ERP. */
  int never() {
    return never;
  }

  int changes() {
    return changes;
  }

  boolean done() {
    return written >= wanted;
  }

  /** Customers that were there before the first order. */
  void begin(Connection connection) throws SQLException {
    for (int i = 0; i < KNOWN_CUSTOMERS + 20; i++) {
      customer(connection);
    }
  }

  /** One transaction: new orders while there are some to come, and changes of earlier ones. */
  void step(Connection connection) throws SQLException {
    try (Writer to = new Writer(connection)) {
      int end = Math.min(wanted, written + perStep);
      if (random.nextInt(4) == 0 && !done()) {
        customer(connection);
      }
      while (written < end) {
        order(to);
      }
      for (int i = 0; i < Math.max(2, perStep / 3) && open.size() > perStep; i++) {
        // a few orders are changed over and over again
        int among = random.nextBoolean() ? Math.min(HOT, open.size()) : open.size();
        change(to, open.get(random.nextInt(among)));
        to.flush();
      }
    }
    connection.commit();
  }

  /** Writes one order and does not commit; gives its number. Nobody changes it later. */
  String uncommitted(Connection connection) throws SQLException {
    try (Writer to = new Writer(connection)) {
      plainOrder(to);
    }
    return open.remove(open.size() - 1).number;
  }

  private void customer(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into retail_customer (cust_cd, cust_nm, cust_type, status, pay_mode, addr, city, zip, province, updated_at)"
                + " values (?, ?, '1', '启用', '预付', '世纪大道 1 号', '大庆市', '163000', '黑龙江省', clock_timestamp())")) {
      insert.setString(1, customer(customers));
      insert.setString(2, "大庆石化有限公司 " + customers);
      insert.executeUpdate();
      customers++;
    }
  }

  private void order(Writer to) throws SQLException {
    int kind = random.nextInt(500);
    if (kind > 15) {
      plainOrder(to);
      return;
    }
    // never in the ERP: no quantity, which the ERP's adapter refuses; a draft; a product nobody
    // knows
    never++;
    String number = number();
    boolean nothing = kind < 3;
    boolean draft = kind < 8 && !nothing;
    to.order(number, draft ? "录入" : "已审核", "v1", customer(0), total(), null);
    to.line(
        number,
        1,
        nothing || draft ? OILS[0] : "XX-99",
        nothing ? BigDecimal.ZERO : tons(),
        price());
  }

  private void plainOrder(Writer to) throws SQLException {
    String number = number();
    String freight = random.nextInt(3) == 0 ? cents(1_000, 250_000).toString() : null;
    to.order(number, "已审核", "v1", customer(random.nextInt(customers)), total(), freight);
    Order order = new Order(number, 1 + random.nextInt(3));
    for (int line = 1; line <= order.lines; line++) {
      to.line(number, line, OILS[random.nextInt(OILS.length)], tons(), price());
    }
    open.add(order);
  }

  private String number() {
    return "CR" + String.format(Locale.ROOT, "%07d", ++written);
  }

  private void change(Writer to, Order order) throws SQLException {
    changes++;
    if (random.nextInt(12) == 0) {
      order.version++;
      to.change(order.number, "v" + order.version, "作废", total());
      open.remove(order);
      return;
    }
    revise(to, order);
  }

  private void revise(Writer to, Order order) throws SQLException {
    order.version++;
    to.change(order.number, "v" + order.version, "已审核", total());
    to.changeLine(order.number, 1, tons(), price());
    switch (random.nextInt(6)) {
      case 0 -> to.line(order.number, ++order.lines, OILS[1], tons(), price());
      case 1 -> {
        if (order.lines > 1) {
          to.deleteLine(order.number, order.lines--);
        }
      }
      default -> {
        // the quantity and the price are change enough
      }
    }
  }

  private BigDecimal tons() {
    return BigDecimal.valueOf(10_000 + random.nextInt(900_000), 4);
  }

  private BigDecimal price() {
    return BigDecimal.valueOf(16_000_000 + random.nextInt(30_000_000), 4);
  }

  private BigDecimal total() {
    return cents(100_000, 90_000_000);
  }

  private BigDecimal cents(int from, int to) {
    return BigDecimal.valueOf(from + random.nextInt(to - from), 2);
  }

  /** The statements of one transaction, sent together. */
  private static final class Writer implements AutoCloseable {
    private final PreparedStatement order;
    private final PreparedStatement line;
    private final PreparedStatement change;
    private final PreparedStatement changeLine;
    private final PreparedStatement deleteLine;

    Writer(Connection connection) throws SQLException {
      order =
          connection.prepareStatement(
              "insert into retail_order (order_no, order_type, order_dt, plan_dt, contract_no, po_no, station_cd, cust_cd, cust_nm, pay_mode, total_amt,"
                  + " freight_amt, freight_memo, order_status, remark, ts, updated_at) values (?, '零售', '2026-03-15', '2026-04-01', 'HT-1', ?, 'S01', ?, '客户',"
                  + " '预付', ?, ?::numeric, '汽运费', ?, ?, 1, clock_timestamp())");
      line =
          connection.prepareStatement(
              "insert into retail_order_line (order_no, line_no, oil_cd, oil_nm, net_ton, price, depot_cd) values (?, ?, ?, '原油', ?, ?, 'BY1')");
      change =
          connection.prepareStatement(
              "update retail_order set remark = ?, order_status = ?, total_amt = ?, ts = ts + 1, updated_at = clock_timestamp() where order_no = ?");
      changeLine =
          connection.prepareStatement(
              "update retail_order_line set net_ton = ?, price = ? where order_no = ? and line_no = ?");
      deleteLine =
          connection.prepareStatement(
              "delete from retail_order_line where order_no = ? and line_no = ?");
    }

    void order(
        String number,
        String status,
        String remark,
        String customer,
        BigDecimal total,
        @Nullable String freight)
        throws SQLException {
      order.setString(1, number);
      order.setString(2, "PO-" + number);
      order.setString(3, customer);
      order.setBigDecimal(4, total);
      order.setObject(5, freight, Types.VARCHAR);
      order.setString(6, status);
      order.setString(7, remark);
      order.addBatch();
    }

    void line(String number, int no, String oil, BigDecimal tons, BigDecimal price)
        throws SQLException {
      line.setString(1, number);
      line.setInt(2, no);
      line.setString(3, oil);
      line.setBigDecimal(4, tons);
      line.setBigDecimal(5, price);
      line.addBatch();
    }

    void change(String number, String remark, String status, BigDecimal total) throws SQLException {
      change.setString(1, remark);
      change.setString(2, status);
      change.setBigDecimal(3, total);
      change.setString(4, number);
      change.addBatch();
    }

    void changeLine(String number, int no, BigDecimal tons, BigDecimal price) throws SQLException {
      changeLine.setBigDecimal(1, tons);
      changeLine.setBigDecimal(2, price);
      changeLine.setString(3, number);
      changeLine.setInt(4, no);
      changeLine.addBatch();
    }

    void deleteLine(String number, int no) throws SQLException {
      deleteLine.setString(1, number);
      deleteLine.setInt(2, no);
      deleteLine.addBatch();
    }

    void flush() throws SQLException {
      for (PreparedStatement each : List.of(order, line, change, changeLine, deleteLine)) {
        each.executeBatch();
      }
    }

    @Override
    public void close() throws SQLException {
      flush();
      for (PreparedStatement each : List.of(order, line, change, changeLine, deleteLine)) {
        each.close();
      }
    }
  }
}

package io.pipemill.benchmarks.stream;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a good engineer writes in a week when nobody asks for a journal, rejects, replay or a second
 * target: polls 500 orders by keyset, maps by hand, writes outcome row, headers and lines by arrays
 * in one transaction, the position in the same. Reads ahead in a second thread.
 */
final class BatchProgram implements Contestant {
  private static final int BATCH = 500;
  private static final Map<String, String> ITEMS =
      Map.of("DQ-01", "CRUDE-DQ", "DQ-02", "CRUDE-DQ-LW", "LS-01", "CRUDE-LIGHT");

  private final Bench bench;
  private final ArrayBlockingQueue<List<Order>> ahead = new ArrayBlockingQueue<>(2);
  private final Thread reader;
  private final Thread writer;
  private volatile boolean stopped;

  BatchProgram(Bench bench) throws SQLException {
    this.bench = bench;
    try (Connection connection = bench.erp.getConnection()) {
      connection
          .createStatement()
          .execute(
              "create table if not exists batch_position (updated_at timestamptz, order_no varchar(20))");
      connection.createStatement().execute("truncate batch_position");
      connection.createStatement().execute("insert into batch_position values ('epoch', '')");
    }
    this.reader = new Thread(this::read, "batch-reader");
    this.writer = new Thread(this::write, "batch-writer");
    reader.start();
    writer.start();
  }

  private record Line(
      int number,
      String item,
      BigDecimal tons,
      BigDecimal price,
      @Nullable String date,
      @Nullable String depot) {}

  private record Order(
      String number,
      Timestamp changed,
      String date,
      @Nullable String contract,
      @Nullable String po,
      String customer,
      BigDecimal total,
      @Nullable String note,
      List<Line> lines) {}

  @Override
  public String name() {
    return "hand-tuned batch program";
  }

  private void read() {
    Timestamp after = new Timestamp(0);
    String key = "";
    try (Connection connection = bench.retail.getConnection()) {
      while (!stopped) {
        Map<String, Order> orders = new LinkedHashMap<>(BATCH * 2);
        try (PreparedStatement select =
            connection.prepareStatement(
                "select order_no, updated_at, order_dt, contract_no, po_no, cust_cd, total_amt, remark from retail_order"
                    + " where (updated_at, order_no) > (?, ?) order by updated_at, order_no limit "
                    + BATCH)) {
          select.setTimestamp(1, after);
          select.setString(2, key);
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              orders.put(
                  row.getString(1),
                  new Order(
                      row.getString(1),
                      row.getTimestamp(2),
                      row.getString(3),
                      row.getString(4),
                      row.getString(5),
                      row.getString(6),
                      row.getBigDecimal(7),
                      row.getString(8),
                      new ArrayList<>(4)));
            }
          }
        }
        if (orders.isEmpty()) {
          Thread.sleep(20);
          continue;
        }
        try (PreparedStatement select =
            connection.prepareStatement(
                "select order_no, line_no, oil_cd, net_ton, price, plan_dt, depot_cd from retail_order_line where order_no = any(?) order by order_no, line_no")) {
          select.setArray(1, connection.createArrayOf("varchar", orders.keySet().toArray()));
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              Objects.requireNonNull(orders.get(row.getString(1)))
                  .lines()
                  .add(
                      new Line(
                          row.getInt(2),
                          Objects.requireNonNull(ITEMS.get(row.getString(3))),
                          row.getBigDecimal(4),
                          row.getBigDecimal(5),
                          row.getString(6),
                          row.getString(7)));
            }
          }
        }
        List<Order> batch = new ArrayList<>(orders.values());
        after = batch.get(batch.size() - 1).changed();
        key = batch.get(batch.size() - 1).number();
        while (!stopped && !ahead.offer(batch, 100, TimeUnit.MILLISECONDS)) {
          // the writer is behind
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try (Connection connection = bench.erp.getConnection()) {
      connection.setAutoCommit(false);
      while (!stopped) {
        List<Order> batch = ahead.poll(100, TimeUnit.MILLISECONDS);
        if (batch != null) {
          write(connection, batch);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void write(Connection connection, List<Order> batch) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into pipemill_outcome (attempt_id, batch, at) values (?, ?, now())")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setInt(2, batch.size());
      insert.executeUpdate();
    }
    int n = batch.size();
    int m = batch.stream().mapToInt(o -> o.lines().size()).sum();
    Object[][] h = new Object[7][n];
    Object[][] l = new Object[9][m];
    int j = 0;
    for (int i = 0; i < n; i++) {
      Order order = batch.get(i);
      h[0][i] = order.number();
      h[1][i] = java.sql.Date.valueOf(order.date());
      h[2][i] = order.customer();
      h[3][i] = order.po();
      h[4][i] = order.contract();
      h[5][i] = order.total();
      h[6][i] = order.note();
      for (Line line : order.lines()) {
        l[0][j] = order.number();
        l[1][j] = Integer.toString(line.number());
        l[2][j] = line.number();
        l[3][j] = line.item();
        l[4][j] = line.tons();
        l[5][j] = line.price();
        l[6][j] =
            line.tons()
                .multiply(line.price())
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .toPlainString();
        l[7][j] = line.date() == null ? null : java.sql.Date.valueOf(line.date());
        l[8][j++] = line.depot();
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into oe_headers_iface_all (order_source_id, orig_sys_document_ref, change_sequence, order_type, ordered_date, customer_number,"
                + " customer_po_number, attribute1, attribute2, attribute3, shipping_instructions, transactional_curr_code, operation_code, booked_flag,"
                + " creation_date, created_by, last_update_date, last_updated_by)"
                + " select 1001, a, '1', 'Standard', b, c, d, e, f::text, 'CNY', g, 'CNY', 'INSERT', 'Y', now(), 1, now(), 1"
                + " from unnest(?::varchar[], ?::date[], ?::varchar[], ?::varchar[], ?::varchar[], ?::numeric[], ?::varchar[]) t(a, b, c, d, e, f, g)")) {
      String[] types = {"varchar", "date", "varchar", "varchar", "varchar", "numeric", "varchar"};
      for (int c = 0; c < types.length; c++) {
        insert.setArray(c + 1, connection.createArrayOf(types[c], h[c]));
      }
      insert.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into oe_lines_iface_all (order_source_id, orig_sys_document_ref, change_sequence, orig_sys_line_ref, line_number, inventory_item,"
                + " ordered_quantity, order_quantity_uom, unit_selling_price, attribute2, attribute3, request_date, ship_from_org, operation_code,"
                + " calculate_price_flag, creation_date, created_by, last_update_date, last_updated_by)"
                + " select 1001, a, '1', b, c, d, e, 'TON', f, g, 'CNY', h, i, 'INSERT', 'N', now(), 1, now(), 1 from unnest(?::varchar[],"
                + " ?::varchar[], ?::integer[], ?::varchar[], ?::numeric[], ?::numeric[], ?::varchar[], ?::date[], ?::varchar[]) t(a, b, c, d, e, f, g, h, i)")) {
      String[] types = {
        "varchar", "varchar", "integer", "varchar", "numeric", "numeric", "varchar", "date",
        "varchar"
      };
      for (int c = 0; c < types.length; c++) {
        insert.setArray(c + 1, connection.createArrayOf(types[c], l[c]));
      }
      insert.executeUpdate();
    }
    try (PreparedStatement update =
        connection.prepareStatement("update batch_position set updated_at = ?, order_no = ?")) {
      update.setTimestamp(1, batch.get(n - 1).changed());
      update.setString(2, batch.get(n - 1).number());
      update.executeUpdate();
    }
    connection.commit();
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    reader.join(5_000);
    writer.join(5_000);
  }
}

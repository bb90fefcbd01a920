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
 * in one transaction, the position in the same. Reads ahead in a second thread. It writes the same
 * rows as Pipemill, column by column, which the benchmark checks.
 */
final class BatchProgram implements Contestant {
  private static final int BATCH = 500;
  private static final Map<String, String> ITEMS =
      Map.of("DQ-01", "CRUDE-DQ", "DQ-02", "CRUDE-DQ-LW", "LS-01", "CRUDE-LIGHT");

  private static final Map<String, String> TYPES =
      Map.of("零售", "RETAIL", "批发", "WHOLESALE", "内部", "INTERNAL");
  private static final Map<String, String> ERP_TYPES =
      Map.of("RETAIL", "Retail", "WHOLESALE", "Standard", "INTERNAL", "Standard");
  private static final Map<String, String> PAYMENTS =
      Map.of("预付", "PREPAID", "现金", "CASH", "月结", "MONTHLY", "承兑", "ACCEPTANCE");
  private static final Map<String, String> ERP_TERMS =
      Map.of(
          "PREPAID", "IMMEDIATE", "CASH", "IMMEDIATE", "MONTHLY", "30 NET", "ACCEPTANCE", "60 NET");
  private static final Map<String, String> DEPOTS = Map.of("BY1", "M1", "NY1", "M2");
  private static final Map<String, Integer> UNITS = Map.of("S01", 81, "S02", 81, "S03", 81);
  private static final int TEXTS = 17;
  private static final String[] HEADER_TYPES = {
    "varchar", "varchar", "date", "date", "varchar", "varchar", "varchar", "varchar", "varchar",
    "varchar", "varchar", "varchar", "varchar", "varchar", "varchar", "varchar", "varchar",
    "varchar", "varchar", "varchar", "varchar", "varchar", "integer"
  };
  private static final String[] LINE_TYPES = {
    "varchar", "varchar", "integer", "varchar", "numeric", "numeric", "varchar", "date", "varchar",
    "varchar", "varchar", "varchar", "integer"
  };

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
      @Nullable String itemName,
      BigDecimal tons,
      BigDecimal price,
      @Nullable String date,
      @Nullable String depot,
      @Nullable String note) {}

  /** Columns 3 and on as they are selected below. */
  private record Order(
      String number, Timestamp changed, @Nullable String[] texts, List<Line> lines) {}

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
                "select order_no, updated_at, order_type, order_dt, plan_dt, contract_no, po_no, station_cd, cust_cd, cust_nm, receiver,"
                    + " deliv_addr, deliv_city, deliv_zip, deliv_prov, sales_man, pay_mode, total_amt, remark from retail_order"
                    + " where order_status not in ('录入', '0') and (updated_at, order_no) > (?, ?) order by updated_at, order_no limit "
                    + BATCH)) {
          select.setTimestamp(1, after);
          select.setString(2, key);
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              @Nullable String[] texts = new @Nullable String[TEXTS];
              for (int i = 0; i < TEXTS; i++) {
                texts[i] = row.getString(i + 3);
              }
              orders.put(
                  row.getString(1),
                  new Order(row.getString(1), row.getTimestamp(2), texts, new ArrayList<>(4)));
            }
          }
        }
        if (orders.isEmpty()) {
          Thread.sleep(20);
          continue;
        }
        try (PreparedStatement select =
            connection.prepareStatement(
                "select order_no, line_no, oil_cd, oil_nm, net_ton, price, plan_dt, depot_cd, line_memo from retail_order_line where order_no = any(?) order by order_no, line_no")) {
          select.setArray(1, connection.createArrayOf("varchar", orders.keySet().toArray()));
          try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
              Objects.requireNonNull(orders.get(row.getString(1)))
                  .lines()
                  .add(
                      new Line(
                          row.getInt(2),
                          Objects.requireNonNull(ITEMS.get(row.getString(3))),
                          row.getString(4),
                          row.getBigDecimal(5),
                          row.getBigDecimal(6),
                          row.getString(7),
                          row.getString(8),
                          row.getString(9)));
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
    Object[][] h = new Object[HEADER_TYPES.length][n];
    Object[][] l = new Object[LINE_TYPES.length][m];
    int j = 0;
    for (int i = 0; i < n; i++) {
      Order order = batch.get(i);
      @Nullable String[] from = order.texts();
      String type = from[0] == null ? null : TYPES.get(from[0]);
      String payment = from[14] == null ? null : PAYMENTS.get(from[14]);
      h[0][i] = order.number();
      h[1][i] = type == null ? "Standard" : ERP_TYPES.get(type);
      h[2][i] = date(from[1]);
      h[3][i] = date(from[2]);
      h[4][i] = from[6];
      h[5][i] = from[4];
      h[6][i] = payment == null ? null : ERP_TERMS.get(payment);
      h[7][i] = from[16];
      h[8][i] = from[3];
      h[9][i] = from[15];
      h[10][i] = from[15] == null ? null : "CNY";
      for (int k = 8; k <= 10; k++) {
        h[k + 3][i] = from[k];
      }
      h[14][i] = from[9] == null ? null : "CN";
      h[15][i] = payment;
      h[16][i] = from[13];
      h[17][i] = from[7];
      h[18][i] = UUID.randomUUID().toString();
      h[19][i] = from[11];
      h[20][i] = from[12];
      h[21][i] = type;
      h[22][i] = from[5] == null ? null : UNITS.get(from[5]);
      for (Line line : order.lines()) {
        String depot = line.depot() == null ? null : DEPOTS.get(line.depot());
        l[0][j] = order.number();
        l[1][j] = Integer.toString(line.number());
        l[2][j] = line.number();
        l[3][j] = line.item();
        l[4][j] = line.tons();
        l[5][j] = line.price().stripTrailingZeros();
        l[6][j] =
            line.tons()
                .multiply(line.price())
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .toPlainString();
        Object lineDate = date(line.date());
        l[7][j] = lineDate == null ? h[3][i] : lineDate;
        l[8][j] = depot;
        l[9][j] = line.note();
        l[10][j] = line.itemName();
        l[11][j] = line.price().toPlainString();
        l[12][j++] = h[22][i];
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into oe_headers_iface_all (order_source_id, change_sequence, price_list, transactional_curr_code, operation_code, booked_flag,"
                + " ready_flag, force_apply_flag, creation_date, created_by, last_update_date, last_updated_by, orig_sys_document_ref, order_type,"
                + " ordered_date, request_date, customer_number, customer_po_number, payment_term, shipping_instructions, attribute1, attribute2,"
                + " attribute3, attribute4, attribute5, attribute6, attribute7, attribute12, attribute13, attribute14, attribute15, attribute16,"
                + " attribute17, attribute19, org_id)"
                + " select 1001, '1', 'Corporate', 'CNY', 'INSERT', 'Y', 'Y', 'Y', now(), 0, now(), 0, t.* from unnest("
                + parameters(HEADER_TYPES)
                + ") t")) {
      fill(connection, insert, HEADER_TYPES, h);
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into oe_lines_iface_all (order_source_id, change_sequence, order_quantity_uom, attribute3, attribute6, attribute7,"
                + " operation_code, calculate_price_flag, creation_date, created_by, last_update_date, last_updated_by, attribute10,"
                + " orig_sys_document_ref, orig_sys_line_ref, line_number, inventory_item, ordered_quantity, unit_selling_price, attribute2,"
                + " request_date, ship_from_org, shipping_instructions, attribute4, attribute5, org_id)"
                + " select 1001, '1', 'TON', 'CNY', 't', '1', 'INSERT', 'N', now(), 0, now(), 0, t.i, t.* from unnest("
                + parameters(LINE_TYPES)
                + ") t(a, b, c, d, e, f, g, h, i, j, k, l, m)")) {
      fill(connection, insert, LINE_TYPES, l);
    }
    try (PreparedStatement update =
        connection.prepareStatement("update batch_position set updated_at = ?, order_no = ?")) {
      update.setTimestamp(1, batch.get(n - 1).changed());
      update.setString(2, batch.get(n - 1).number());
      update.executeUpdate();
    }
    connection.commit();
  }

  private static java.sql.@Nullable Date date(@Nullable String text) {
    return text == null ? null : java.sql.Date.valueOf(text);
  }

  private static String parameters(String[] types) {
    return "?::" + String.join("[], ?::", types) + "[]";
  }

  private static void fill(
      Connection connection, PreparedStatement insert, String[] types, Object[][] columns)
      throws SQLException {
    for (int c = 0; c < types.length; c++) {
      insert.setArray(c + 1, connection.createArrayOf(types[c], columns[c]));
    }
    insert.executeUpdate();
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    reader.join(5_000);
    writer.join(5_000);
  }
}

package io.pipemill.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The retail office of an oil field: customers and orders in a database of its own, made from a
 * seed. The first act is what was there when Pipemill was connected; the second is what the clerks
 * do afterwards.
 */
public final class CrudeRetailSample {
  static final String TABLES = "crude-retail.sql";

  public static final String SYSTEM = "crude-retail";

  /** One of this many orders has something planted. */
  private static final int PLANT_EVERY = 25;

  private static final int SECOND_ACT_EACH = 12;
  private static final Instant FIRST_ACT = Instant.parse("2025-09-01T00:00:00Z");
  private static final Instant SECOND_ACT = Instant.parse("2025-12-01T00:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(2025, 9, 1);
  private static final List<PlantedKind> KINDS =
      List.of(
          PlantedKind.UNKNOWN_CUSTOMER,
          PlantedKind.UNKNOWN_PRODUCT,
          PlantedKind.NEGATIVE_QUANTITY,
          PlantedKind.ZERO_QUANTITY,
          PlantedKind.NO_LINES,
          PlantedKind.MISSING_DATE,
          PlantedKind.IMPOSSIBLE_DATE,
          PlantedKind.UNKNOWN_CODE,
          PlantedKind.DRAFT,
          PlantedKind.AMOUNT_MISMATCH,
          PlantedKind.GARBLED_NAME,
          PlantedKind.RARE_CHARACTERS,
          PlantedKind.CANCELLED);

  private record Oil(String code, String item, String name, int price) {}

  private static final List<Oil> OILS =
      List.of(
          new Oil("DQ-01", "CRUDE-DQ", "大庆原油", 3450),
          new Oil("DQ-02", "CRUDE-DQ-LW", "大庆低含水原油", 3620),
          new Oil("LS-01", "CRUDE-LIGHT", "轻质原油", 3890),
          new Oil("NJ-01", "CONDENSATE", "凝析油", 4310),
          new Oil("ZY-01", "HEAVY-OIL", "重质油", 2980),
          new Oil("WY-01", "SLOP-OIL", "落地污油", 1650));

  private record RetailCustomer(String code, Words.Name name, Words.Place place) {}

  private final Words words;
  private final TableRows customers =
      new TableRows(
          "retail_customer",
          "cust_cd,cust_nm,cust_nm_en,cust_type,tax_no,status,pay_mode,tel,addr,city,zip,province,"
              + "credit_memo,created_at,ts,updated_at");
  private final TableRows orders =
      new TableRows(
          "retail_order",
          "order_no,order_type,order_dt,plan_dt,contract_no,po_no,station_cd,cust_cd,cust_nm,"
              + "receiver,deliv_addr,deliv_city,deliv_zip,deliv_prov,sales_man,pay_mode,total_amt,"
              + "freight_amt,freight_memo,order_status,remark,operator_memo,created_at,ts,"
              + "updated_at");
  private final TableRows lines =
      new TableRows(
          "retail_order_line",
          "order_no,line_no,oil_cd,oil_nm,gross_ton,net_ton,price,plan_dt,depot_cd,line_memo");
  private final List<Planted> planted = new ArrayList<>();
  private final List<ErpMasters.Customer> known = new ArrayList<>();
  private final List<String> plain = new ArrayList<>();

  /**
   * @param seed same seed, same data
   * @param orderCount orders of the first act; customers are a fifteenth of it, at least 20
   */
  public CrudeRetailSample(long seed, int orderCount) {
    this.words = new Words(new Random(seed));
    List<RetailCustomer> all = new ArrayList<>();
    for (int i = 0; i < Math.max(20, orderCount / 15); i++) {
      all.add(customer(i));
    }
    for (int i = 0; i < orderCount; i++) {
      boolean plant = i % PLANT_EVERY == PLANT_EVERY - 1;
      order(i, words.one(all), plant ? KINDS.get(i / PLANT_EVERY % KINDS.size()) : null);
    }
    planSecondAct();
  }

  /** Everything planted, of both acts. */
  public List<Planted> planted() {
    return List.copyOf(planted);
  }

  /** Customers the ERP has from earlier: this office's policy is to reject unknown ones. */
  public List<ErpMasters.Customer> erpCustomers() {
    return List.copyOf(known);
  }

  /** Items the ERP has from earlier. */
  public List<ErpMasters.Item> erpItems() {
    return OILS.stream().map(o -> new ErpMasters.Item(o.item(), o.name(), "t")).toList();
  }

  public int orderCount() {
    return orders.rows().size();
  }

  public int customerCount() {
    return customers.rows().size();
  }

  /** Makes the tables and fills them; does nothing if they have content. One transaction. */
  public void firstAct(Connection connection) throws SQLException {
    Acts.first(
        connection,
        TABLES,
        () -> {
          customers.copyInto(connection);
          orders.copyInto(connection);
          lines.copyInto(connection);
        });
  }

  /** Orders are saved again, changed and cancelled. */
  public void secondAct(Connection connection) throws SQLException {
    List<String> touched = plain.subList(0, SECOND_ACT_EACH);
    List<String> changed = plain.subList(SECOND_ACT_EACH, 2 * SECOND_ACT_EACH);
    List<String> cancelled = plain.subList(2 * SECOND_ACT_EACH, 3 * SECOND_ACT_EACH);
    Acts.second(
        connection,
        () -> {
          update(connection, "updated_at = ?", touched);
          update(
              connection,
              "total_amt = total_amt + 100, freight_amt = coalesce(freight_amt, 0) + 100,"
                  + " updated_at = ?",
              changed);
          update(connection, "order_status = '作废', updated_at = ?", cancelled);
        });
  }

  private static void update(Connection connection, String what, List<String> numbers)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("update retail_order set " + what + " where order_no = ?")) {
      int second = 0;
      for (String number : numbers) {
        statement.setObject(1, SECOND_ACT.plusSeconds(second++).atOffset(java.time.ZoneOffset.UTC));
        statement.setString(2, number);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void planSecondAct() {
    if (plain.size() < 3 * SECOND_ACT_EACH) {
      throw new IllegalArgumentException("too few orders for the second act: " + plain.size());
    }
    for (int i = 0; i < 3 * SECOND_ACT_EACH; i++) {
      PlantedKind kind =
          i < SECOND_ACT_EACH
              ? PlantedKind.RESAVED
              : i < 2 * SECOND_ACT_EACH ? PlantedKind.CHANGED : PlantedKind.CANCELLED;
      planted.add(new Planted(SYSTEM, "sales-order", plain.get(i), kind));
    }
  }

  private RetailCustomer customer(int i) {
    Words.Place place = words.one(Words.PLACES);
    boolean person = i % 12 == 11;
    String human = words.person();
    Words.Name name =
        person
            ? new Words.Name(human, "Customer " + (i + 1))
            : words.company(place, Words.OIL_TRADES);
    String code = "R" + (10001 + i);
    customers.add(
        code,
        name.zh(),
        i % 5 == 4 ? null : name.en(),
        person ? "2" : "1",
        person ? null : words.taxNumber(),
        i % 3 == 0 ? "1" : "启用",
        words.one(List.of("预付", "现金", "月结", "承兑")),
        words.phone(),
        i % 10 == 9 ? null : words.address(place),
        place.city(),
        place.zip(),
        place.province(),
        "信用员备注 " + i,
        FIRST_ACT.minus(300, ChronoUnit.DAYS),
        (long) i,
        FIRST_ACT.minus(200, ChronoUnit.DAYS).plusSeconds(i));
    known.add(new ErpMasters.Customer(code, name.zh()));
    return new RetailCustomer(code, name, place);
  }

  private void order(int i, RetailCustomer customer, @Nullable PlantedKind plant) {
    LocalDate day = FIRST_DAY.plusDays(i / 40);
    String number =
        "LX"
            + day.toString().replace("-", "")
            + "-"
            + String.format(java.util.Locale.ROOT, "%05d", i + 1);
    String plan = day.plusDays(words.between(1, 9)).toString();
    int lineCount = plant == PlantedKind.NO_LINES ? 0 : words.between(1, 4);
    BigDecimal total = BigDecimal.ZERO;
    for (int line = 1; line <= lineCount; line++) {
      total = total.add(line(number, line, plan, line == lineCount ? plant : null));
    }
    BigDecimal freight = words.oneIn(3) ? BigDecimal.valueOf(words.between(80, 2600)) : null;
    if (freight != null) {
      total = total.add(freight);
    }
    if (plant == PlantedKind.AMOUNT_MISMATCH) {
      total = total.add(new BigDecimal("0.37"));
    }
    String receiver = words.person();
    boolean delivered = !words.oneIn(4);
    orders.add(
        number,
        plant == PlantedKind.UNKNOWN_CODE ? "赊销" : words.one(List.of("零售", "零售", "批发", "内部")),
        plant == PlantedKind.MISSING_DATE
            ? ""
            : plant == PlantedKind.IMPOSSIBLE_DATE ? "2025-02-30" : day.toString(),
        plan,
        words.oneIn(3) ? "HT-2025-" + words.between(100, 199) : null,
        words.oneIn(2) ? "PO" + words.between(10_000, 99_999) : null,
        words.one(List.of("S01", "S02", "S03")),
        plant == PlantedKind.UNKNOWN_CUSTOMER ? "R9" + words.between(1000, 9999) : customer.code(),
        name(customer.name().zh(), plant),
        delivered ? receiver : null,
        delivered ? words.address(customer.place()) : null,
        delivered ? customer.place().city() : null,
        delivered ? customer.place().zip() : null,
        delivered ? customer.place().province() : null,
        words.person(),
        words.one(List.of("预付", "现金", "月结", "承兑")),
        total,
        freight,
        freight == null ? null : "汽运费",
        status(i, plant),
        words.oneIn(6) ? "请于上午装车；含水以化验单为准" : null,
        "经办人备注 " + i,
        FIRST_ACT.plusSeconds(i / 10 * 60L),
        (long) i,
        FIRST_ACT.plusSeconds(i / 10 * 60L));
    if (plant != null) {
      planted.add(new Planted(SYSTEM, "sales-order", number, plant));
    } else {
      plain.add(number);
    }
  }

  private static String status(int i, @Nullable PlantedKind plant) {
    if (plant == PlantedKind.DRAFT) {
      return i % 2 == 0 ? "录入" : "0";
    }
    if (plant == PlantedKind.CANCELLED) {
      return i % 2 == 0 ? "作废" : "9";
    }
    return List.of("已审核", "已审核", "1", "已完成", "2").get(i % 5);
  }

  private static String name(String name, @Nullable PlantedKind plant) {
    if (plant == PlantedKind.GARBLED_NAME) {
      byte[] gbk = name.getBytes(java.nio.charset.Charset.forName("GB18030"));
      return new String(gbk, java.nio.charset.StandardCharsets.ISO_8859_1)
          .replaceAll("\\p{Cntrl}", "?");
    }
    // 𠮷 and 䶮 are in people's and companies' names; the first is outside of the basic plane
    return plant == PlantedKind.RARE_CHARACTERS ? "𠮷䶮" + name : name;
  }

  private BigDecimal line(String number, int line, String plan, @Nullable PlantedKind plant) {
    Oil oil = words.one(OILS);
    BigDecimal net = BigDecimal.valueOf(words.between(50_000, 480_000), 4);
    if (plant == PlantedKind.NEGATIVE_QUANTITY) {
      net = net.negate();
    } else if (plant == PlantedKind.ZERO_QUANTITY) {
      net = BigDecimal.ZERO.setScale(4);
    }
    BigDecimal price = BigDecimal.valueOf(oil.price() * 10_000L + words.between(0, 99) * 2_500L, 4);
    boolean unknown = plant == PlantedKind.UNKNOWN_PRODUCT;
    lines.add(
        number,
        line,
        unknown ? "XX-99" : oil.code(),
        unknown ? "未编码油品" : oil.name(),
        net.multiply(new BigDecimal("1.012")).setScale(4, RoundingMode.HALF_UP),
        net,
        price,
        words.oneIn(2) ? plan : null,
        words.one(List.of("BY1", "NY1")),
        words.oneIn(8) ? "槽车 黑E" + words.between(10_000, 99_999) : null);
    return net.multiply(price).setScale(2, RoundingMode.HALF_UP);
  }
}

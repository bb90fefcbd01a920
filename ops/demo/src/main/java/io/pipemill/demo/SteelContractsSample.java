package io.pipemill.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The contract system of a steel works: customers, materials and contracts in a database of its
 * own, made from a seed, in two acts. Two thirds of its customers and materials are known to the
 * ERP already; the others arrive there as documents.
 */
public final class SteelContractsSample {
  static final String TABLES = "steel-contracts.sql";

  public static final String SYSTEM = "steel-contracts";
  private static final int PLANT_EVERY = 20;
  private static final int SECOND_ACT_EACH = 10;
  // wall clock of the works, Asia/Shanghai: the columns carry no zone
  private static final LocalDateTime FIRST_ACT = LocalDateTime.of(2025, 9, 1, 8, 0);
  private static final LocalDateTime SECOND_ACT = LocalDateTime.of(2025, 12, 1, 8, 0);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
  private static final List<PlantedKind> KINDS =
      List.of(
          PlantedKind.MASTER_NOT_THERE_YET,
          PlantedKind.NEGATIVE_QUANTITY,
          PlantedKind.ZERO_QUANTITY,
          PlantedKind.NO_LINES,
          PlantedKind.MISSING_DATE,
          PlantedKind.UNKNOWN_CURRENCY,
          PlantedKind.UNKNOWN_CODE,
          PlantedKind.NOT_APPROVED,
          PlantedKind.FRAMEWORK_CONTRACT,
          PlantedKind.AMOUNT_MISMATCH,
          PlantedKind.CANCELLED);

  private record Material(String code, String name, String spec, String grade, int price) {}

  private record Buyer(String number, String name, Words.Place place) {}

  private final Words words;
  private final TableRows customers =
      new TableRows(
          "steel_customer",
          "cust_id,cust_no,cust_name,cust_name_en,tax_reg_no,phone,currency,pay_term,reg_addr,"
              + "reg_city,reg_zip,ship_addr,ship_city,ship_zip,country,remark,credit_class,"
              + "del_flag,create_time,update_time");
  private final TableRows materials =
      new TableRows(
          "steel_material",
          "mat_id,mat_code,mat_name,mat_name_en,variety,steel_grade,spec,base_uom,density,del_flag,"
              + "create_time,update_time");
  private final TableRows contracts =
      new TableRows(
          "steel_contract",
          "contract_id,contract_no,contract_kind,sign_date,deliv_date,frame_no,cust_po,sales_org,"
              + "cust_no,cust_name,consignee_no,consignee,consignee_addr,payer_no,payer,salesman,"
              + "price_book,currency,pay_term,total_amt,tax_flag,tax_rate,appr_status,appr_by,"
              + "del_flag,remark,create_time,update_time");
  private final TableRows items =
      new TableRows(
          "steel_contract_item",
          "item_id,contract_id,seq_no,mat_code,mat_name,cust_mat_no,spec,steel_grade,weight_kg,"
              + "theo_kg,price_t,amount,deliv_date,promise_date,wh_code,remark,del_flag");
  private final TableRows adjustments =
      new TableRows("steel_price_adj", "adj_id,contract_id,adj_type,adj_rate,adj_amt,adj_reason");
  private final List<Planted> planted = new ArrayList<>();
  private final List<ErpMasters.Customer> knownCustomers = new ArrayList<>();
  private final List<ErpMasters.Item> knownItems = new ArrayList<>();
  private final List<String> plain = new ArrayList<>();

  /**
   * @param seed same seed, same data
   * @param contractCount contracts of the first act; customers are a tenth of it, at least 20
   */
  public SteelContractsSample(long seed, int contractCount) {
    this.words = new Words(new Random(seed));
    List<Buyer> buyers = new ArrayList<>();
    for (int i = 0; i < Math.max(20, contractCount / 10); i++) {
      buyers.add(buyer(i));
    }
    List<Material> goods = SteelGoods.all(words).stream().map(this::material).toList();
    for (int i = 0; i < contractCount; i++) {
      boolean plant = i % PLANT_EVERY == PLANT_EVERY - 1;
      contract(
          i, words.one(buyers), goods, plant ? KINDS.get(i / PLANT_EVERY % KINDS.size()) : null);
    }
    if (plain.size() < 3 * SECOND_ACT_EACH) {
      throw new IllegalArgumentException("too few contracts for the second act: " + plain.size());
    }
    for (int i = 0; i < 3 * SECOND_ACT_EACH; i++) {
      plant(
          plain.get(i),
          i < SECOND_ACT_EACH
              ? PlantedKind.RESAVED
              : i < 2 * SECOND_ACT_EACH ? PlantedKind.CHANGED : PlantedKind.CANCELLED);
    }
  }

  /** Everything planted, of both acts. */
  public List<Planted> planted() {
    return List.copyOf(planted);
  }

  /** What the ERP has from earlier. */
  public ErpMasters erpMasters() {
    return new ErpMasters(List.copyOf(knownCustomers), List.copyOf(knownItems));
  }

  public int contractCount() {
    return contracts.rows().size();
  }

  public int customerCount() {
    return customers.rows().size();
  }

  public int materialCount() {
    return materials.rows().size();
  }

  /** Makes the tables and fills them; does nothing if they have content. One transaction. */
  public void firstAct(Connection connection) throws SQLException {
    Acts.first(
        connection,
        TABLES,
        () -> {
          customers.copyInto(connection);
          materials.copyInto(connection);
          contracts.copyInto(connection);
          items.copyInto(connection);
          adjustments.copyInto(connection);
        });
  }

  /** Contracts are saved again, changed and deleted. */
  public void secondAct(Connection connection) throws SQLException {
    Acts.second(
        connection,
        () -> {
          update(connection, "update_time = ?", plain.subList(0, SECOND_ACT_EACH));
          List<String> changed = plain.subList(SECOND_ACT_EACH, 2 * SECOND_ACT_EACH);
          update(connection, "remark = 'delivery in two lots 分两批交货', update_time = ?", changed);
          weigh(connection, changed);
          update(
              connection,
              "del_flag = '1', update_time = ?",
              plain.subList(2 * SECOND_ACT_EACH, 3 * SECOND_ACT_EACH));
        });
  }

  private static void weigh(Connection connection, List<String> numbers) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update steel_contract_item set weight_kg = weight_kg + 1000 where seq_no = 1 and"
                + " contract_id = (select contract_id from steel_contract where contract_no ="
                + " ?)")) {
      for (String number : numbers) {
        statement.setString(1, number);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void update(Connection connection, String what, List<String> numbers)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update steel_contract set " + what + " where contract_no = ?")) {
      int second = 0;
      for (String number : numbers) {
        statement.setObject(1, SECOND_ACT.plusSeconds(second++));
        statement.setString(2, number);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void plant(String number, PlantedKind kind) {
    planted.add(new Planted(SYSTEM, "sales-order", number, kind));
  }

  private Buyer buyer(int i) {
    Words.Place place = words.one(Words.PLACES);
    Words.Name name = words.company(place, Words.STEEL_TRADES);
    String number = Integer.toString(8_000_101 + i);
    boolean abroad = i % 17 == 16;
    customers.add(
        1000L + i,
        number,
        name.zh(),
        name.en(),
        words.taxNumber(),
        words.phone(),
        abroad ? "USD" : "RMB",
        words.one(List.of("10", "20", "30", "40")),
        words.address(place),
        place.city(),
        place.zip(),
        i % 3 == 0 ? null : words.address(place),
        i % 3 == 0 ? null : place.city(),
        i % 3 == 0 ? null : place.zip(),
        "CN",
        i % 7 == 0 ? "老客户 long-standing customer" : null,
        words.one(List.of("A", "B", "C")),
        "0",
        FIRST_ACT.minusDays(900),
        FIRST_ACT.minusDays(90).plusSeconds(i));
    if (i % 3 != 2) {
      knownCustomers.add(new ErpMasters.Customer(number, name.zh()));
    }
    return new Buyer(number, name.zh(), place);
  }

  private Material material(SteelGoods.Good good) {
    int i = materials.rows().size();
    materials.add(
        500L + i,
        good.code(),
        good.name().zh() + " " + good.grade() + " " + good.spec(),
        good.name().en() + " " + good.grade() + " " + good.spec(),
        good.variety(),
        good.grade(),
        good.spec(),
        "T",
        new BigDecimal("7.8500"),
        "0",
        FIRST_ACT.minusDays(900),
        FIRST_ACT.minusDays(80).plusSeconds(i));
    if (i % 3 != 2) {
      knownItems.add(new ErpMasters.Item(good.code(), good.name().zh() + " " + good.spec(), "t"));
    }
    return new Material(good.code(), good.name().zh(), good.spec(), good.grade(), good.price());
  }

  private void contract(int i, Buyer buyer, List<Material> goods, @Nullable PlantedKind plant) {
    LocalDate signed = FIRST_ACT.toLocalDate().plusDays(i / 25);
    String number = "XS2025-" + String.format(java.util.Locale.ROOT, "%06d", i + 1);
    long id = 70_000L + i;
    LocalDate delivery = signed.plusDays(words.between(10, 60));
    int lineCount = plant == PlantedKind.NO_LINES ? 0 : words.between(1, 6);
    BigDecimal total = BigDecimal.ZERO;
    boolean unknownItem = plant == PlantedKind.MASTER_NOT_THERE_YET && i / PLANT_EVERY % 2 == 1;
    for (int seq = 1; seq <= lineCount; seq++) {
      boolean last = seq == lineCount;
      total =
          total.add(
              item(id, seq, words.one(goods), delivery, last ? plant : null, last && unknownItem));
    }
    total = total.add(adjust(id, total));
    if (plant == PlantedKind.AMOUNT_MISMATCH) {
      total = total.subtract(new BigDecimal("12.50"));
    }
    boolean taxFree = words.oneIn(5);
    boolean unknownBuyer = plant == PlantedKind.MASTER_NOT_THERE_YET && !unknownItem;
    Words.Place place = buyer.place();
    boolean consigned = words.oneIn(3);
    contracts.add(
        id,
        number,
        plant == PlantedKind.FRAMEWORK_CONTRACT ? "W" : words.one(List.of("S", "S", "F", "P")),
        plant == PlantedKind.MISSING_DATE ? "00000000" : signed.format(DAY),
        words.oneIn(10) ? "00000000" : delivery.format(DAY),
        words.oneIn(4) ? "KJ2025-" + words.between(100, 140) : null,
        words.oneIn(2) ? "CG-" + words.between(1000, 9999) : null,
        plant == PlantedKind.UNKNOWN_CODE ? "1900" : words.one(List.of("1000", "1100", "1200")),
        unknownBuyer ? "89" + words.between(10_000, 99_999) : buyer.number(),
        buyer.name(),
        consigned ? buyer.number() : null,
        consigned ? buyer.name() : null,
        consigned ? words.address(place) : null,
        null,
        null,
        words.person(),
        null,
        plant == PlantedKind.UNKNOWN_CURRENCY ? "XAG" : words.oneIn(12) ? "USD" : "RMB",
        words.one(List.of("10", "20", "30", "40")),
        total,
        taxFree ? "N" : "Y",
        taxFree ? new BigDecimal("13.00") : null,
        plant == PlantedKind.NOT_APPROVED ? words.one(List.of("D", "R")) : "A",
        words.person(),
        plant == PlantedKind.CANCELLED ? "1" : "0",
        words.oneIn(5) ? "按GB/T 1591交货 delivery to GB/T 1591" : null,
        FIRST_ACT.plusSeconds(i * 90L),
        FIRST_ACT.plusSeconds(i * 90L));
    if (plant != null) {
      plant(number, plant);
    } else {
      plain.add(number);
    }
  }

  private BigDecimal item(
      long contract,
      int seq,
      Material good,
      LocalDate delivery,
      @Nullable PlantedKind plant,
      boolean unknown) {
    long kg = words.between(3, 180) * 1000L + words.between(0, 999);
    if (plant == PlantedKind.NEGATIVE_QUANTITY) {
      kg = -kg;
    } else if (plant == PlantedKind.ZERO_QUANTITY) {
      kg = 0;
    }
    BigDecimal price = BigDecimal.valueOf(good.price() + words.between(-150, 250));
    BigDecimal amount = BigDecimal.valueOf(kg, 3).multiply(price).setScale(2, RoundingMode.HALF_UP);
    items.add(
        1_000_000L + items.rows().size(),
        contract,
        seq,
        unknown ? "HP-NEW-" + words.between(100, 999) : good.code(),
        good.name(),
        words.oneIn(4) ? "M" + words.between(1000, 9999) : null,
        good.spec(),
        good.grade(),
        kg,
        BigDecimal.valueOf(kg).multiply(new BigDecimal("1.004")).setScale(3, RoundingMode.HALF_UP),
        price,
        amount,
        words.oneIn(6) ? "00000000" : delivery.format(DAY),
        words.oneIn(3) ? delivery.plusDays(5).format(DAY) : null,
        words.one(List.of("W001", "W002", "W003")),
        null,
        "0");
    return amount;
  }

  /** At most one adjustment; what it adds to the total. */
  private BigDecimal adjust(long contract, BigDecimal sum) {
    if (!words.oneIn(3)) {
      return BigDecimal.ZERO;
    }
    long id = 300_000L + adjustments.rows().size();
    if (words.oneIn(2)) {
      BigDecimal rate = BigDecimal.valueOf(words.between(1, 5));
      BigDecimal off =
          sum.multiply(rate).movePointLeft(2).setScale(2, RoundingMode.HALF_UP).negate();
      adjustments.add(id, contract, "YH", rate, off, "大客户优惠");
      return off;
    }
    BigDecimal freight = BigDecimal.valueOf(words.between(500, 9000)).setScale(2);
    adjustments.add(id, contract, "YF", null, freight, "铁路运费");
    return freight;
  }
}

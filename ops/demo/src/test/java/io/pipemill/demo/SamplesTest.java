package io.pipemill.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void startServer() throws IOException {
    server = EmbeddedPostgres.builder().start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @Test
  void crudeRetail_bothActs_matchWhatIsSaidToBePlanted() throws SQLException {
    CrudeRetailSample sample = new CrudeRetailSample(7, 1000);
    try (Connection connection = database("crude_retail")) {
      sample.firstAct(connection);
      sample.firstAct(connection);
      assertThat(ask(connection, "select count(*) from retail_order")).isEqualTo(1000);
      assertThat(ask(connection, "select count(*) from retail_customer")).isEqualTo(66);
      assertThat(
              ask(
                  connection,
                  "select count(*) from retail_order o where not exists (select from"
                      + " retail_customer c where c.cust_cd = o.cust_cd)"))
          .isEqualTo(count(sample, PlantedKind.UNKNOWN_CUSTOMER));
      assertThat(
              ask(
                  connection,
                  "select count(*) from retail_order o where not exists (select from"
                      + " retail_order_line l where l.order_no = o.order_no)"))
          .isEqualTo(count(sample, PlantedKind.NO_LINES));
      assertThat(ask(connection, "select count(*) from retail_order_line where net_ton <= 0"))
          .isEqualTo(
              count(sample, PlantedKind.NEGATIVE_QUANTITY)
                  + count(sample, PlantedKind.ZERO_QUANTITY));
      assertThat(ask(connection, "select count(*) from retail_order where order_dt = ''"))
          .isEqualTo(count(sample, PlantedKind.MISSING_DATE));
      sample.secondAct(connection);
      assertThat(
              ask(
                  connection,
                  "select count(*) from retail_order where updated_at >= timestamptz '2025-12-01"
                      + " 00:00+00'"))
          .isEqualTo(36);
      assertThat(
              ask(
                  connection,
                  "select count(*) from retail_order where order_status in ('作废', '9')"))
          .isEqualTo(count(sample, PlantedKind.CANCELLED));
    }
  }

  @Test
  void amounts_addUpExceptWherePlanted() throws SQLException {
    CrudeRetailSample sample = new CrudeRetailSample(8, 1000);
    try (Connection connection = database("crude_amounts")) {
      sample.firstAct(connection);
      assertThat(
              ask(
                  connection,
                  "select count(*) from retail_order o where total_amt <> coalesce(freight_amt, 0) +"
                      + " coalesce((select sum(round(net_ton * price, 2)) from retail_order_line l"
                      + " where l.order_no = o.order_no), 0)"))
          .isEqualTo(count(sample, PlantedKind.AMOUNT_MISMATCH));
    }
  }

  @Test
  void steelContracts_bothActs_matchWhatIsSaidToBePlanted() throws SQLException {
    SteelContractsSample sample = new SteelContractsSample(7, 800);
    try (Connection connection = database("steel_contracts")) {
      sample.firstAct(connection);
      assertThat(ask(connection, "select count(*) from steel_contract")).isEqualTo(800);
      assertThat(
              ask(
                  connection,
                  "select count(*) from steel_contract c where not exists (select from"
                      + " steel_customer k where k.cust_no = c.cust_no) or exists (select from"
                      + " steel_contract_item i where i.contract_id = c.contract_id and not exists"
                      + " (select from steel_material m where m.mat_code = i.mat_code))"))
          .isEqualTo(
              sample.planted().stream()
                  .filter(p -> p.kind() == PlantedKind.MASTER_NOT_THERE_YET)
                  .count())
          .isPositive();
      assertThat(ask(connection, "select count(*) from steel_contract where contract_kind = 'W'"))
          .isPositive();
      sample.secondAct(connection);
      assertThat(
              ask(
                  connection,
                  "select count(*) from steel_contract where update_time >= timestamp '2025-12-01'"))
          .isEqualTo(30);
    }
  }

  @Test
  void sameSeed_givesTheSameData() {
    assertThat(new CrudeRetailSample(3, 500).planted())
        .isEqualTo(new CrudeRetailSample(3, 500).planted());
    assertThat(new SteelContractsSample(3, 500).planted())
        .isEqualTo(new SteelContractsSample(3, 500).planted());
  }

  @Test
  void everyKindOfError_isPlantedSomewhere() {
    Set<PlantedKind> kinds =
        java.util.stream.Stream.of(
                new CrudeRetailSample(1, 3000).planted(),
                new SteelContractsSample(1, 1500).planted(),
                new UblPartnersSample(1, 30).planted(),
                new CrudeMonthlyReportSample(1, 2).planted(),
                new CrudeWaterCutSample(1, 2).planted(),
                new CrudeMeteringSample(1, 2).planted(),
                new CrudePlanSample(1, 2).planted())
            .flatMap(java.util.List::stream)
            .map(Planted::kind)
            .collect(Collectors.toSet());
    assertThat(kinds).containsExactlyInAnyOrder(PlantedKind.values());
  }

  @Test
  void ublFiles_areDroppedOnceAndComplete(@TempDir Path home) throws IOException {
    UblPartnersSample sample = new UblPartnersSample(5, 10);
    Path inbox = home.resolve("inbox/ubl-partners");
    sample.drop(inbox);
    assertThat(inbox.resolve("order-UO-2025-0001.xml")).exists();
    assertThat(Files.readAllBytes(inbox.resolve("order-again.xml")))
        .isEqualTo(Files.readAllBytes(inbox.resolve("order-UO-2025-0001.xml")));
    String good = Files.readString(inbox.resolve("order-UO-2025-0004.xml"), StandardCharsets.UTF_8);
    assertThat(good).contains("Kowalski &amp; Synowie").endsWith("</Order>\n");
    Files.delete(inbox.resolve("order-UO-2025-0001.xml"));
    sample.drop(inbox);
    assertThat(inbox.resolve("order-UO-2025-0001.xml")).doesNotExist();
  }

  @Test
  void monthlyWorkbooks_areDroppedInBothFormatsAndAddUp(@TempDir Path home) throws IOException {
    CrudeMonthlyReportSample sample = new CrudeMonthlyReportSample(5, 4);
    Path inbox = home.resolve("inbox/crude-monthly-report");
    sample.drop(inbox);
    assertThat(inbox.resolve("crude-2025-03.xlsx")).exists();
    assertThat(sample.files().get("crude-sent-again.xlsx"))
        .isEqualTo(Files.readAllBytes(inbox.resolve("crude-2025-01.xlsx")));
    try (var book =
        new org.apache.poi.hssf.usermodel.HSSFWorkbook(
            Files.newInputStream(inbox.resolve("crude-2025-02.xls")))) {
      var sheet = book.getSheet("原油月报");
      assertThat(sheet.getNumMergedRegions()).isEqualTo(4);
      int total = sheet.getLastRowNum() - 1;
      assertThat(sheet.getRow(total).getCell(0).getStringCellValue()).isEqualTo("合计");
      double[] sums = new double[9];
      for (int c = 3; c < 9; c++) {
        sums[c] = sheet.getRow(total).getCell(c).getNumericCellValue();
      }
      assertThat(sums[3] + sums[4] - sums[5] - sums[6] - sums[7])
          .isCloseTo(sums[8], org.assertj.core.data.Offset.offset(0.001));
    }
  }

  @Test
  void findingsOfLaboratories_areInGb18030AndOfTheSeed() {
    CrudeWaterCutSample sample = new CrudeWaterCutSample(5, 3);
    String day =
        new String(
            sample.files().get("assay-2025-10-02.csv"),
            java.nio.charset.Charset.forName("GB18030"));
    assertThat(day).startsWith("化验室,化验单号,").contains("痕迹").containsPattern("[０-９]．[０-９]{2}");
    assertThat(day.lines().map(line -> line.split(",", -1).length).distinct()).containsExactly(26);
    assertThat(sample.files().get("assay-sent-again.csv"))
        .isEqualTo(sample.files().get("assay-2025-10-01.csv"));
    assertThat(new CrudeWaterCutSample(5, 3).files().get("assay-2025-10-02.csv"))
        .isEqualTo(sample.files().get("assay-2025-10-02.csv"));
    assertThat(sample.planted().stream().filter(p -> p.kind().isError())).hasSize(10);
  }

  @Test
  void tablesAndLines_areOfTheSeedAndOfTheLengthTheySay(@TempDir Path home) throws IOException {
    CrudeMeteringSample sample = new CrudeMeteringSample(5, 2);
    byte[] table = sample.files().get("TANK20251001.DBF");
    var head = java.nio.ByteBuffer.wrap(table).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    assertThat(head.getInt(4)).isEqualTo(13);
    assertThat(table).hasSize(head.getShort(8) + 13 * head.getShort(10) + 1);
    String lines =
        new String(
            sample.files().get("JD20251001.TXT"), java.nio.charset.Charset.forName("GB18030"));
    assertThat(lines).contains("三号交接计量站");
    assertThat(lines.lines().filter(line -> line.startsWith("20")).count()).isEqualTo(6);
    assertThat(lines.lines().reduce((a, b) -> b)).get().asString().startsWith("99000003000006");
    assertThat(new CrudeMeteringSample(5, 2).files().get("JJ202510.DBF"))
        .isEqualTo(sample.files().get("JJ202510.DBF"));
    Path inbox = home.resolve("inbox/crude-storage-metering");
    sample.drop(inbox);
    assertThat(Files.getLastModifiedTime(inbox.resolve("TANKALONE.DBF")).toInstant())
        .isBefore(java.time.Instant.now().minusSeconds(3_000));
    assertThat(inbox.resolve("TANKALONE.FPT")).doesNotExist();
  }

  @Test
  void planWorkbooks_haveMonthsAcrossAndAddUpExceptWherePlanted(@TempDir Path home)
      throws IOException {
    CrudePlanSample sample = new CrudePlanSample(5, 2);
    Path inbox = home.resolve("inbox/crude-plan");
    sample.drop(inbox);
    assertThat(sample.files())
        .containsOnlyKeys(
            "plan-2024.xlsx",
            "plan-2025.xls",
            "plan-wrong-month.xlsx",
            "plan-2026.xlsx",
            "plan-2027.xls");
    assertThat(sums(inbox.resolve("plan-2025.xls"))).isEqualTo(0);
    assertThat(sums(inbox.resolve("plan-2027.xls"))).isEqualTo(0);
    assertThat(new CrudePlanSample(5, 2).files().get("plan-2025.xls"))
        .isEqualTo(sample.files().get("plan-2025.xls"));
  }

  /** Months whose total is not the sum of the oils. */
  private static int sums(Path file) throws IOException {
    int wrong = 0;
    try (var book = new org.apache.poi.hssf.usermodel.HSSFWorkbook(Files.newInputStream(file))) {
      var sheet = book.getSheet("原油销售计划");
      assertThat(sheet.getRow(4).getCell(2).getStringCellValue()).endsWith("年1月");
      int total = sheet.getLastRowNum() - 1;
      for (int month = 2; month < 14; month++) {
        double sum = 0;
        for (int r = 6; r < total; r++) {
          var first = sheet.getRow(r).getCell(0).getStringCellValue();
          var cell = sheet.getRow(r).getCell(month);
          boolean number =
              cell != null && cell.getCellType() == org.apache.poi.ss.usermodel.CellType.NUMERIC;
          sum += first.equals("小计") || !number ? 0 : cell.getNumericCellValue();
        }
        double said = sheet.getRow(total).getCell(month).getNumericCellValue();
        wrong += Math.abs(said - sum) > 0.001 ? 1 : 0;
      }
    }
    return wrong;
  }

  private static long count(CrudeRetailSample sample, PlantedKind kind) {
    long count = sample.planted().stream().filter(p -> p.kind() == kind).count();
    assertThat(count).as("planted %s", kind).isPositive();
    return count;
  }

  private static Connection database(String name) throws SQLException {
    try (Connection admin = server.getPostgresDatabase().getConnection();
        Statement statement = admin.createStatement()) {
      statement.execute("create database " + name);
    }
    return server.getDatabase("postgres", name).getConnection();
  }

  private static long ask(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }
}

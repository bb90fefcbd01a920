package io.pipemill.app.started;

import static io.pipemill.app.started.StartedPipemill.row;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files of 1,000,000 rows, from the inbox to the ERP's tables, by a program of 512 MB heap. */
@Tag("full")
class MillionRowsProcessTest {
  private static final int ROWS = 1_000_000;
  private static final int LINES = 4;
  private static final String[] HEAD = {
    "ORDER_NO", "ORDER_DATE", "CUST", "CUST_NAME", "LINE_NO", "ITEM", "ITEM_NAME", "TON", "PRICE"
  };
  @TempDir Path folder;

  @Test
  void csv_arrivesWhole() throws IOException {
    Path file = inbox("csv").resolve("orders.csv");
    try (CsvWriter out = CsvWriter.builder().build(file)) {
      out.writeRecord(HEAD);
      for (int row = 0; row < ROWS; row++) {
        int number = row;
        out.writeRecord(
            IntStream.range(0, HEAD.length).mapToObj(c -> value(c, number).toString()).toList());
      }
    }
    arrivesWhole();
  }

  @Test
  void workbook_arrivesWhole() throws IOException {
    Path file = inbox("excel").resolve("orders.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "pipemill", "1.0")) {
      Worksheet sheet = book.newWorksheet("Orders");
      for (int c = 0; c < HEAD.length; c++) {
        sheet.value(0, c, HEAD[c]);
      }
      for (int row = 0; row < ROWS; row++) {
        for (int c = 0; c < HEAD.length; c++) {
          Object value = value(c, row);
          if (value instanceof Number number) {
            sheet.value(row + 1, c, number);
          } else {
            sheet.value(row + 1, c, value.toString());
          }
        }
        if (row % 1000 == 0) {
          sheet.flush();
        }
      }
    }
    arrivesWhole();
  }

  private static Object value(int column, int row) {
    return switch (column) {
      case 0 -> "BIG-" + row / LINES;
      case 1 -> "2025-09-" + (10 + row / LINES % 20);
      case 2 -> "BIG-" + row / LINES % 500;
      case 3 -> "customer number " + row / LINES % 500;
      case 4 -> row % LINES + 1;
      case 5 -> "BIG-" + row % 50;
      case 6 -> "item number " + row % 50;
      case 7 -> (row % 9000 + 1) * 0.125;
      default -> 4000 + row % 1000 * 0.5;
    };
  }

  private Path inbox(String format) throws IOException {
    Path system = Files.createDirectories(folder.resolve("systems/big-orders"));
    Files.writeString(
        system.resolve("system.yaml"),
        """
        apiVersion: pipemill/v1
        id: big-orders
        name: {en: Large files, zh: 大文件}
        owner: tests
        transport: file
        file: {format: FORMAT, maxBytes: 4294967296}
        documents: {in: [sales-order], out: []}
        onMissing: {customer: create, item: create}
        """
            .replace("FORMAT", format));
    Files.writeString(
        system.resolve("sales-order.in.yaml"),
        """
        apiVersion: pipemill/v1
        document: sales-order/v1
        source: {key: [ORDER_NO], lines: {}}
        fields:
          orderNumber: ORDER_NO
          orderDate: ORDER_DATE
          customer: {code: CUST, name: CUST_NAME}
          currency: {constant: CNY}
          lines:
            lineNumber: LINE_NO
            item: {code: ITEM, name: ITEM_NAME}
            quantity: {from: TON, unit: t}
            unitPrice: {from: PRICE, currency: CNY, per: t}
        """);
    return Files.createDirectories(folder.resolve("home/inbox/big-orders"));
  }

  private void arrivesWhole() throws IOException {
    try (StartedPipemill demo =
        StartedPipemill.start(
            folder,
            Map.of(),
            "demo",
            "--home",
            folder.resolve("home").toString(),
            "--once",
            "--json",
            "--no-samples",
            "--systems-dir",
            folder.resolve("systems").toString(),
            "--only",
            "big-orders")) {
      assertThat(demo.exit(Duration.ofMinutes(20))).as("%s %s", demo.out(), demo.err()).isZero();
      JsonNode table = JsonMapper.shared().readTree(demo.out());
      assertThat(table.path("closed").asBoolean()).isTrue();
      JsonNode orders = row(table, "big-orders", "sales-order");
      assertThat(orders.path("read").asInt()).isEqualTo(ROWS / LINES);
      assertThat(orders.path("delivered").asInt()).isEqualTo(ROWS / LINES);
    }
  }
}

package io.pipemill.benchmarks.mapping;

import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.InboundMapping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Retail orders with three lines each, the same for everybody. */
final class RetailOrders {
  private RetailOrders() {}

  static List<RecordTree> records(InboundMapping.Columns columns, int orders) {
    RecordShape lines =
        RecordShape.of(
            "lines",
            Objects.requireNonNull(columns.groups().get("lines")).columns().toArray(String[]::new));
    RecordShape shape = new RecordShape("RETAIL_ORDER", columns.columns(), List.of(lines));
    Random random = new Random(42);
    List<RecordTree> records = new ArrayList<>(orders);
    for (int i = 0; i < orders; i++) {
      int number = i;
      @Nullable Object[] values =
          shape.columns().stream().map(column -> header(column, number, random)).toArray();
      List<RecordTree> three = new ArrayList<>(3);
      for (int n = 1; n <= 3; n++) {
        int line = n;
        three.add(
            RecordTree.flat(
                lines,
                lines.columns().stream()
                    .map(column -> line(column, number, line, random))
                    .toArray(),
                null));
      }
      @SuppressWarnings({"unchecked", "rawtypes"})
      List<RecordTree>[] groups = new List[] {three};
      records.add(new RecordTree(shape, values, groups, null));
    }
    return records;
  }

  /** A record as a row of a database driver is given to a script: values by column. */
  static Map<String, Object> row(RecordTree record) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<String> columns = record.shape().columns();
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), record.value(i));
    }
    return row;
  }

  private static @Nullable Object header(String column, int i, Random random) {
    return switch (column) {
      case "ORDER_NO" -> "LX20260315-" + (10_000 + i);
      case "ORDER_TYPE" -> "零售";
      case "ORDER_DT", "PLAN_DT" -> "2026-03-" + (10 + i % 20);
      case "CONTRACT_NO" -> "HT-2026-" + i;
      case "PO_NO" -> "CG-" + random.nextInt(99_999);
      case "STATION_CD" -> "S0" + (1 + i % 3);
      case "CUST_CD" -> "R" + (10_000 + i % 200);
      case "CUST_NM" -> "大庆市红岗区华能石化有限公司";
      case "RECEIVER" -> "华能石化二号库";
      case "DELIV_ADDR" -> "创业路" + i + "号";
      case "DELIV_CITY" -> "大庆";
      case "DELIV_ZIP" -> "163511";
      case "DELIV_PROV" -> "黑龙江";
      case "SALES_MAN" -> "王建国";
      case "PAY_MODE" -> "承兑";
      case "TOTAL_AMT" -> BigDecimal.valueOf(random.nextInt(99_999_999), 2);
      case "FREIGHT_AMT" -> i % 2 == 0 ? BigDecimal.valueOf(125_000, 2) : null;
      case "FREIGHT_MEMO" -> i % 2 == 0 ? "汽运" : null;
      case "ORDER_STATUS" -> "已审核";
      case "REMARK" -> "分两车提货 " + i;
      case "UPDATED_AT" -> Instant.ofEpochSecond(1_773_000_000L + i);
      default -> null;
    };
  }

  private static @Nullable Object line(String column, int order, int n, Random random) {
    return switch (column) {
      case "LINE_NO" -> (long) n;
      case "OIL_CD" -> n == 1 ? "DQ-01" : n == 2 ? "NJ-01" : "LS-01";
      case "OIL_NM" -> "大庆原油";
      case "NET_TON" -> BigDecimal.valueOf(100_000 + random.nextInt(300_000), 4);
      case "PRICE" -> BigDecimal.valueOf(41_505_000 + random.nextInt(999_999), 4);
      // of the order: in a flat file both have one column
      case "PLAN_DT" -> "2026-03-" + (10 + order % 20);
      case "DEPOT_CD" -> "BY1";
      case "LINE_MEMO" -> "第" + n + "车";
      default -> null;
    };
  }
}

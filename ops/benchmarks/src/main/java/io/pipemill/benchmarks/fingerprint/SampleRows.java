package io.pipemill.benchmarks.fingerprint;

import io.pipemill.canonical.fingerprint.ColumnRule;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Order lines of 24 columns as a legacy system has them: codes, Chinese names, amounts, times. */
final class SampleRows {
  static final String COLUMNS =
      "order_no:varchar(20), line_no:integer, order_type:char(4), customer:varchar(20),"
          + " customer_name:varchar(80), item:varchar(20), item_name:varchar(80), grade:varchar(20),"
          + " depot:char(6), quantity:numeric(14,3), unit:varchar(4), price:numeric(14,4),"
          + " amount:numeric(16,2), tax_rate:numeric(5,2), tax:numeric(16,2), currency:char(3),"
          + " ordered:date, planned:date, approved:timestamp, changed:timestamptz, version:bigint,"
          + " cancelled:boolean, clerk:varchar(20), remark:varchar(200)";

  private static final String[] TEXTS = {
    "A", "HB-2026-", "大庆市红岗区华能石化有限公司", "DQ-01", "大庆原油", "Q355B", "BY1", "t", "CNY", "王建国", "分两车提货"
  };

  private SampleRows() {}

  /** The same kind of rows, made by the server. */
  static String table(int rows) {
    return "create table sample as select 'LX20260315-' || i as order_no, (i % 9)::int as line_no,"
        + " 'STD'::char(4) as order_type, 'R' || (10000 + i % 200) as customer,"
        + " '大庆市红岗区华能石化有限公司' || i as customer_name, 'DQ-0' || i % 7 as item,"
        + " '大庆原油'::varchar(80) as item_name, 'Q355B'::varchar(20) as grade, 'BY1'::char(6) as depot,"
        + " (i / 7.0)::numeric(14,3) as quantity, 't'::varchar(4) as unit,"
        + " (4000 + i / 13.0)::numeric(14,4) as price, (i * 17.31)::numeric(16,2) as amount,"
        + " 13::numeric(5,2) as tax_rate, (i * 2.25)::numeric(16,2) as tax, 'CNY'::char(3) as currency,"
        + " date '2026-01-01' + i % 300 as ordered, date '2026-02-01' + i % 300 as planned,"
        + " timestamp '2026-01-01' + i * interval '1.000017 s' as approved,"
        + " timestamptz '2026-01-01 00:00+08' + i * interval '1.000013 s' as changed, i::bigint as version,"
        + " i % 97 = 0 as cancelled, '王建国'::varchar(20) as clerk,"
        + " case when i % 3 = 0 then '分两车提货 ' || i end as remark from generate_series(1, "
        + rows
        + ") i";
  }

  static @Nullable Object[] row(int number, Random random, List<@Nullable ColumnRule> rules) {
    @Nullable Object[] row = new Object[rules.size()];
    for (int i = 0; i < row.length; i++) {
      ColumnRule rule = java.util.Objects.requireNonNull(rules.get(i));
      row[i] = random.nextInt(20) == 0 ? null : value(rule, number, i, random);
    }
    return row;
  }

  private static Object value(ColumnRule rule, int number, int column, Random random) {
    return switch (rule.kind()) {
      case TEXT -> TEXTS[column % TEXTS.length] + (column % 3 == 0 ? number : "");
      case NUMBER ->
          column % 2 == 0 ? (Object) (long) number : BigDecimal.valueOf(random.nextInt(), 3);
      case LOCAL ->
          LocalDateTime.of(2026, 1 + number % 12, 1 + number % 28, 8, number % 60, 3, 17_000);
      case INSTANT ->
          OffsetDateTime.of(
              2026, 1 + number % 12, 1 + number % 28, 8, 1, 3, 17_000, ZoneOffset.ofHours(8));
      default -> throw new IllegalStateException("no sample of " + rule.kind());
    };
  }
}

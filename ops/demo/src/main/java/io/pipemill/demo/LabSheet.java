package io.pipemill.demo;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A laboratory's export as its program writes it: CSV, one row for each determination. */
final class LabSheet {
  static final List<String> HEADER =
      List.of(
          "化验室", "化验单号", "样品号", "状态", "取样时间", "取样人", "取样点", "单位代码", "单位名称", "罐号", "油品", "化验时间",
          "化验员", "平行号", "质量含水", "体积含水", "含水单位", "密度", "密度单位", "密度温度", "硫含量", "结论", "允许含水", "考核基准",
          "考核单位", "备注");
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final StringBuilder text = new StringBuilder();

  LabSheet() {
    this(HEADER);
  }

  LabSheet(List<String> header) {
    text.append(String.join(",", header)).append("\r\n");
  }

  /** One finding: what all of its rows say, and the rows. */
  static final class Finding {
    private final Map<String, String> head;
    private final List<Map<String, String>> rows = new ArrayList<>();

    Finding(Map<String, String> head) {
      this.head = new LinkedHashMap<>(head);
    }

    Finding put(String column, String value) {
      head.put(column, value);
      return this;
    }

    /** Adds a determination, or the mean. */
    Finding row(String number, String basis, String water, String unit) {
      rows.add(new LinkedHashMap<>(Map.of("平行号", number, basis, water, "含水单位", unit)));
      return this;
    }

    /** Puts something into one of the rows. */
    Finding put(int row, String column, String value) {
      rows.get(row).put(column, value);
      return this;
    }

    /** Writes the figures of a column with the wide digits of a Chinese keyboard. */
    void widen(String column) {
      for (Map<String, String> row : rows) {
        row.computeIfPresent(
            column,
            (name, figure) ->
                figure
                    .chars()
                    .mapToObj(c -> String.valueOf((char) (c + ('０' - '0'))))
                    .collect(Collectors.joining()));
      }
    }

    String head(String column) {
      return head.getOrDefault(column, "");
    }
  }

  void add(Finding finding) {
    for (Map<String, String> row : finding.rows) {
      List<String> cells = new ArrayList<>();
      for (String column : HEADER) {
        cells.add(quoted(row.getOrDefault(column, finding.head(column))));
      }
      text.append(String.join(",", cells)).append("\r\n");
    }
  }

  private static String quoted(String cell) {
    return cell.contains(",") || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  byte[] bytes() {
    return text.toString().getBytes(GB18030);
  }

  byte[] inUtf8() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}

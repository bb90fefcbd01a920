package io.pipemill.adapter.jdbc.inbound;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of an arrival: {@code RETAIL_ORDER/ORDER_NO=R-1001}, with several columns {@code
 * T/A=1,B=2}. A comma or backslash in a value stands behind a backslash, so that the values can be
 * read back.
 */
final class KeyText {
  private final String table;
  private final List<String> columns;

  KeyText(String table, List<String> columns) {
    this.table = table;
    this.columns = columns;
  }

  String of(List<String> values) {
    StringBuilder text = new StringBuilder(table).append('/');
    for (int i = 0; i < columns.size(); i++) {
      text.append(i == 0 ? "" : ",").append(columns.get(i)).append('=');
      String value = values.get(i);
      for (int c = 0; c < value.length(); c++) {
        char letter = value.charAt(c);
        if (letter == ',' || letter == '\\') {
          text.append('\\');
        }
        text.append(letter);
      }
    }
    return text.toString();
  }

  /** The values of a key of this table; null if it is the key of something else. */
  @Nullable List<String> parse(String key) {
    if (!key.startsWith(table + "/")) {
      return null;
    }
    List<String> values = new ArrayList<>();
    int at = table.length() + 1;
    for (String column : columns) {
      String head = (values.isEmpty() ? "" : ",") + column + "=";
      if (!key.startsWith(head, at)) {
        return null;
      }
      at += head.length();
      StringBuilder value = new StringBuilder();
      while (at < key.length() && key.charAt(at) != ',') {
        if (key.charAt(at) == '\\' && at + 1 < key.length()) {
          at++;
        }
        value.append(key.charAt(at++));
      }
      values.add(value.toString());
    }
    return at == key.length() ? values : null;
  }
}

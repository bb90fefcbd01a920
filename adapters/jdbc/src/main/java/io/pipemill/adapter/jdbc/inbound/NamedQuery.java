package io.pipemill.adapter.jdbc.inbound;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A query as a mapping writes it, with parameters by name: {@code :ORDER_NO} is that column of the
 * record above. What stands in quotes or in a comment, and casts ({@code ::date}), are left alone.
 *
 * @param parts of the text, around the parameters
 * @param names of the parameters, one fewer than parts; a name may stand several times
 */
record NamedQuery(List<String> parts, List<String> names) {

  static NamedQuery of(String text) {
    String sql = withoutEnd(text.strip());
    List<String> parts = new ArrayList<>();
    List<String> names = new ArrayList<>();
    int from = 0;
    int at = 0;
    while (at < sql.length()) {
      int end = skipped(sql, at);
      if (end > at) {
        at = end;
      } else if (sql.charAt(at) == ':' && name(sql, at + 1) > at + 1) {
        int after = name(sql, at + 1);
        parts.add(sql.substring(from, at));
        names.add(sql.substring(at + 1, after));
        from = after;
        at = after;
      } else {
        at++;
      }
    }
    parts.add(sql.substring(from));
    return new NamedQuery(List.copyOf(parts), List.copyOf(names));
  }

  /** Without the semicolon that ends it, and comments behind that. */
  private static String withoutEnd(String sql) {
    int at = 0;
    while (at < sql.length()) {
      int end = skipped(sql, at);
      if (end == at && sql.charAt(at) == ';' && nothing(sql, at + 1)) {
        return sql.substring(0, at).strip();
      }
      at = Math.max(end, at + 1);
    }
    return sql;
  }

  private static boolean nothing(String sql, int from) {
    int at = from;
    while (at < sql.length()) {
      boolean comment = sql.startsWith("--", at) || sql.startsWith("/*", at);
      if (!comment && sql.charAt(at) != ';' && !Character.isWhitespace(sql.charAt(at))) {
        return false;
      }
      at = comment ? skipped(sql, at) : at + 1;
    }
    return true;
  }

  /** The end of what is no place for a parameter: quoted, a comment, a cast; else the start. */
  private static int skipped(String sql, int at) {
    char c = sql.charAt(at);
    if (c == '\'' || c == '"') {
      return behind(sql, String.valueOf(c), at + 1);
    }
    if (sql.startsWith("--", at)) {
      return behind(sql, "\n", at + 2);
    }
    if (sql.startsWith("/*", at)) {
      return behind(sql, "*/", at + 2);
    }
    return sql.startsWith("::", at) ? at + 2 : at;
  }

  private static int behind(String sql, String end, int from) {
    int found = sql.indexOf(end, from);
    return found < 0 ? sql.length() : found + end.length();
  }

  private static int name(String sql, int from) {
    int end = from;
    while (end < sql.length()
        && (Character.isLetter(sql.charAt(end))
            || sql.charAt(end) == '_'
            || end > from && Character.isDigit(sql.charAt(end)))) {
      end++;
    }
    return end;
  }

  /** Each parameter once, in the order of the text. */
  List<String> parameters() {
    return names.stream().distinct().toList();
  }

  /** The text with something in the place of each parameter. */
  String with(UnaryOperator<String> parameter) {
    StringBuilder text = new StringBuilder(parts.get(0));
    for (int i = 0; i < names.size(); i++) {
      text.append(parameter.apply(names.get(i))).append(parts.get(i + 1));
    }
    return text.toString();
  }
}

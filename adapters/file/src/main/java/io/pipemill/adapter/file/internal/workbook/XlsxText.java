package io.pipemill.adapter.file.internal.workbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts of an .xlsx file, in which characters that XML cannot carry stand as {@code _x000D_}. */
final class XlsxText {
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private XlsxText() {}

  static String decoded(StringBuilder text) {
    if (text.indexOf("_x") < 0) {
      return text.toString();
    }
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}

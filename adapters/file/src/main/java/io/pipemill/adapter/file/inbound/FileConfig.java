package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.file.internal.Encodings;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Settings of a file source.
 *
 * @param system id, and name of its folders
 * @param format csv or xml
 * @param pattern glob for file names, without regard to case
 * @param settle how long a file must not have changed before it is taken
 * @param encoding of CSV without a byte order mark; XML says its own
 * @param delimiter between columns
 * @param quote around columns
 * @param header whether the first row has the names
 * @param columns the names, where the file has none
 * @param maxBytes largest file
 * @param maxRecordBytes largest record, and largest field
 * @param openChars characters of rows kept while the rest of their documents is awaited
 */
record FileConfig(
    String system,
    String format,
    String pattern,
    Duration settle,
    Charset encoding,
    char delimiter,
    char quote,
    boolean header,
    List<String> columns,
    long maxBytes,
    int maxRecordBytes,
    int openChars) {

  private static final int MIB = 1024 * 1024;

  static FileConfig parse(SourceRequest request, List<String> problems) {
    Settings file = request.settings();
    Settings source = request.source();
    String format = file.choice("format", "csv", List.of("csv", "xml"));
    String pattern = file.text("pattern", "*");
    boolean header = file.flag("header", true);
    List<String> columns = source.list("columns");
    if (!header && columns.isEmpty() && format.equals("csv")) {
      problems.add(
          source.place() + ".columns: missing, expected the names of a file without a header");
    }
    return new FileConfig(
        request.system(),
        format,
        source.text("pattern", pattern),
        file.duration("settle", Duration.ofSeconds(1)),
        encoding(file, problems),
        character(file, "delimiter", ",", problems),
        character(file, "quote", "\"", problems),
        header,
        columns,
        megabytes(file, "maxMegabytes", format.equals("xml") ? 64 : 4_096, problems),
        file.integer("maxRecordMegabytes", 8, 1, 512) * MIB,
        32 * MIB);
  }

  /** {@code maxBytes} in bytes, or a rounder number. */
  private static long megabytes(Settings file, String key, int fallback, List<String> problems) {
    long megabytes = file.integer(key, fallback, 1, 1_000_000);
    String bytes = file.text("maxBytes");
    if (bytes == null) {
      return megabytes * MIB;
    }
    try {
      long exact = Long.parseLong(bytes.trim());
      if (exact > 0) {
        return exact;
      }
    } catch (NumberFormatException e) {
      // reported below
    }
    problems.add(file.place() + ".maxBytes: found " + bytes + ", expected a whole number above 0");
    return megabytes * MIB;
  }

  private static Charset encoding(Settings file, List<String> problems) {
    String name = file.text("encoding", "UTF-8");
    try {
      return Encodings.named(name);
    } catch (IllegalArgumentException e) {
      problems.add(
          file.place()
              + ".encoding: found "
              + name
              + ", expected a character set such as UTF-8, GB18030, UTF-16LE or windows-1252");
      return StandardCharsets.UTF_8;
    }
  }

  private static char character(Settings file, String key, String fallback, List<String> problems) {
    String text = file.text(key, fallback);
    String one = text.equals("\\t") || text.equals("tab") ? "\t" : text;
    if (one.length() != 1) {
      problems.add(file.place() + "." + key + ": found " + text + ", expected one character");
      return fallback.charAt(0);
    }
    return one.charAt(0);
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.file.internal.Encodings;
import io.pipemill.adapter.file.internal.workbook.Workbook.DateSystem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a file source.
 *
 * @param system id, and name of its folders
 * @param format csv, xml, excel, dbf or fixed
 * @param pattern glob for file names, without regard to case
 * @param settle how long a file must not have changed before it is taken
 * @param encoding of CSV without a byte order mark; XML says its own
 * @param delimiter between columns
 * @param quote around columns
 * @param header whether the first row has the names
 * @param columns the names, where the file has none
 * @param nullWords texts of cells that mean that there is nothing
 * @param dates calendar of the serial numbers of dates
 * @param parts files that make one source together; null if each file is one
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
    List<String> nullWords,
    DateSystem dates,
    @Nullable FileParts parts,
    long maxBytes,
    int maxRecordBytes,
    int openChars) {

  private static final int MIB = 1024 * 1024;
  private static final List<String> FORMATS = List.of("csv", "xml", "excel", "dbf", "fixed");
  private static final List<String> OF_SOME_FORMATS =
      List.of(
          "delimiter",
          "quote",
          "header",
          "nullWords",
          "dateSystem",
          "memoWait",
          "widths",
          "lineLength",
          "shortLines");

  static FileConfig parse(SourceRequest request, List<String> problems) {
    Settings file = request.settings();
    Settings source = request.source();
    String usual = file.choice("format", "csv", FORMATS);
    String format = source.choice("format", usual, FORMATS);
    if (source.has("format")) {
      // a system with files of several formats: what is said for one is nothing to the others
      OF_SOME_FORMATS.forEach(file::has);
    }
    boolean excel = format.equals("excel");
    boolean typed = excel || format.equals("dbf") || format.equals("fixed");
    String pattern = file.text("pattern", "*");
    boolean header = typed || file.flag("header", true);
    List<String> columns = typed ? List.of() : source.list("columns");
    if (!header && columns.isEmpty() && format.equals("csv")) {
      problems.add(
          source.place() + ".columns: missing, expected the names of a file without a header");
    }
    FileParts parts = FileParts.parse(source, problems);
    if (parts != null && source.has("pattern")) {
      problems.add(source.place() + ": found pattern and files, expected one of them");
    }
    return new FileConfig(
        request.system(),
        format,
        parts == null ? source.text("pattern", pattern) : parts.pattern(),
        file.duration("settle", Duration.ofSeconds(1)),
        excel ? StandardCharsets.UTF_8 : encoding(file, problems),
        typed ? ',' : character(file, "delimiter", ",", problems),
        typed ? '"' : character(file, "quote", "\"", problems),
        header,
        columns,
        excel ? file.list("nullWords") : List.of(),
        excel ? dates(file) : DateSystem.AS_STATED,
        parts,
        megabytes(file, "maxMegabytes", excel || format.equals("xml") ? 64 : 4_096, problems),
        file.integer("maxRecordMegabytes", 8, 1, 512) * MIB,
        32 * MIB);
  }

  private static DateSystem dates(Settings file) {
    return switch (file.choice("dateSystem", "workbook", List.of("workbook", "1900", "1904"))) {
      case "1900" -> DateSystem.FROM_1900;
      case "1904" -> DateSystem.FROM_1904;
      default -> DateSystem.AS_STATED;
    };
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

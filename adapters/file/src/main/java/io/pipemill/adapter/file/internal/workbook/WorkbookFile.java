package io.pipemill.adapter.file.internal.workbook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.poi.poifs.filesystem.FileMagic;

/** Tells by its first bytes what a file is. */
final class WorkbookFile {
  private static final int HEAD = 512;

  private WorkbookFile() {}

  static Workbook open(Path file, Workbook.Options options) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      head = in.readNBytes(HEAD);
    }
    FileMagic magic = FileMagic.valueOf(head);
    return switch (magic) {
      case OOXML -> XlsxWorkbook.open(file, options);
      case OLE2 -> XlsWorkbook.open(file, options);
      case BIFF2, BIFF3, BIFF4 ->
          throw Damage.none(
              "a workbook of Excel 4 or older", "save it with Excel as .xlsx and drop it again");
      default -> throw other(magic, head);
    };
  }

  private static IOException other(FileMagic magic, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    String start = text.stripLeading().toLowerCase(Locale.ROOT);
    if (start.startsWith("<html") || start.startsWith("<!doctype") || start.startsWith("<table")) {
      return Damage.none(
          "a web page",
          "the file is a web page that some program named like a workbook: open it with Excel, save"
              + " it as .xlsx and drop it again");
    }
    if (magic == FileMagic.XML || start.startsWith("<?xml")) {
      return Damage.none(
          "XML", "the file is XML, not a workbook: save it with Excel as .xlsx and drop it again");
    }
    if (magic == FileMagic.UNKNOWN && text.chars().noneMatch(c -> c < 9)) {
      return Damage.none(
          "text",
          "the file is text, not a workbook: a renamed CSV file belongs to a system with"
              + " 'format: csv', or is saved with Excel as .xlsx");
    }
    return Damage.none(
        magic == FileMagic.UNKNOWN ? "something else" : magic.name(), "the file is no workbook");
  }
}

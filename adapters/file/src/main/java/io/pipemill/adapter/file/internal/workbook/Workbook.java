package io.pipemill.adapter.file.internal.workbook;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An Excel workbook of either format, open for reading. */
public interface Workbook extends Closeable {

  /**
   * Which calendar the serial numbers of dates follow; a workbook says so itself, some programs say
   * it wrongly.
   */
  enum DateSystem {
    AS_STATED,
    FROM_1900,
    FROM_1904
  }

  /**
   * @param dates the calendar of its dates
   * @param maxRowBytes largest row
   */
  record Options(DateSystem dates, int maxRowBytes) {}

  /**
   * Opens a file by what it is, whatever its name ends in.
   *
   * @throws UnreadableFileException if it is no workbook, encrypted, damaged or larger than it says
   */
  static Workbook open(Path file, Options options) throws IOException {
    return WorkbookFile.open(file, options);
  }

  /** Names of the sheets in their order; those that are only a chart are left out. */
  List<String> sheets();

  /** The rows of one of them. Several may be open at once. */
  SheetRows rows(String sheet) throws IOException;

  /** How its serial numbers become days. */
  SerialDates dates();
}

package io.pipemill.control.workbook;

import java.util.List;

/**
 * One table of the workbook, to be drawn as a worksheet or a section of a page.
 *
 * @param name short, for the tab
 * @param notes sentences above the table
 * @param none what stands there if there are no rows
 */
record Sheet(
    String name,
    String title,
    List<String> notes,
    List<Column> columns,
    List<Row> rows,
    String none) {

  /** How a row stands out. */
  enum Mark {
    NONE,
    ADDED,
    REMOVED,
    CHANGED,
    /** Required, and nothing fills it. */
    MISSING
  }

  /**
   * @param width in characters
   */
  record Column(String heading, int width, Look look) {}

  /** How a column is written. */
  enum Look {
    WORDS,
    /** Names and values out of files: letters of one width. */
    CODE
  }

  /**
   * @param section whether it heads the rows below it
   */
  record Row(Mark mark, boolean section, List<String> cells) {}
}

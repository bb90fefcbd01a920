package io.pipemill.control.workbook;

import io.pipemill.control.workbook.Sheet.Mark;

/**
 * What became of a row since the signed version.
 *
 * @param what in words; empty if nothing changed
 */
record Change(Mark mark, String what) {
  static final Change NONE = new Change(Mark.NONE, "");
}

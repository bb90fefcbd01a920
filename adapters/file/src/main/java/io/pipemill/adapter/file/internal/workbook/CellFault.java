package io.pipemill.adapter.file.internal.workbook;

/**
 * A cell that has no value where there should be one.
 *
 * @param text what stands in it: {@code #N/A}
 * @param calculated false for a formula that was never calculated
 */
public record CellFault(String text, boolean calculated) {
  static final CellFault NOT_CALCULATED = new CellFault("a formula", false);

  @Override
  public String toString() {
    return text;
  }
}

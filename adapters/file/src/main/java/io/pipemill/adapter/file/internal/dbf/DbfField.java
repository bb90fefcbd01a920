package io.pipemill.adapter.file.internal.dbf;

/**
 * A column of a table.
 *
 * @param name as its header has it
 * @param type letter: C, N, F, D, T, L, I, Y, B, M, V; others carry no value we read
 * @param offset of its first byte in a record, behind the deletion mark
 * @param length in bytes
 * @param decimals digits behind the point, of N and F
 * @param hidden a column of the system, not of the table's owner
 * @param binary its bytes are no text in the table's code page
 * @param nullBit place of its bit in the null flags; -1 if it cannot be null
 * @param lengthBit place of the bit that says whether a varying length stands in its last byte; -1
 *     if its length is fixed
 */
public record DbfField(
    String name,
    char type,
    int offset,
    int length,
    int decimals,
    boolean hidden,
    boolean binary,
    int nullBit,
    int lengthBit) {

  /** Whether its values stand in a file of their own. */
  boolean memo() {
    return type == 'M';
  }
}

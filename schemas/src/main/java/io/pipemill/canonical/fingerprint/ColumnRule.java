package io.pipemill.canonical.fingerprint;

/**
 * How a column is written before it is hashed. Both sides of a comparison must use the same rules.
 *
 * @param kind what the column holds
 * @param emptyIsNull whether an empty text or binary counts as NULL, as Oracle has it
 * @param trim whether blanks (U+0020) at the end do not count; always so for CHAR columns
 * @param nfc whether texts are brought to Unicode form NFC first
 * @param foldDigits whether full-width digits (U+FF10 to U+FF19) count as the ASCII ones
 * @param places of {@link ColumnKind#FLOAT}: digits behind the point that count, half away from
 *     zero
 */
public record ColumnRule(
    ColumnKind kind,
    boolean emptyIsNull,
    boolean trim,
    boolean nfc,
    boolean foldDigits,
    int places) {

  /**
   * @throws IllegalArgumentException if places are given for another kind, or out of 0 to 15
   */
  public ColumnRule {
    if (kind == ColumnKind.FLOAT ? places < 0 || places > 15 : places != 0) {
      throw new IllegalArgumentException(
          "places of a "
              + kind
              + " column: found "
              + places
              + ", expected 0 to 15 and only for FLOAT");
    }
  }

  /** The rule of a kind without options: texts in NFC, all blanks count, '' is not NULL. */
  public static ColumnRule of(ColumnKind kind) {
    return new ColumnRule(kind, false, false, true, false, 0);
  }

  public ColumnRule withEmptyIsNull() {
    return new ColumnRule(kind, true, trim, nfc, foldDigits, places);
  }

  public ColumnRule withTrim() {
    return new ColumnRule(kind, emptyIsNull, true, nfc, foldDigits, places);
  }

  /** Texts as they are stored, in whatever Unicode form. */
  public ColumnRule asStored() {
    return new ColumnRule(kind, emptyIsNull, trim, false, foldDigits, places);
  }

  public ColumnRule withFoldDigits() {
    return new ColumnRule(kind, emptyIsNull, trim, nfc, true, places);
  }

  /** A column of floating point, rounded. */
  public static ColumnRule rounded(int places) {
    return new ColumnRule(ColumnKind.FLOAT, false, false, true, false, places);
  }
}

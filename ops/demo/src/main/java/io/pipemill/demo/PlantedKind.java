package io.pipemill.demo;

/** The errors and oddities that the samples contain, each with where it has to end. */
public enum PlantedKind {
  UNKNOWN_CUSTOMER(Outcome.REJECTED),
  UNKNOWN_PRODUCT(Outcome.REJECTED),
  /** Customer or item unknown where the policy is hold. */
  MASTER_NOT_THERE_YET(Outcome.HELD),
  NEGATIVE_QUANTITY(Outcome.REJECTED),
  ZERO_QUANTITY(Outcome.REJECTED),
  NO_LINES(Outcome.REJECTED),
  MISSING_DATE(Outcome.REJECTED),
  /** 30 February. */
  IMPOSSIBLE_DATE(Outcome.REJECTED),
  UNKNOWN_CURRENCY(Outcome.REJECTED),
  UNKNOWN_CODE(Outcome.REJECTED),
  TEXT_TOO_LONG(Outcome.REJECTED),
  NOT_A_NUMBER(Outcome.REJECTED),
  BROKEN_FILE(Outcome.REJECTED),
  /** A text file named like a workbook. */
  RENAMED_FILE(Outcome.REJECTED),
  /** A workbook in which someone has renamed a column. */
  WRONG_TEMPLATE(Outcome.REJECTED),
  /** A workbook in ten thousands of tonnes instead of tonnes. */
  WRONG_UNIT(Outcome.REJECTED),
  /** A file in UTF-8 where GB18030 is agreed. */
  WRONG_ENCODING(Outcome.REJECTED),
  /** A limit of the water cut that does not say whether it is one of the mass or of the volume. */
  MISSING_BASIS(Outcome.REJECTED),
  /** A finding with the water cut by mass and by volume. */
  TWO_BASES(Outcome.REJECTED),
  /** A stated mean that is none of its determinations. */
  WRONG_MEAN(Outcome.REJECTED),
  /** A density or volume without its temperature. */
  MISSING_TEMPERATURE(Outcome.REJECTED),
  UNKNOWN_UNIT(Outcome.REJECTED),
  /** A table whose memo file did not come. */
  MISSING_PART(Outcome.REJECTED),
  /** Asterisks, where a table's number did not fit its column. */
  NUMBER_OVERFLOW(Outcome.REJECTED),
  /** A text that filled its column and lost half of its last character. */
  CUT_CHARACTER(Outcome.REJECTED),
  /** A dispute without the quantity of the other side. */
  ONE_SIDED_DISPUTE(Outcome.REJECTED),
  MISSING_SIGNATURE(Outcome.REJECTED),
  /** Rows of one document that say different things of it. */
  CONTRADICTION(Outcome.REJECTED),
  /** A trailer that counts lines that are not there. */
  WRONG_COUNT(Outcome.REJECTED),
  /** A total of a trailer or sheet that is not the sum of what is above it. */
  WRONG_TOTAL(Outcome.REJECTED),
  SHORT_LINE(Outcome.REJECTED),
  /** A workbook with a heading of a month that there is not. */
  WRONG_MONTH(Outcome.REJECTED),
  /** A file whose name ends in .xml and whose content is an entity bomb. */
  HOSTILE_FILE(Outcome.REJECTED),
  /** Saved again without a change. */
  RESAVED(Outcome.FILTERED),
  /** The same bytes under another name. */
  SAME_FILE_TWICE(Outcome.FILTERED),
  DRAFT(Outcome.FILTERED),
  /** A row of a table that is marked as deleted. */
  DELETED_ROW(Outcome.FILTERED),
  NOT_APPROVED(Outcome.FILTERED),
  FRAMEWORK_CONTRACT(Outcome.FILTERED),
  /** The stated total is not the sum of the lines: carried as stated. */
  AMOUNT_MISMATCH(Outcome.DELIVERED),
  /** A name whose GBK bytes were once read as Latin-1: ugly, but what the source says. */
  GARBLED_NAME(Outcome.DELIVERED),
  /** Characters outside of the basic plane, in a name. */
  RARE_CHARACTERS(Outcome.DELIVERED),
  /** ０．４５ where others write 0.45. */
  FULL_WIDTH_DIGITS(Outcome.DELIVERED),
  /** {@code <0.03} or a trace: words, not a number, and not zero. */
  BELOW_DETECTION(Outcome.DELIVERED),
  /** A density in degrees API at 60 °F among densities at 20 °C. */
  API_GRAVITY(Outcome.DELIVERED),
  CANCELLED(Outcome.DELIVERED),
  CHANGED(Outcome.DELIVERED);

  private final Outcome outcome;

  PlantedKind(Outcome outcome) {
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }

  /** Whether it counts as an error that has to be found (rejected or held). */
  public boolean isError() {
    return outcome == Outcome.REJECTED || outcome == Outcome.HELD;
  }
}

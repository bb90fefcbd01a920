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
  /** A workbook with a heading of a month that there is not. */
  WRONG_MONTH(Outcome.REJECTED),
  /** A total that is not the sum of the rows above: told, and the rows pass. */
  WRONG_TOTAL(Outcome.REJECTED),
  /** A file whose name ends in .xml and whose content is an entity bomb. */
  HOSTILE_FILE(Outcome.REJECTED),
  /** Saved again without a change. */
  RESAVED(Outcome.FILTERED),
  /** The same bytes under another name. */
  SAME_FILE_TWICE(Outcome.FILTERED),
  DRAFT(Outcome.FILTERED),
  NOT_APPROVED(Outcome.FILTERED),
  FRAMEWORK_CONTRACT(Outcome.FILTERED),
  /** The stated total is not the sum of the lines: carried as stated. */
  AMOUNT_MISMATCH(Outcome.DELIVERED),
  /** A name whose GBK bytes were once read as Latin-1: ugly, but what the source says. */
  GARBLED_NAME(Outcome.DELIVERED),
  /** Characters outside of the basic plane, in a name. */
  RARE_CHARACTERS(Outcome.DELIVERED),
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

package io.pipemill.reconciliation.fingerprint;

/** Why a column has no expression, a weaker one, or what an exact one rests on. */
public enum Remark {
  /** Refused: engines write floating point with other digits; {@code round=n} compares rounded. */
  FLOATING_POINT(Exactness.REFUSED),
  /** Refused: JSON, XML, arrays, intervals and the like have no text that engines agree on. */
  NO_CANONICAL_TEXT(Exactness.REFUSED),
  /** Refused: Oracle hashes no LOB and no LONG. */
  LARGE_OBJECT(Exactness.REFUSED),
  /** Refused: the text of PostgreSQL's money follows the server's language. */
  SERVER_LANGUAGE(Exactness.REFUSED),
  /** Refused: a row version is made by its engine and never equal elsewhere. */
  ROW_VERSION(Exactness.REFUSED),
  /** Refused: a type that is not known. */
  UNKNOWN_TYPE(Exactness.REFUSED),
  /** Refused: an option that the type cannot have. */
  OPTION_DOES_NOT_FIT(Exactness.REFUSED),
  /**
   * Weaker: values that differ behind the rounded place count as equal, on both sides of it not.
   */
  ROUNDED(Exactness.WEAKER),
  /**
   * Weaker: SQL Server cannot normalize; the same text in another Unicode form counts as different.
   */
  NOT_NORMALIZED(Exactness.WEAKER),
  /** Weaker: Oracle writes numbers of more than 63 characters with an exponent: they differ. */
  LONG_NUMBERS(Exactness.WEAKER),
  /** Rests on the database's character set being UTF-8. */
  UTF8_DATABASE(Exactness.EXACT),
  /** Rests on UTF-8 collations, SQL Server 2019 and later. */
  UTF8_COLLATION(Exactness.EXACT),
  /** Values of more than 3,990 bytes stop the statement with ORA-01489; none is hashed wrongly. */
  LIMIT_OF_TEXT(Exactness.EXACT),
  /**
   * Oracle has no empty value: without {@code empty-is-null}, one on the other side is different.
   */
  EMPTY_IS_NULL(Exactness.EXACT),
  /** Milliseconds of SQL Server's datetime, as its driver gives them. */
  MILLISECONDS(Exactness.EXACT);

  private final Exactness exactness;

  Remark(Exactness exactness) {
    this.exactness = exactness;
  }

  /** What the remark makes of a column. */
  public Exactness exactness() {
    return exactness;
  }
}

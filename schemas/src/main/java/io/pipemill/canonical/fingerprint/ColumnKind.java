package io.pipemill.canonical.fingerprint;

/** What a column holds, whatever its engine calls the type. Kinds of two sides must be the same. */
public enum ColumnKind {
  /** {@link String}. */
  TEXT,
  /**
   * {@link java.math.BigDecimal}, {@link java.math.BigInteger}, {@link Long} and shorter, {@link
   * Boolean} as 1 and 0; {@link Double} only for NaN and the infinities that a decimal column of
   * PostgreSQL may hold.
   */
  NUMBER,
  /** {@link Double} or {@link Float}, rounded to some places: not exact, see {@link ColumnRule}. */
  FLOAT,
  /** {@link java.time.LocalDateTime}, or {@link java.time.LocalDate} as its midnight. */
  LOCAL,
  /** {@link java.time.Instant}, {@link java.time.OffsetDateTime}, ZonedDateTime. */
  INSTANT,
  /** {@link java.time.LocalTime}. */
  TIME,
  /** {@code byte[]}. */
  BINARY,
  /** {@link java.util.UUID}, or its 16 bytes. */
  UUID
}

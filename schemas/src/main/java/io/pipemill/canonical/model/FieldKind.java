package io.pipemill.canonical.model;

/** What a field of a canonical document holds, and so which Java type its value has. */
public enum FieldKind {
  /** A nested object: has children, value is a generated JAXB class. */
  GROUP,
  /**
   * A repeating group (wrapper element in XML): has children, value is a {@code List} of generated
   * objects.
   */
  LIST,
  /** {@link String}. */
  TEXT,
  /** {@link String} out of an enumeration. */
  CODE,
  /** {@link java.math.BigDecimal}. */
  DECIMAL,
  /** {@link Long}. */
  INTEGER,
  /** {@link Boolean}. */
  BOOLEAN,
  /** {@link java.time.LocalDate}: a business day, without zone. */
  DATE,
  /** {@link java.time.Instant}. */
  INSTANT,
  /**
   * Number with unit: {@code io.pipemill.canonical.types.v1.Quantity}; children value, unit,
   * scheme.
   */
  QUANTITY,
  /**
   * Number with currency: {@code io.pipemill.canonical.types.v1.Money}; children value, currency.
   */
  MONEY,
  /**
   * Money per unit: {@code io.pipemill.canonical.types.v1.UnitPrice}; children value, currency,
   * per, base.
   */
  UNIT_PRICE
}

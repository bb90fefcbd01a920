package io.pipemill.rules;

import io.pipemill.canonical.model.DocumentType;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What is at stake with a document while it waits: its money and its tonnes.
 *
 * @param money by ISO 4217 currency, in the order of the codes: the document's worth as its schema
 *     names it, else the sum of the amounts of its lines (price adjustments do not count); empty if
 *     it states neither
 * @param tonnes the quantity its schema names, else the sum of all its quantities, as far as they
 *     are masses, in t; zero if there are none
 */
public record AtRisk(Map<String, BigDecimal> money, BigDecimal tonnes) {

  /** Measures one document; for many of a type, compile a {@link #measure} once. */
  public static AtRisk of(DocumentType type, Object document) {
    return measure(type).of(document);
  }

  /** Compiles the measure of a document type. */
  public static Measure measure(DocumentType type) {
    return new Measure(type);
  }
}

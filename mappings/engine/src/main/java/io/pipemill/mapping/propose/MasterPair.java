package io.pipemill.mapping.propose;

import java.math.BigDecimal;

/**
 * Two records of different systems that are probably the same firm or thing.
 *
 * @param a of the system that comes first by name
 * @param score from 0 to 1 (certain), two decimals
 * @param reason {@link #TAX_NUMBER} or {@link #NAME}
 */
public record MasterPair(MasterRecord a, MasterRecord b, BigDecimal score, String reason) {
  public static final String TAX_NUMBER = "tax-number";
  public static final String NAME = "name";
}

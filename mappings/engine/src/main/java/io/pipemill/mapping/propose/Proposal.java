package io.pipemill.mapping.propose;

import java.math.BigDecimal;

/**
 * What a value may mean.
 *
 * @param code the code proposed
 * @param score how alike, from 0 to 1 (the same), two decimals
 * @param like the code, word or name of the list it is like
 */
public record Proposal(String code, BigDecimal score, String like) {}

package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The limits an XSD sets to a simple value.
 *
 * @param patterns one entry per restriction step; a value must match all of them
 * @param minimum inclusive
 * @param maximum inclusive
 * @param above exclusive lower bound
 * @param below exclusive upper bound
 * @param earliest lower bound of a date or instant, inclusive, as written
 * @param latest upper bound of a date or instant, inclusive, as written
 */
record Facets(
    Set<String> codes,
    @Nullable Integer minLength,
    @Nullable Integer maxLength,
    List<String> patterns,
    @Nullable Integer totalDigits,
    @Nullable Integer fractionDigits,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    @Nullable BigDecimal above,
    @Nullable BigDecimal below,
    @Nullable String earliest,
    @Nullable String latest) {

  static final Facets NONE =
      new Facets(Set.of(), null, null, List.of(), null, null, null, null, null, null, null, null);
}

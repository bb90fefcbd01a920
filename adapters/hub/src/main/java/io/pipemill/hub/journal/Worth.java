package io.pipemill.hub.journal;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake with one document.
 *
 * @param money amount in {@code currency}; null if the document names none
 * @param currency ISO 4217
 * @param tonnes sum of all quantities that are masses; null if there are none
 */
public record Worth(
    @Nullable BigDecimal money, @Nullable String currency, @Nullable BigDecimal tonnes) {
  public static final Worth NONE = new Worth(null, null, null);
}

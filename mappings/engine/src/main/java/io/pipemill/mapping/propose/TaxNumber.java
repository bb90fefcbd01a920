package io.pipemill.mapping.propose;

import java.text.Normalizer;
import java.util.Locale;

/** Tax numbers of firms, old and new ones made comparable. */
final class TaxNumber {
  private static final int UNIFIED = 18;
  private static final int OLD = 15;
  private static final int FEWEST_CHARACTERS = 3;

  private TaxNumber() {}

  /**
   * What two numbers of the same firm have in common: of a unified social credit code (18
   * characters) and of the tax number before it (15) the organization code inside; of others all.
   * Empty if there is none, or one that was only typed to fill the field.
   */
  static String key(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z0-9]", "");
    if (plain.chars().distinct().count() < FEWEST_CHARACTERS) {
      return "";
    }
    return switch (plain.length()) {
      case UNIFIED -> "organization " + plain.substring(8, 17);
      case OLD -> "organization " + plain.substring(6, 15);
      default -> plain;
    };
  }
}

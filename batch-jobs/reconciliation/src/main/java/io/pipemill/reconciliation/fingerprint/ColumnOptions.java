package io.pipemill.reconciliation.fingerprint;

import java.util.List;

/**
 * What is asked of a column beyond its type.
 *
 * @param emptyIsNull an empty text or binary counts as NULL
 * @param trim blanks at the end do not count
 * @param asStored texts in whatever Unicode form
 * @param foldDigits full-width digits count as ASCII ones
 * @param uuid RAW(16) of Oracle holds UUIDs
 * @param round places a floating-point column is rounded to; -1 for not asked
 */
public record ColumnOptions(
    boolean emptyIsNull,
    boolean trim,
    boolean asStored,
    boolean foldDigits,
    boolean uuid,
    int round) {
  /** Their words, as commands take them. */
  public static final List<String> WORDS =
      List.of("empty-is-null", "trim", "as-stored", "fold-digits", "uuid", "round=n");

  /** None of them. */
  public static final ColumnOptions NONE = of(List.of());

  /**
   * The options of words.
   *
   * @throws IllegalArgumentException for an unknown word; the message is the word
   */
  public static ColumnOptions of(List<String> words) {
    int round = -1;
    for (String word : words) {
      if (word.matches("round=([0-9]|1[0-5])")) {
        round = Integer.parseInt(word.substring("round=".length()));
      } else if (!WORDS.contains(word) || word.equals("round=n")) {
        throw new IllegalArgumentException(word);
      }
    }
    return new ColumnOptions(
        words.contains("empty-is-null"),
        words.contains("trim"),
        words.contains("as-stored"),
        words.contains("fold-digits"),
        words.contains("uuid"),
        round);
  }

  /** What either asks for; the rounding is this one's, if it asks for one. */
  ColumnOptions and(ColumnOptions other) {
    return new ColumnOptions(
        emptyIsNull || other.emptyIsNull,
        trim || other.trim,
        asStored || other.asStored,
        foldDigits || other.foldDigits,
        uuid || other.uuid,
        round < 0 ? other.round : round);
  }
}

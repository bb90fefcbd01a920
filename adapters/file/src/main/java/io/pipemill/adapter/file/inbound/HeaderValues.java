package io.pipemill.adapter.file.inbound;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Makes values of the texts of headings: a text, a number, or a day, which is the first of its
 * month or year where the pattern says no more.
 *
 * @param kind text, number, or the patterns as written
 * @param patterns of dates; empty for texts and numbers
 * @param span what a heading of dates stands for: a day, a month or a year
 */
record HeaderValues(String kind, List<DateTimeFormatter> patterns, Span span) {

  /** How many days a heading stands for. */
  enum Span {
    DAY,
    MONTH,
    YEAR
  }

  static final HeaderValues TEXT = new HeaderValues("text", List.of(), Span.DAY);

  /**
   * @param words {@code text}, {@code number}, or date patterns such as yyyy-MM
   */
  static HeaderValues parse(List<String> words, String place, List<String> problems) {
    if (words.isEmpty() || words.equals(List.of("text"))) {
      return TEXT;
    }
    if (words.equals(List.of("number"))) {
      return new HeaderValues("number", List.of(), Span.DAY);
    }
    List<DateTimeFormatter> patterns = new ArrayList<>();
    for (String word : words) {
      try {
        if (!word.contains("y") || word.equals("year")) {
          throw new IllegalArgumentException("a day needs its year");
        }
        // names of months as English and Chinese people write them
        for (Locale locale : List.of(Locale.ENGLISH, Locale.CHINA)) {
          patterns.add(
              new DateTimeFormatterBuilder()
                  .parseCaseInsensitive()
                  .appendPattern(word.replace("yyyy", "uuuu").replace("yy", "uu"))
                  .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
                  .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
                  .toFormatter(locale)
                  .withResolverStyle(ResolverStyle.STRICT));
        }
      } catch (IllegalArgumentException e) {
        problems.add(
            place
                + ": found "
                + word
                + ", expected text, number, or a date pattern with a year such as yyyy-MM, "
                + "yyyy年M月 or MMM-yy");
      }
    }
    String signs = String.join("", words);
    Span span = signs.contains("d") ? Span.DAY : signs.contains("M") ? Span.MONTH : Span.YEAR;
    return new HeaderValues(String.join(" or ", words), patterns, span);
  }

  boolean dated() {
    return !patterns.isEmpty();
  }

  /** The value; null if the text is none. */
  @Nullable Object read(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC).strip();
    if (kind.equals("text")) {
      return text;
    }
    if (kind.equals("number")) {
      return plain.matches("[-+]?\\d{1,18}(?:\\.\\d{1,9})?") ? new BigDecimal(plain) : null;
    }
    for (DateTimeFormatter pattern : patterns) {
      try {
        return first(LocalDate.parse(plain, pattern));
      } catch (DateTimeParseException e) {
        // the next one may fit
      }
    }
    try {
      // a cell that Excel shows as a date comes as one, whatever it looks like
      return first(LocalDate.parse(plain));
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  private LocalDate first(LocalDate day) {
    return switch (span) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
      case YEAR -> day.withDayOfYear(1);
    };
  }

  /** The last day of what a heading stands for. */
  LocalDate last(LocalDate first) {
    return switch (span) {
      case DAY -> first;
      case MONTH -> first.withDayOfMonth(first.lengthOfMonth());
      case YEAR -> first.withDayOfYear(first.lengthOfYear());
    };
  }
}

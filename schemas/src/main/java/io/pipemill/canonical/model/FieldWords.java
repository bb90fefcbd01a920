package io.pipemill.canonical.model;

import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/** Says in one language what a field holds. */
final class FieldWords {
  private static final String BUNDLE = "io.pipemill.canonical.texts";

  private final ResourceBundle texts;

  /**
   * @param language en or zh
   */
  FieldWords(String language) {
    // English stands in the bundle without language; the machine's own must not come before it
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            language.equals("en") ? Locale.ROOT : Locale.forLanguageTag(language),
            FieldWords.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  String text(String key, Object... arguments) {
    String text = texts.getString(key);
    return arguments.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(arguments);
  }

  /** What kind of value, and its limits. */
  List<String> limits(CompiledField field) {
    List<String> words = new ArrayList<>();
    words.add(text("kind." + field.kind));
    Facets facets = field.facets;
    add(words, "min.length", facets.minLength());
    add(words, "max.length", facets.maxLength());
    for (String pattern : facets.patterns()) {
      words.add(
          pattern.equals(TextPattern.CODE) ? text("limit.code") : text("limit.pattern", pattern));
    }
    add(words, "total", facets.totalDigits());
    add(words, "fraction", facets.fractionDigits());
    add(words, "minimum", facets.minimum());
    add(words, "maximum", facets.maximum());
    add(words, "above", facets.above());
    add(words, "below", facets.below());
    add(words, "earliest", facets.earliest());
    add(words, "latest", facets.latest());
    if (field.check instanceof ListCheck list) {
      add(words, "fewest", list.fewest() == 0 ? null : list.fewest());
      add(words, "most", list.most() < 0 ? null : list.most());
    }
    if (field.defaultValue != null) {
      words.add(text("page.default", field.defaultValue.toString()));
    }
    return words;
  }

  private void add(List<String> words, String limit, @Nullable Object value) {
    if (value != null) {
      words.add(text("limit." + limit, value.toString()));
    }
  }
}

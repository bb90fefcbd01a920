package io.pipemill.control.workbook;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts of a workbook in its language, which need not be the one of the command. */
final class Words {
  private static final String BUNDLE = "io.pipemill.control.workbook.texts";

  private final String language;
  private final ResourceBundle texts;

  private Words(String language) {
    this.language = language;
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * @param language en or zh
   */
  static Words of(String language) {
    return new Words(language);
  }

  String language() {
    return language;
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  String get(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
  }

  /** The text in this language, else the English one, else any. */
  String of(Map<String, String> byLanguage) {
    String english = byLanguage.getOrDefault("en", String.join("", byLanguage.values()));
    return byLanguage.getOrDefault(language, english);
  }
}

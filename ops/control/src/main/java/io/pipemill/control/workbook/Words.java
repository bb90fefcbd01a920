package io.pipemill.control.workbook;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;

/** The texts of a workbook or report in its language, which need not be the command's. */
public final class Words {
  private static final String BUNDLE = "io.pipemill.control.workbook.texts";

  private final String language;
  private final ResourceBundle texts;

  private Words(String bundle, String language) {
    this.language = language;
    this.texts =
        ResourceBundle.getBundle(
            bundle,
            language.equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ROOT,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /**
   * @param language en or zh
   */
  static Words of(String language) {
    return of(BUNDLE, language);
  }

  /**
   * @param bundle of the texts, English and Chinese
   * @param language en or zh
   */
  public static Words of(String bundle, String language) {
    return new Words(bundle, language);
  }

  public String language() {
    return language;
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  public String get(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), Locale.ROOT).format(arguments);
  }

  /** The text in this language, else the English one, else any. */
  String of(Map<String, String> byLanguage) {
    String english = byLanguage.getOrDefault("en", String.join("", byLanguage.values()));
    return byLanguage.getOrDefault(language, english);
  }
}

package io.pipemill.cli.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** Sentences and headings in the language of the command. */
public final class Texts {
  /** Name of the resource bundle; English and Chinese. */
  public static final String BUNDLE = "io.pipemill.cli.texts";

  private Texts() {}

  /** The text of a key with its arguments filled in; the key itself if there is none. */
  public static String of(String key, Object... arguments) {
    ResourceBundle bundle = ResourceBundle.getBundle(BUNDLE, Locale.getDefault());
    String text = bundle.containsKey(key) ? bundle.getString(key) : key;
    return arguments.length == 0 ? text : new MessageFormat(text, Locale.ROOT).format(arguments);
  }
}

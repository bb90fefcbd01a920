package io.pipemill.canonical.model;

import java.text.Normalizer;

/** Unicode form NFC, without work for texts that can only be in it already. */
public final class Nfc {
  private Nfc() {}

  /** The text in NFC; the same object where it was. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!alwaysNormal(text.charAt(i))) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
      }
    }
    return text;
  }

  /** Characters that stay as they are in NFC, whatever stands beside them. */
  static boolean alwaysNormal(char c) {
    return c < 0x300
        || (c >= 0x3400 && c <= 0x9FFF) // ideographs
        || (c >= 0x3000 && c <= 0x3029) // ideographic punctuation
        || (c >= 0xFF01 && c <= 0xFF9D); // full and half width forms
  }
}

package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * Undoes a wrong decoding: bytes of one character set that some program before us read as another,
 * {@code µË°²Æ½} for 邓安平. Strict: a text that holds Han characters or only ASCII is right already
 * and left alone; one whose bytes do not make clean text in the declared set is a problem, and so
 * is one that would get a single Chinese character inside of a Latin word: {@code Müller} was right
 * before. Thread-safe.
 */
public final class Repair {
  private final Charset read;
  private final Charset as;
  private final boolean keep;

  /**
   * @param read the single-byte character set the bytes were taken for
   * @param as what they are
   * @param keep whether a text that cannot be repaired goes on as it is
   */
  public Repair(Charset read, Charset as, boolean keep) {
    this.read = read;
    this.as = as;
    this.keep = keep;
  }

  /**
   * The repaired text; the same if there is nothing to repair.
   *
   * @throws ContentProblem MAP-121 if it is damaged in another way
   */
  public String apply(String text) {
    if (right(text)) {
      return text;
    }
    String repaired = decoded(text);
    if (repaired != null && clean(repaired) && !inAWord(repaired)) {
      return repaired;
    }
    if (keep) {
      return text;
    }
    throw new ContentProblem(
        "MAP-121",
        text,
        "holds no clean " + as.name() + " text that was read as " + read.name(),
        "ASCII, Chinese text, or " + as.name() + " bytes read as " + read.name());
  }

  private static boolean right(String text) {
    boolean ascii = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        ascii = false;
        // surrogates stand for rare Han; no single-byte set has them
        if (Character.isSurrogate(c)
            || c >= 0x2E80 && Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN) {
          return true;
        }
      }
    }
    return ascii;
  }

  private @Nullable String decoded(String text) {
    try {
      ByteBuffer bytes =
          read.newEncoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .encode(CharBuffer.wrap(text));
      return as.newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes)
          .toString();
    } catch (CharacterCodingException notThose) {
      return null;
    }
  }

  /** No control characters, nothing private, no replacement character. */
  private static boolean clean(String text) {
    return text.codePoints()
        .allMatch(
            c ->
                c != 0xFFFD
                    && Character.isDefined(c)
                    && Character.getType(c) != Character.PRIVATE_USE
                    && (!Character.isISOControl(c) || c == '\n' || c == '\r' || c == '\t'));
  }

  /** Whether a single foreign character stands between letters, or begins a word. */
  private static boolean inAWord(String text) {
    int last = text.length() - 1;
    for (int i = 0; i < last; i++) {
      boolean begins = i == 0;
      if (text.charAt(i) >= 0x80
          && (begins || letter(text.charAt(i - 1)))
          && letter(text.charAt(i + 1))
          && (!begins || text.charAt(i + 1) >= 'a')) {
        return true;
      }
    }
    return false;
  }

  private static boolean letter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  /** For {@code explain}. */
  public String describe() {
    return "repaired: " + as.name() + " that was read as " + read.name();
  }
}

package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.check.NearWord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A code through a list. */
public final class Recode implements Transform {
  /** What to do with a code that is not in the list. */
  public enum Unlisted {
    /** The record is wrong. */
    REJECT,
    /** The code goes on as it is. */
    KEEP,
    /** The value counts as absent, so that a default can stand in. */
    ABSENT
  }

  private final String name;
  private final Map<String, String> codes;
  private final Unlisted unlisted;

  public Recode(String name, Map<String, String> codes, Unlisted unlisted) {
    this.name = name;
    this.codes = codes;
    this.unlisted = unlisted;
  }

  @Override
  public @Nullable Object apply(Object value) {
    String code = Text.of(value);
    String found = codes.get(code);
    if (found != null) {
      return found;
    }
    return switch (unlisted) {
      case KEEP -> code;
      case ABSENT -> null;
      case REJECT ->
          throw new ContentProblem(
              "MAP-103",
              code,
              "is not in " + name + NearWord.hint(code, codes.keySet()),
              "one of "
                  + String.join(", ", codes.keySet().stream().sorted().limit(20).toList())
                  + (codes.size() > 20 ? ", …" : ""));
    };
  }

  @Override
  public String describe() {
    return name;
  }
}

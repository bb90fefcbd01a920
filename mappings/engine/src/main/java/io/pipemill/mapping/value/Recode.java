package io.pipemill.mapping.value;

import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.check.NearWord;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
  private final @Nullable String list;
  private final Map<String, String> codes;
  private final Unlisted unlisted;
  private final Map<String, String> confirmations;

  /**
   * A code through values that stand in the mapping itself.
   *
   * @param name for messages
   */
  public Recode(String name, Map<String, String> codes, Unlisted unlisted) {
    this.name = name;
    this.list = null;
    this.codes = codes;
    this.unlisted = unlisted;
    this.confirmations = Map.of();
  }

  /**
   * A code through a code list.
   *
   * @param list its name
   * @param confirmations by code, who confirmed it; for {@code explain}
   */
  public Recode(
      String list,
      Map<String, String> codes,
      Unlisted unlisted,
      Map<String, String> confirmations) {
    this.name = "code list " + list;
    this.list = list;
    this.codes = codes;
    this.unlisted = unlisted;
    this.confirmations = confirmations;
  }

  @Override
  public @Nullable Object apply(Object value) {
    String code = Text.of(value);
    String found = codes.get(code);
    return found == null ? unlisted(code, "is not in " + name, Set.of()) : found;
  }

  /**
   * What becomes of a code that is not there.
   *
   * @param what for the message, behind the code
   * @param more codes that are there besides
   */
  public @Nullable Object unlisted(String code, String what, Set<String> more) {
    return switch (unlisted) {
      case KEEP -> code;
      case ABSENT -> null;
      case REJECT -> {
        Set<String> there = new TreeSet<>(codes.keySet());
        there.addAll(more);
        throw new ContentProblem(
            "MAP-103",
            code,
            what + (there.contains(code) ? "" : NearWord.hint(code, there)),
            "one of "
                + String.join(", ", there.stream().limit(20).toList())
                + (there.size() > 20 ? ", …" : ""),
            list);
      }
    };
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public String describe(Object value) {
    String told = confirmations.get(Text.of(value));
    return told == null ? name : name + ", " + told;
  }
}

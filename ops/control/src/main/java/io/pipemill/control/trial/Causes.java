package io.pipemill.control.trial;

import io.pipemill.canonical.Violation;
import io.pipemill.control.trial.TrialResult.Cause;
import io.pipemill.control.trial.TrialResult.Example;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Documents grouped by why; as many groups as a person can read, the others together. */
final class Causes {
  private static final int MOST = 200;
  private static final int EXAMPLES = 3;
  private static final Key OTHERS = new Key("…", "", "other causes");

  private final Map<Key, Group> groups = new LinkedHashMap<>();

  private record Key(String code, String field, String message) {}

  private static final class Group {
    long documents;
    final List<Example> examples = new ArrayList<>();
  }

  void add(String code, String field, String message, Example example) {
    Key key = new Key(code, field.replaceAll("\\[\\d+]", ""), message);
    Group group =
        groups.size() < MOST || groups.containsKey(key)
            ? groups.computeIfAbsent(key, k -> new Group())
            : groups.computeIfAbsent(OTHERS, k -> new Group());
    group.documents++;
    if (group.examples.size() < EXAMPLES) {
      group.examples.add(example);
    }
  }

  /** The message without the values, so that documents with one cause have one message. */
  static String message(Violation problem) {
    String message = problem.message().replaceAll("\\[\\d+]", "");
    String value = problem.value();
    return value == null || value.isBlank()
        ? message
        : message.replaceAll(
            // where it stands for itself, not as a part of another word
            "(?<![\\p{L}\\p{N}])" + Pattern.quote(value.strip()) + "(?![\\p{L}\\p{N}])", "…");
  }

  List<Cause> all() {
    return groups.entrySet().stream()
        .map(
            e ->
                new Cause(
                    e.getKey().code(),
                    e.getKey().field(),
                    e.getKey().message(),
                    e.getValue().documents,
                    List.copyOf(e.getValue().examples)))
        .sorted(Comparator.comparingLong(Cause::documents).reversed())
        .toList();
  }
}

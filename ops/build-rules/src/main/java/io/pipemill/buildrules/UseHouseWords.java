package io.pipemill.buildrules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Set;

/** Names of types and packages avoid the words of VOCABULARY.md that say nothing. */
final class UseHouseWords extends ArchCondition<JavaClass> {
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "data",
          "info",
          "infos",
          "process",
          "handle",
          "manager",
          "managers",
          "util",
          "utils",
          "common",
          "misc",
          "temp",
          "helper",
          "helpers");
  private final String root;

  UseHouseWords(String root) {
    super("use the words of the house");
    this.root = root;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    if (type.isAnonymousClass() || Generated.is(type)) {
      return;
    }
    // JDBC's own word, Oracle's own word, and Java's own file
    String name =
        type.getSimpleName().replace("DataSource", "Source").replace("ConcurrentManager", "Cm");
    if (!name.equals("package-info")) {
      for (String word : name.split("(?<=[a-z0-9])(?=[A-Z])")) {
        say(type, word, events);
      }
    }
    String inside = type.getPackageName().substring(root.length());
    for (String word : inside.split("\\.")) {
      say(type, word, events);
    }
  }

  private static void say(JavaClass type, String word, ConditionEvents events) {
    if (EMPTY_WORDS.contains(word.toLowerCase(Locale.ROOT))) {
      events.add(
          SimpleConditionEvent.violated(type, type.getName() + " has the word '" + word + "'"));
    }
  }
}

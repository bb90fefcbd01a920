package io.pipemill.buildrules;

import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasSourceCodeLocation;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Predicate;

/** Conditions in one line. */
final class Conditions {
  private Conditions() {}

  /** Fails for every member for which {@code wrong} holds. */
  static <T extends HasName.AndFullName & HasSourceCodeLocation> ArchCondition<T> not(
      String what, Predicate<T> wrong) {
    return new ArchCondition<>("not " + what) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (wrong.test(item)) {
          events.add(
              SimpleConditionEvent.violated(
                  item, item.getFullName() + " in " + item.getSourceCodeLocation()));
        }
      }
    };
  }
}

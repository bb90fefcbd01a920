package io.pipemill.buildrules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Every package says by {@code @NullMarked} that null is written out. */
final class LiveInNullMarkedPackage extends ArchCondition<JavaClass> {

  LiveInNullMarkedPackage() {
    super("live in a @NullMarked package");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    boolean marked =
        type.getPackage().getAnnotations().stream()
            .anyMatch(a -> a.getRawType().getName().equals("org.jspecify.annotations.NullMarked"));
    if (!marked && type.isTopLevelClass() && !Generated.is(type)) {
      events.add(
          SimpleConditionEvent.violated(
              type, type.getName() + ": package " + type.getPackageName() + " is not @NullMarked"));
    }
  }
}

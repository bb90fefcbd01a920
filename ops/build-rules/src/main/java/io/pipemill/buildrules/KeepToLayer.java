package io.pipemill.buildrules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.Nullable;

/** Holds each dependency of a class against the layer table. */
final class KeepToLayer extends ArchCondition<JavaClass> {
  private final String root;

  KeepToLayer(String root) {
    super("keep to their layer");
    this.root = root;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Layer layer = Layers.of(root, type.getPackageName());
    if (layer == null) {
      events.add(
          SimpleConditionEvent.violated(
              type,
              type.getName()
                  + " belongs to no layer; fix: use a package of ARCHITECTURE's tree, or give the"
                  + " new module a row in Layers"));
      return;
    }
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      String found = fault(layer, dependency.getTargetClass().getBaseComponentType());
      if (found != null) {
        events.add(
            SimpleConditionEvent.violated(
                type, dependency.getDescription() + ": " + found + "; fix: " + layer.fix()));
      }
    }
  }

  private @Nullable String fault(Layer layer, JavaClass target) {
    String pack = target.getPackageName();
    Layer other = Layers.of(root, pack);
    if (other != null) {
      return layer.knows(other) ? null : layer.name() + " must not know " + other.name();
    }
    for (String banned : layer.banned()) {
      if (pack.equals(banned) || pack.startsWith(banned + ".")) {
        return layer.name() + " must not use " + banned;
      }
    }
    return null;
  }
}

package io.pipemill.buildrules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * An adapter is the layer of a class that implements {@code AdapterFactory}. That class is the only
 * public one of its package, and the only one others may use.
 */
final class OneDoorPerAdapter extends ArchCondition<JavaClass> {
  private static final String FIX =
      "; fix: make it package-private, or offer what is needed through the SPI";
  private final String root;
  private final Map<Layer, JavaClass> doors = new HashMap<>();

  OneDoorPerAdapter(String root) {
    super("enter an adapter by its factory");
    this.root = root;
  }

  @Override
  public void init(Collection<JavaClass> all) {
    doors.clear();
    for (JavaClass type : all) {
      boolean factory =
          type.getAllRawInterfaces().stream()
              .anyMatch(i -> i.getName().equals("io.pipemill.adapter.AdapterFactory"));
      Layer layer = Layers.of(root, type.getPackageName());
      if (factory && layer != null && !layer.name().equals("testkit")) {
        doors.put(layer, type);
      }
    }
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Layer own = Layers.of(root, type.getPackageName());
    JavaClass ownDoor = own == null ? null : doors.get(own);
    if (ownDoor != null
        && !ownDoor.equals(type)
        && ownDoor.getPackageName().equals(type.getPackageName())
        && type.isTopLevelClass()
        && type.getModifiers().contains(JavaModifier.PUBLIC)) {
      events.add(
          SimpleConditionEvent.violated(
              type, type.getName() + " is public beside " + ownDoor.getSimpleName() + FIX));
    }
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass().getBaseComponentType();
      Layer entered = Layers.of(root, target.getPackageName());
      JavaClass door = entered == null ? null : doors.get(entered);
      if (door != null && entered != null && !entered.equals(own) && !target.equals(door)) {
        events.add(SimpleConditionEvent.violated(type, dependency.getDescription() + FIX));
      }
    }
  }
}

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
 * An adapter is the package of a class that implements {@code AdapterFactory}, with everything
 * below. That class is the only public one of its package, and the only one others may use.
 */
final class OneDoorPerAdapter extends ArchCondition<JavaClass> {
  private static final String FIX =
      "; fix: make it package-private, or offer what is needed through the SPI";
  private final String root;
  private final Map<String, JavaClass> doors = new HashMap<>();

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
        doors.put(type.getPackageName(), type);
      }
    }
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    JavaClass ownDoor = doors.get(type.getPackageName());
    if (ownDoor != null
        && !ownDoor.equals(type)
        && type.isTopLevelClass()
        && type.getModifiers().contains(JavaModifier.PUBLIC)) {
      events.add(
          SimpleConditionEvent.violated(
              type, type.getName() + " is public beside " + ownDoor.getSimpleName() + FIX));
    }
    for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
      JavaClass target = dependency.getTargetClass();
      doors.forEach(
          (pack, door) -> {
            if (inside(pack, target) && !inside(pack, type) && !target.equals(door)) {
              events.add(SimpleConditionEvent.violated(type, dependency.getDescription() + FIX));
            }
          });
    }
  }

  private static boolean inside(String pack, JavaClass type) {
    String name = type.getPackageName();
    return name.equals(pack) || name.startsWith(pack + ".");
  }
}

package io.pipemill.canonical.model;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns the methods of generated classes into functions, once per field at load time; a call then
 * costs what a call in source code costs.
 */
final class Accessors {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  // a class that many fields share is bound once: making a function costs a tenth of a millisecond
  private final Map<Method, Function<Object, Object>> readers = new HashMap<>();
  private final Map<String, BiConsumer<Object, Object>> writers = new HashMap<>();
  private final Map<Class<?>, Supplier<Object>> constructors = new HashMap<>();

  /** Reads a property. */
  Function<Object, Object> reader(Method getter) {
    return readers.computeIfAbsent(getter, Accessors::newReader);
  }

  /**
   * Reads a property that stands for a default while it is absent. The generated getter would make
   * the default anew at each call, so the field is read instead.
   */
  Function<Object, Object> readerWithDefault(Class<?> owner, String property, Object absent) {
    try {
      MethodHandle field =
          MethodHandles.privateLookupIn(owner, LOOKUP)
              .unreflectGetter(owner.getDeclaredField(property))
              .asType(MethodType.methodType(Object.class, Object.class));
      return new DefaultedReader(field, absent);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(owner + " has no field '" + property + "'", e);
    }
  }

  private record DefaultedReader(MethodHandle field, Object absent)
      implements Function<Object, Object> {
    @Override
    public Object apply(Object owner) {
      try {
        Object value = (Object) field.invokeExact(owner);
        return value == null ? absent : value;
      } catch (Throwable e) {
        throw new IllegalStateException("a field of " + owner.getClass() + " cannot be read", e);
      }
    }
  }

  /** Writes a property. */
  BiConsumer<Object, Object> writer(Class<?> owner, String property, Class<?> type) {
    return writers.computeIfAbsent(
        owner.getName() + "." + property, any -> newWriter(owner, property, type));
  }

  /** Makes an empty object. */
  Supplier<Object> constructor(Class<?> type) {
    return constructors.computeIfAbsent(type, Accessors::newConstructor);
  }

  /** The getter of a property: {@code getX} or, for Boolean, {@code isX}. */
  static Method getter(Class<?> owner, String property) {
    for (Method method : owner.getMethods()) {
      if (method.getParameterCount() == 0
          && (method.getName().equals("get" + capitalized(property))
              || method.getName().equals("is" + capitalized(property)))) {
        return method;
      }
    }
    throw new IllegalStateException(
        "class " + owner.getName() + " has no getter of '" + property + "'");
  }

  @SuppressWarnings("unchecked")
  private static Function<Object, Object> newReader(Method getter) {
    try {
      MethodHandle target = LOOKUP.unreflect(getter);
      return (Function<Object, Object>)
          LambdaMetafactory.metafactory(
                  LOOKUP,
                  "apply",
                  MethodType.methodType(Function.class),
                  MethodType.methodType(Object.class, Object.class),
                  target,
                  target.type())
              .getTarget()
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("no function can be made of " + getter, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static BiConsumer<Object, Object> newWriter(
      Class<?> owner, String property, Class<?> type) {
    String name = "set" + capitalized(property);
    try {
      MethodHandle target =
          LOOKUP.findVirtual(owner, name, MethodType.methodType(void.class, type));
      return (BiConsumer<Object, Object>)
          LambdaMetafactory.metafactory(
                  LOOKUP,
                  "accept",
                  MethodType.methodType(BiConsumer.class),
                  MethodType.methodType(void.class, Object.class, Object.class),
                  target,
                  target.type())
              .getTarget()
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("no function can be made of " + owner + "." + name, e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Supplier<Object> newConstructor(Class<?> type) {
    try {
      MethodHandle target = LOOKUP.findConstructor(type, MethodType.methodType(void.class));
      return (Supplier<Object>)
          LambdaMetafactory.metafactory(
                  LOOKUP,
                  "get",
                  MethodType.methodType(Supplier.class),
                  MethodType.methodType(Object.class),
                  target,
                  target.type())
              .getTarget()
              .invoke();
    } catch (Throwable e) {
      throw new IllegalStateException("no constructor without parameters: " + type, e);
    }
  }

  private static String capitalized(String property) {
    return Character.toUpperCase(property.charAt(0)) + property.substring(1);
  }
}

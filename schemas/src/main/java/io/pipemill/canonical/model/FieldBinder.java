package io.pipemill.canonical.model;

import io.pipemill.canonical.model.CompiledField.FieldDeclaration;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** Binds the fields of an XSD to the classes that were generated from it. */
final class FieldBinder {
  private final ClassLoader loader;
  private final Accessors accessors = new Accessors();

  FieldBinder(ClassLoader loader) {
    this.loader = loader;
  }

  CompiledField root(XsdField root) {
    Class<?> javaType = javaType(root);
    List<CompiledField> children = children(root, javaType);
    return new CompiledField(
        root.declaration(),
        javaType,
        new GroupCheck(children),
        children,
        parent -> parent,
        null,
        accessors.constructor(javaType));
  }

  private Class<?> javaType(XsdField field) {
    return XsdProfile.javaType(loader, field.typeNamespace(), field.typeName());
  }

  private List<CompiledField> children(XsdField parent, Class<?> owner) {
    List<CompiledField> children = new ArrayList<>();
    parent.children().forEach(child -> children.add(bind(child, owner)));
    return children;
  }

  private CompiledField bind(XsdField field, Class<?> owner) {
    ValueCheck check = field.check();
    if (check != null) {
      return leaf(field.declaration(), owner, check);
    }
    Class<?> javaType = javaType(field);
    List<CompiledField> children = children(field, javaType);
    GroupCheck group = new GroupCheck(children);
    String name = field.declaration().name();
    boolean list = field.kind() == FieldKind.LIST;
    return new CompiledField(
        field.declaration(),
        javaType,
        list ? new ListCheck(group, field.fewest(), field.most()) : group,
        children,
        accessors.reader(Accessors.getter(owner, name)),
        list ? null : accessors.writer(owner, name, javaType),
        accessors.constructor(javaType));
  }

  private CompiledField leaf(FieldDeclaration declaration, Class<?> owner, ValueCheck check) {
    Method getter = Accessors.getter(owner, declaration.name());
    Class<?> javaType = getter.getReturnType();
    // a type that narrows another one inherits its properties
    Class<?> declaring = getter.getDeclaringClass();
    Object absent = declaration.defaultValue();
    return new CompiledField(
        declaration,
        javaType,
        check,
        List.of(),
        absent == null
            ? accessors.reader(getter)
            : accessors.readerWithDefault(declaring, declaration.name(), absent),
        accessors.writer(declaring, declaration.name(), javaType),
        null);
  }
}

package io.pipemill.canonical.model;

import org.jspecify.annotations.Nullable;

/** An open element of a stream that is validated, and the field it stands for, if any. */
final class XmlPlace {
  private final @Nullable XmlPlace parent;
  private final @Nullable CompiledField field;
  private final String name;

  /** The wrapper element of a list, in contrast to one of its elements. */
  private final boolean wrapper;

  private final String path;
  private int elements;

  /** Index of the last child field that was entered. */
  int lastChild = -1;

  /** Index of the last child before this one, in the parent. */
  int before = -1;

  /** Whether what is wrong with the attributes was told. */
  boolean attributesTold;

  private XmlPlace(
      @Nullable XmlPlace parent,
      @Nullable CompiledField field,
      String name,
      boolean wrapper,
      String path) {
    this.parent = parent;
    this.field = field;
    this.name = name;
    this.wrapper = wrapper;
    this.path = path;
  }

  static XmlPlace root(CompiledField root, String name) {
    return new XmlPlace(null, root.name.equals(name) ? root : null, name, false, "");
  }

  XmlPlace enter(String child) {
    if (wrapper && field != null) {
      boolean element = child.equals(field.itemName);
      elements++;
      return element
          ? new XmlPlace(this, field, child, false, path + "[" + elements + "]")
          : new XmlPlace(this, null, child, false, below(child));
    }
    CompiledField entered = field == null ? null : field.child(child);
    XmlPlace place =
        new XmlPlace(
            this, entered, child, entered != null && entered.kind == FieldKind.LIST, below(child));
    if (field != null && entered != null) {
      place.before = lastChild;
      lastChild = Math.max(lastChild, indexOf(field, entered));
    }
    return place;
  }

  static int indexOf(CompiledField parent, CompiledField child) {
    for (int i = 0; i < parent.children.length; i++) {
      if (parent.children[i] == child) {
        return i;
      }
    }
    return -1;
  }

  private String below(String child) {
    return path.isEmpty() ? child : path + "." + child;
  }

  @Nullable XmlPlace parent() {
    return parent;
  }

  @Nullable CompiledField field() {
    return field;
  }

  boolean wrapper() {
    return wrapper;
  }

  String name() {
    return name;
  }

  String path() {
    return path;
  }
}

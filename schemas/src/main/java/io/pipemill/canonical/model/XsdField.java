package io.pipemill.canonical.model;

import io.pipemill.canonical.model.CompiledField.FieldDeclaration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as an XSD declares it, before any class stands for it.
 *
 * @param check of a simple value; null for what has children
 * @param children in the XSD's order
 * @param fewest elements of a LIST
 * @param most elements of a LIST, -1 without limit
 * @param typeNamespace of the named type of a group, of a list's element or of the root
 * @param typeName its name; empty for a simple value
 * @param notation patterns that rule how a number or time is written in XML
 */
record XsdField(
    FieldDeclaration declaration,
    @Nullable ValueCheck check,
    List<XsdField> children,
    int fewest,
    int most,
    String typeNamespace,
    String typeName,
    List<String> notation) {

  String path() {
    return declaration.path();
  }

  FieldKind kind() {
    return declaration.kind();
  }

  Facets facets() {
    return declaration.facets();
  }

  /** Whether its element, for a LIST the wrapper, must be there. */
  boolean mustBeThere() {
    return declaration.required() || declaration.wrapperRequired();
  }

  /** This field and all below it, in the XSD's order. */
  List<XsdField> withDescendants() {
    List<XsdField> all = new ArrayList<>();
    all.add(this);
    children.forEach(child -> all.addAll(child.withDescendants()));
    return all;
  }
}

package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A field read from an XSD and bound to its generated class; immutable, so thread-safe. */
final class CompiledField implements FieldType {
  /** Where a field stands in XML. */
  enum Notation {
    ELEMENT,
    ATTRIBUTE,
    /** The text of the parent element. */
    CONTENT
  }

  final String name;
  final String path;
  final FieldKind kind;
  final boolean required;
  final Class<?> javaType;
  final Facets facets;
  final ValueCheck check;
  final Notation notation;

  /** Namespace of the element, and for a LIST of the elements in the wrapper. */
  final String namespace;

  /** Name of the repeated element inside the wrapper of a LIST; the field's own name otherwise. */
  final String itemName;

  /** The wrapper is written even if the list is empty. */
  final boolean wrapperRequired;

  /** Value that an absent attribute stands for. */
  final @Nullable Object defaultValue;

  final CompiledField[] children;
  final Map<String, String> documentation;
  final Map<String, Map<String, String>> codeMeanings;
  final Map<String, String> labels;
  private final Function<Object, Object> reader;
  private final @Nullable BiConsumer<Object, Object> writer;
  private final @Nullable Supplier<Object> constructor;
  private final List<FieldType> childList;
  private final Map<String, CompiledField> childByName = new HashMap<>();

  CompiledField(
      FieldDeclaration declaration,
      Class<?> javaType,
      ValueCheck check,
      List<CompiledField> children,
      Function<Object, Object> reader,
      @Nullable BiConsumer<Object, Object> writer,
      @Nullable Supplier<Object> constructor) {
    this.name = declaration.name();
    this.path = declaration.path();
    this.kind = declaration.kind();
    this.required = declaration.required();
    this.facets = declaration.facets();
    this.notation = declaration.notation();
    this.namespace = declaration.namespace();
    this.itemName = declaration.itemName();
    this.wrapperRequired = declaration.wrapperRequired();
    this.defaultValue = declaration.defaultValue();
    this.documentation = declaration.documentation();
    this.codeMeanings = declaration.codeMeanings();
    this.labels = declaration.labels();
    this.javaType = javaType;
    this.check = check;
    this.children = children.toArray(new CompiledField[0]);
    this.childList = List.copyOf(children);
    this.reader = reader;
    this.writer = writer;
    this.constructor = constructor;
    children.forEach(child -> childByName.put(child.name, child));
  }

  /**
   * What the XSD says about a field.
   *
   * @param wrapperRequired for a LIST: the wrapper element must be there even if empty
   * @param documentation meaning by language
   * @param labels short names by language
   * @param codeMeanings by code and language
   */
  record FieldDeclaration(
      String name,
      String path,
      FieldKind kind,
      boolean required,
      Facets facets,
      Notation notation,
      String namespace,
      String itemName,
      boolean wrapperRequired,
      @Nullable Object defaultValue,
      Map<String, String> documentation,
      Map<String, String> labels,
      Map<String, Map<String, String>> codeMeanings) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public FieldKind kind() {
    return kind;
  }

  @Override
  public boolean required() {
    return required;
  }

  @Override
  public Set<String> codes() {
    return facets.codes();
  }

  @Override
  public @Nullable Integer maxLength() {
    return facets.maxLength();
  }

  @Override
  public @Nullable Integer fractionDigits() {
    return facets.fractionDigits();
  }

  @Override
  public @Nullable Integer totalDigits() {
    return facets.totalDigits();
  }

  @Override
  public @Nullable BigDecimal minimum() {
    return facets.minimum();
  }

  @Override
  public String documentation(String language) {
    String english = documentation.getOrDefault("en", "");
    return documentation.getOrDefault(language, english);
  }

  @Override
  public String label(String language) {
    return labels.getOrDefault(language, name);
  }

  @Override
  public List<FieldType> children() {
    return childList;
  }

  @Override
  public @Nullable CompiledField child(String child) {
    return childByName.get(child);
  }

  @Override
  public Class<?> javaType() {
    return javaType;
  }

  @Override
  public @Nullable Object get(Object parent) {
    return reader.apply(parent);
  }

  @Override
  @SuppressWarnings("unchecked")
  public void set(Object parent, @Nullable Object value) {
    if (kind == FieldKind.LIST) {
      if (value == null) {
        throw new IllegalArgumentException(
            "'" + path + "' is a list: expected an element, not null");
      }
      ((List<Object>) reader.apply(parent)).add(value);
    } else if (writer != null) {
      writer.accept(parent, value);
    } else {
      throw new IllegalStateException("the root of a document has no parent to be set in");
    }
  }

  @Override
  public Object newInstance() {
    if (constructor == null) {
      throw new IllegalStateException("field '" + path + "' is a " + kind + " and has no parts");
    }
    return constructor.get();
  }

  /** This field and all below it, in the XSD's order. */
  List<CompiledField> withDescendants() {
    List<CompiledField> all = new ArrayList<>();
    all.add(this);
    for (CompiledField child : children) {
      all.addAll(child.withDescendants());
    }
    return all;
  }

  @Override
  public String toString() {
    return (path.isEmpty() ? "(root)" : path) + " " + kind + (required ? ", required" : "");
  }
}

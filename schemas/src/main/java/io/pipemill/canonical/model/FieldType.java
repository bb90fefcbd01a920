package io.pipemill.canonical.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of a document type as its XSD declares it, with access to the generated Java object.
 * Paths are dotted: {@code customer.code}, {@code lines.quantity}; an index stands behind the list
 * in messages: {@code lines[2].quantity}, counted from 1.
 */
public interface FieldType {

  /** Last part of the path. */
  String name();

  /** Dotted path from the root, without indexes. */
  String path();

  FieldKind kind();

  /** Whether the XSD asks for at least one occurrence (inside its parent, if that is there). */
  boolean required();

  /** The enumeration of a CODE; empty otherwise. */
  Set<String> codes();

  /** Longest text, or null without limit. */
  @Nullable Integer maxLength();

  /** Largest number of digits behind the point, or null without limit. */
  @Nullable Integer fractionDigits();

  /** Largest number of digits in all, or null without limit. */
  @Nullable Integer totalDigits();

  /** Lower bound, inclusive, or null. */
  @Nullable BigDecimal minimum();

  /** Meaning in English, from the XSD's documentation. */
  default String documentation() {
    return documentation("en");
  }

  /**
   * Meaning, from the XSD's documentation.
   *
   * @param language {@code en} or {@code zh}; English where the XSD has none in that language
   */
  String documentation(String language);

  /**
   * Short name for people.
   *
   * @param language {@code zh}; for any other the field's own name is given
   */
  default String label(String language) {
    return name();
  }

  /**
   * Fields below a GROUP, LIST, QUANTITY, MONEY or UNIT_PRICE, in the XSD's order; empty otherwise.
   */
  List<FieldType> children();

  /** The child of that name, or null. */
  @Nullable FieldType child(String name);

  /** Java type of a value; the element type for a LIST. */
  Class<?> javaType();

  /** Reads the field from its parent object; null if absent; a LIST is never null. */
  @Nullable Object get(Object parent);

  /** Writes the field into its parent object; for a LIST, appends one element. */
  void set(Object parent, @Nullable Object value);

  /** A new empty object for a GROUP, a LIST's element, QUANTITY, MONEY or UNIT_PRICE. */
  Object newInstance();
}

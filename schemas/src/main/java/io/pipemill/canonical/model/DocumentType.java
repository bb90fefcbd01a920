package io.pipemill.canonical.model;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A canonical document type: its fields, its business key, and the three things every caller needs:
 * validate an object, write it as XML, read it from XML. Thread-safe.
 */
public interface DocumentType {

  DocumentName name();

  /** The generated JAXB class of the root element. */
  Class<?> javaType();

  /** The root: a GROUP with path "". */
  FieldType root();

  /** The field at a dotted path, or null. */
  @Nullable FieldType field(String path);

  /** Paths whose values, joined by '/', make the business key; from the XSD's appinfo. */
  List<String> businessKey();

  /**
   * Paths that are further keys people search by (contract, customer, plate …); from the XSD's
   * appinfo. The key type is the last part of the path, for a {@code code} the part before it:
   * {@code customer.code} is of type {@code customer}.
   */
  List<String> searchKeys();

  /**
   * Path of the money that stands for the document's worth, or null; if absent in a document, line
   * amounts are added.
   */
  @Nullable String worth();

  /**
   * Path of the quantity that stands for the document's goods, added up where it passes lists
   * ({@code lines.quantity}), or null; then every field of the name {@code quantity} counts.
   */
  @Nullable String quantity();

  /**
   * Validates an object by rules generated from the XSD; same verdict as validating its XML.
   * Appends to {@code into}, so that a valid document costs no allocation.
   */
  void validate(Object document, List<Violation> into);

  /**
   * The verdict of {@link #validate} alone, for documents in which no other field than these was
   * ever set; for whoever fills the same few of many fields again and again.
   */
  Predicate<Object> valid(Set<FieldType> settable);

  /**
   * Writes a valid object as UTF-8 XML; deterministic. Of an object that is not valid it writes
   * what XML can carry.
   *
   * @throws IllegalArgumentException if a text has a character that XML cannot carry, or a list a
   *     null
   */
  byte[] toXml(Object document);

  /**
   * Reads XML that was validated before (our own).
   *
   * @throws IllegalArgumentException if it is not XML of this document type
   */
  Object fromXml(byte[] xml);

  /**
   * Reads XML of unknown origin: hardened against entities and size, validated against the XSD.
   * Null if any violation was found.
   */
  @Nullable Object fromForeignXml(byte[] xml, List<Violation> into);

  /**
   * Writes a valid object as compact UTF-8 JSON: the fields by their names in the XSD's order,
   * deterministic; a list is an array, a Quantity, Money or UnitPrice an object, a decimal a text,
   * what is absent is left out. Of an object that is not valid it writes what XML can carry.
   *
   * @throws IllegalArgumentException if a text has a character that XML cannot carry, or a list a
   *     null
   */
  byte[] toJson(Object document);

  /**
   * Reads JSON of that form, the fields in any order; strict about the form, not about limits: what
   * comes from outside is to be validated.
   *
   * @throws IllegalArgumentException if it is not JSON of this document type, with the path
   */
  Object fromJson(byte[] json);

  /**
   * The JSON Schema (draft 2020-12) of {@link #toJson}, UTF-8; its verdict on the JSON is the XSD's
   * on the XML.
   */
  byte[] jsonSchema();

  /**
   * Fingerprint of the content: 32 bytes (SHA-256), equal for equal values whatever their notation
   * (1.50 and 1.5; texts in NFC and without blanks at their end; an empty text, an absent one and a
   * group without values).
   */
  byte[] fingerprint(Object document);
}

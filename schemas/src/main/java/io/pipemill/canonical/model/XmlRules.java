package io.pipemill.canonical.model;

import java.math.BigDecimal;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;

/**
 * What the errors of the JDK's validator mean; they are named by the rules of the XML Schema
 * recommendation (cvc-…), which all JDKs share.
 */
final class XmlRules {
  private XmlRules() {}

  /** Whether an error is about a simple value, and so is followed by one that says whose. */
  static boolean aboutValue(String key) {
    return key.startsWith("cvc-datatype-valid")
        || key.endsWith("-valid") && !key.startsWith("cvc-complex-type");
  }

  static Rule rule(String key, @Nullable CompiledField field, String value) {
    if (field != null && field.kind == FieldKind.CODE) {
      return Rule.CODE; // also where the type that the codes narrow has a pattern of its own
    }
    boolean time =
        field != null && (field.kind == FieldKind.DATE || field.kind == FieldKind.INSTANT);
    return switch (key) {
      case "cvc-enumeration-valid" -> Rule.CODE;
      case "cvc-length-valid" -> {
        Integer shortest = field == null ? null : field.facets.minLength();
        yield shortest != null && value.length() < shortest ? Rule.TOO_SHORT : Rule.TOO_LONG;
      }
      case "cvc-maxLength-valid" -> Rule.TOO_LONG;
      case "cvc-minLength-valid" -> Rule.TOO_SHORT;
      case "cvc-pattern-valid" -> time ? Rule.NOTATION : Rule.PATTERN;
      case "cvc-totalDigits-valid" -> Rule.TOTAL_DIGITS;
      case "cvc-fractionDigits-valid" -> Rule.FRACTION_DIGITS;
      case "cvc-minInclusive-valid", "cvc-minExclusive-valid" -> Rule.TOO_SMALL;
      case "cvc-maxInclusive-valid", "cvc-maxExclusive-valid" -> Rule.TOO_LARGE;
      default -> Rule.NOTATION;
    };
  }

  static String problem(Rule rule) {
    return switch (rule) {
      case REQUIRED -> "is required and absent";
      case CODE -> "is not a known code";
      case TOO_LONG -> "is too long";
      case TOO_SHORT -> "is too short";
      case PATTERN -> "does not match its pattern";
      case TOTAL_DIGITS, FRACTION_DIGITS -> "has too many digits";
      case TOO_SMALL -> "is too small";
      case TOO_LARGE -> "is too large";
      case OCCURRENCE -> "has a wrong number of elements";
      case NOTATION -> "cannot be read";
      case UNEXPECTED -> "is unknown or in the wrong place";
      case ROOT -> "is not the document that was expected";
      default -> "is wrong";
    };
  }

  /** Whether the text of an attribute is refused by its field's own check. */
  static boolean wrong(CompiledField part, String text) {
    try {
      return !part.check.accepts(
          part.kind == FieldKind.DECIMAL ? new BigDecimal(text.strip()) : text);
    } catch (NumberFormatException e) {
      return true;
    }
  }

  /** Explains an error of structure; false if it is none that is known. */
  static boolean explain(
      String key, XmlPlace place, Attributes attributes, XmlValidation validation) {
    switch (key) {
      case "cvc-elt.1", "cvc-elt.1.a" ->
          validation.add(
              Rule.ROOT,
              place.name(),
              place.name(),
              "the root element of the XSD, in its namespace");
      case "cvc-complex-type.2.4.a",
          "cvc-complex-type.2.4.d",
          "cvc-complex-type.2.4.e",
          "cvc-complex-type.2.4.f",
          "cvc-complex-type.2.4.g" ->
          explainChild(place, validation);
      case "cvc-complex-type.2.4.b", "cvc-complex-type.2.4.i", "cvc-complex-type.2.4.j" -> {
        if (place.wrapper()) {
          validation.add(Rule.OCCURRENCE, place.path(), null, "more elements");
        } else {
          explainMissing(place, place.lastChild, Integer.MAX_VALUE, validation);
        }
      }
      case "cvc-complex-type.2.1", "cvc-complex-type.2.3" ->
          validation.add(Rule.UNEXPECTED, place.path(), null, "elements only, no text");
      case "cvc-type.3.1.1",
          "cvc-type.3.1.2",
          "cvc-complex-type.3.2.1",
          "cvc-complex-type.3.2.2",
          "cvc-complex-type.4" ->
          explainAttributes(place, attributes, validation);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void explainChild(XmlPlace child, XmlValidation validation) {
    XmlPlace parent = child.parent();
    CompiledField field = child.field();
    CompiledField parentField = parent == null ? null : parent.field();
    if (parent != null && parentField != null && field != null && !parent.wrapper()) {
      int index = XmlPlace.indexOf(parentField, field);
      if (explainMissing(parent, child.before, index, validation)) {
        return;
      }
    } else if (parent != null && field != null && parent.wrapper()) {
      validation.add(Rule.OCCURRENCE, parent.path(), null, "fewer elements");
      return;
    }
    validation.add(
        Rule.UNEXPECTED,
        child.path(),
        null,
        parentField == null ? "the elements of the XSD" : order(parentField, parent));
  }

  private static String order(CompiledField parent, @Nullable XmlPlace place) {
    if (place != null && place.wrapper()) {
      return "element '" + parent.itemName + "'";
    }
    StringBuilder names = new StringBuilder("in this order: ");
    for (int i = 0; i < parent.children.length; i++) {
      names.append(i == 0 ? "" : ", ").append(parent.children[i].name);
    }
    return names.toString();
  }

  private static boolean explainMissing(
      XmlPlace parent, int after, int upTo, XmlValidation validation) {
    CompiledField field = parent.field();
    boolean any = false;
    for (int i = after + 1; field != null && i < Math.min(upTo, field.children.length); i++) {
      CompiledField child = field.children[i];
      if (child.required || child.wrapperRequired) {
        String path = parent.path().isEmpty() ? child.name : parent.path() + "." + child.name;
        validation.add(Rule.REQUIRED, path, null, Expectation.of(child));
        any = true;
      }
    }
    return any;
  }

  /** The validator tells each wrong attribute by itself; all are told at the first. */
  private static void explainAttributes(
      XmlPlace place, Attributes attributes, XmlValidation validation) {
    CompiledField field = place.field();
    if (place.attributesTold) {
      return;
    }
    place.attributesTold = true;
    for (int i = 0; field != null && i < field.children.length; i++) {
      CompiledField part = field.children[i];
      if (part.notation == CompiledField.Notation.ATTRIBUTE
          && part.required
          && attributes.getValue(part.name) == null) {
        validation.add(Rule.REQUIRED, place.path() + "." + part.name, null, Expectation.of(part));
      }
    }
    for (int i = 0; i < attributes.getLength(); i++) {
      CompiledField part = field == null ? null : field.child(attributes.getQName(i));
      if (!attributes.getURI(i).equals(XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
          && (part == null || part.notation != CompiledField.Notation.ATTRIBUTE)) {
        validation.add(
            Rule.UNEXPECTED,
            place.path() + "@" + attributes.getQName(i),
            attributes.getValue(i),
            "no such attribute");
      }
    }
  }
}

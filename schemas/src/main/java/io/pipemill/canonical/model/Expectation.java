package io.pipemill.canonical.model;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Says in words what a field wants. */
final class Expectation {
  private Expectation() {}

  static String of(CompiledField field) {
    Facets facets = field.facets;
    return switch (field.kind) {
      case GROUP -> "an object with " + required(field);
      case LIST -> "a list of '" + field.itemName + "'";
      case QUANTITY -> "a number with its unit";
      case MONEY -> "an amount with its currency";
      case UNIT_PRICE -> "a price with currency and unit";
      case BOOLEAN -> "true or false";
      case DATE -> date(facets);
      case INSTANT -> "an instant with offset (yyyy-MM-ddThh:mm:ssZ)" + bounds(facets);
      case CODE -> codes(facets);
      case TEXT -> text(facets);
      case DECIMAL -> number("a decimal number", facets);
      case INTEGER -> number("a whole number", facets);
    };
  }

  static String codes(Facets facets) {
    return "one of " + String.join(", ", new TreeSet<>(facets.codes()));
  }

  static String date(Facets facets) {
    return "a day (yyyy-MM-dd) without zone" + bounds(facets);
  }

  static String bounds(Facets facets) {
    return (facets.earliest() == null ? "" : " from " + facets.earliest())
        + (facets.latest() == null ? "" : " to " + facets.latest());
  }

  static String text(Facets facets) {
    List<String> parts = new ArrayList<>();
    if (facets.minLength() != null) {
      parts.add("at least " + facets.minLength() + " characters");
    }
    if (facets.maxLength() != null) {
      parts.add("at most " + facets.maxLength() + " characters");
    }
    facets.patterns().forEach(pattern -> parts.add(TextPattern.words(pattern)));
    return parts.isEmpty() ? "a text" : "a text: " + String.join(", ", parts);
  }

  static String number(String what, Facets facets) {
    List<String> parts = new ArrayList<>();
    if (facets.totalDigits() != null) {
      parts.add("at most " + facets.totalDigits() + " digits");
    }
    if (facets.fractionDigits() != null) {
      parts.add("at most " + facets.fractionDigits() + " behind the point");
    }
    if (facets.minimum() != null) {
      parts.add("at least " + facets.minimum().toPlainString());
    }
    if (facets.maximum() != null) {
      parts.add("at most " + facets.maximum().toPlainString());
    }
    if (facets.above() != null) {
      parts.add("above " + facets.above().toPlainString());
    }
    if (facets.below() != null) {
      parts.add("below " + facets.below().toPlainString());
    }
    return parts.isEmpty() ? what : what + ", " + String.join(", ", parts);
  }

  private static String required(CompiledField group) {
    List<String> names = new ArrayList<>();
    for (CompiledField child : group.children) {
      if (child.required) {
        names.add(child.name);
      }
    }
    return names.isEmpty() ? "any of its fields" : String.join(", ", names);
  }
}

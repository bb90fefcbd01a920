package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSFacet;
import com.sun.xml.xsom.XSSimpleType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads kind and facets of a simple type, over all its restriction steps. */
final class XsdFacets {
  private XsdFacets() {}

  /** The built-in type a simple type is restricted from, e.g. {@code decimal}. */
  static String builtIn(XSSimpleType type) {
    XSSimpleType step = type;
    while (!step.getTargetNamespace().equals("http://www.w3.org/2001/XMLSchema")) {
      step = step.getSimpleBaseType();
    }
    return step.getName();
  }

  static FieldKind kind(XSSimpleType type, String path) {
    String builtIn = builtIn(type);
    return switch (builtIn) {
      case "string" -> codes(type).isEmpty() ? FieldKind.TEXT : FieldKind.CODE;
      case "decimal" -> FieldKind.DECIMAL;
      case "long" -> FieldKind.INTEGER;
      case "boolean" -> FieldKind.BOOLEAN;
      case "date" -> FieldKind.DATE;
      case "dateTime" -> FieldKind.INSTANT;
      default ->
          throw new IllegalStateException(
              "field '"
                  + path
                  + "' is xs:"
                  + builtIn
                  + ": expected string, decimal, long, boolean, t:Date or t:Instant");
    };
  }

  static Facets read(XSSimpleType type, FieldKind kind) {
    boolean number = kind == FieldKind.DECIMAL || kind == FieldKind.INTEGER;
    boolean time = kind == FieldKind.DATE || kind == FieldKind.INSTANT;
    String minimum = text(type, XSFacet.FACET_MININCLUSIVE);
    String maximum = text(type, XSFacet.FACET_MAXINCLUSIVE);
    Integer length = whole(type, XSFacet.FACET_LENGTH);
    // patterns of dates and numbers rule their notation in XML only, which is always ours here
    List<String> patterns = kind == FieldKind.TEXT ? patterns(type) : List.of();
    return new Facets(
        codes(type),
        length != null ? length : whole(type, XSFacet.FACET_MINLENGTH),
        length != null ? length : whole(type, XSFacet.FACET_MAXLENGTH),
        patterns,
        whole(type, XSFacet.FACET_TOTALDIGITS),
        kind == FieldKind.DECIMAL ? whole(type, XSFacet.FACET_FRACTIONDIGITS) : null,
        number ? decimal(minimum) : null,
        number ? decimal(maximum) : null,
        number ? decimal(text(type, XSFacet.FACET_MINEXCLUSIVE)) : null,
        number ? decimal(text(type, XSFacet.FACET_MAXEXCLUSIVE)) : null,
        time ? minimum : null,
        time ? maximum : null);
  }

  private static Set<String> codes(XSSimpleType type) {
    Set<String> codes = new LinkedHashSet<>();
    for (XSFacet facet : type.getFacets(XSFacet.FACET_ENUMERATION)) {
      codes.add(facet.getValue().value);
    }
    return Set.copyOf(codes);
  }

  /** What each code means, by language. */
  static Map<String, Map<String, String>> codeMeanings(XSSimpleType type) {
    Map<String, Map<String, String>> meanings = new TreeMap<>();
    for (XSFacet facet : type.getFacets(XSFacet.FACET_ENUMERATION)) {
      meanings.put(facet.getValue().value, XsdAnnotation.of(facet).documentation());
    }
    return meanings;
  }

  static List<String> patterns(XSSimpleType type) {
    List<String> patterns = new ArrayList<>();
    for (XSSimpleType step = type; step.isRestriction(); step = step.getSimpleBaseType()) {
      List<String> alternatives = new ArrayList<>();
      for (XSFacet facet : step.asRestriction().getDeclaredFacets(XSFacet.FACET_PATTERN)) {
        alternatives.add(facet.getValue().value);
      }
      if (alternatives.size() == 1) {
        patterns.add(alternatives.get(0));
      } else if (!alternatives.isEmpty()) {
        patterns.add("(" + String.join(")|(", alternatives) + ")");
      }
      if (step.getTargetNamespace().equals("http://www.w3.org/2001/XMLSchema")) {
        break;
      }
    }
    return patterns;
  }

  private static @Nullable Integer whole(XSSimpleType type, String facet) {
    String value = text(type, facet);
    return value == null ? null : Integer.valueOf(value);
  }

  private static @Nullable BigDecimal decimal(@Nullable String value) {
    return value == null ? null : new BigDecimal(value);
  }

  private static @Nullable String text(XSSimpleType type, String name) {
    XSFacet facet = type.getFacet(name);
    return facet == null ? null : facet.getValue().value;
  }
}

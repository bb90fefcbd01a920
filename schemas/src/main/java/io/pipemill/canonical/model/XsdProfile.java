package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSComplexType;
import com.sun.xml.xsom.XSType;

/** The part of XML Schema that documents may use, and the classes that stand for it. */
final class XsdProfile {
  private static final String NAMESPACES = "http://pipemill.io/canonical/";

  private XsdProfile() {}

  static ValueCheck check(FieldKind kind, Facets facets, String path) {
    return switch (kind) {
      case TEXT, CODE -> new TextCheck(facets);
      case DECIMAL -> {
        if (facets.totalDigits() == null || facets.fractionDigits() == null) {
          throw unsupported(path, "xs:decimal without a limit of digits; use t:Decimal");
        }
        yield new NumberChecks.DecimalCheck(facets);
      }
      case INTEGER -> new NumberChecks.IntegerCheck(facets);
      case BOOLEAN -> new ValueCheck.Anything();
      case DATE, INSTANT -> {
        String earliest = facets.earliest();
        String latest = facets.latest();
        if (earliest == null || latest == null) {
          throw unsupported(path, "xs:date or xs:dateTime without bounds; use t:Date, t:Instant");
        }
        yield kind == FieldKind.DATE
            ? new TimeChecks.DateCheck(facets, earliest, latest)
            : new TimeChecks.InstantCheck(facets, earliest, latest);
      }
      default -> throw new IllegalArgumentException(kind + " is not a simple value");
    };
  }

  static FieldKind measuredKind(XSComplexType measured, String path) {
    return switch (measured.getName()) {
      case "Quantity" -> FieldKind.QUANTITY;
      case "Money" -> FieldKind.MONEY;
      case "UnitPrice" -> FieldKind.UNIT_PRICE;
      default -> throw unsupported(path, "a value with attributes that is not of the shared types");
    };
  }

  /** Of a type that narrows another one (a Mass is a Quantity of certain units), the widest. */
  static XSComplexType widest(XSComplexType type) {
    XSComplexType widest = type;
    while (widest.getBaseType() instanceof XSComplexType base
        && widest.getDerivationMethod() == XSType.RESTRICTION
        && base.getContentType().asSimpleType() != null) {
      widest = base;
    }
    return widest;
  }

  static XSComplexType complex(XSType type, String path) {
    XSComplexType complex = type.asComplexType();
    if (complex == null) {
      throw unsupported(path, "a list or root of simple values");
    }
    if (complex.isMixed()) {
      throw unsupported(path, "mixed content");
    }
    return complex;
  }

  /** The class xjc generates: package from the namespace, see {@code jaxb:package} in the XSD. */
  static Class<?> javaType(ClassLoader loader, String namespace, String name) {
    if (!namespace.startsWith(NAMESPACES)) {
      throw new IllegalStateException(
          "namespace '" + namespace + "': expected " + NAMESPACES + "<document>/v1");
    }
    String className = className(namespace.substring(NAMESPACES.length()), name);
    try {
      return Class.forName(className, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "class "
              + className
              + " of namespace '"
              + namespace
              + "' is not there: expected jaxb:package in the XSD to be the namespace without '-'",
          e);
    }
  }

  /** Of a document's or the shared types' {@code name/v1} and a type in it. */
  static String className(String nameAndVersion, String type) {
    return "io.pipemill.canonical."
        + nameAndVersion.replace("-", "").replace('/', '.')
        + "."
        + type;
  }

  static IllegalStateException unsupported(String path, String what) {
    return new IllegalStateException(
        "field '"
            + (path.isEmpty() ? "(root)" : path)
            + "': "
            + what
            + " is outside of what documents may use (schemas/README.md)");
  }
}

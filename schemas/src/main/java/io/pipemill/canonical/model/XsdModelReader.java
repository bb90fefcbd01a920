package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSAttributeUse;
import com.sun.xml.xsom.XSComplexType;
import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSModelGroup;
import com.sun.xml.xsom.XSParticle;
import com.sun.xml.xsom.XSSimpleType;
import com.sun.xml.xsom.XSType;
import io.pipemill.canonical.model.CompiledField.FieldDeclaration;
import io.pipemill.canonical.model.CompiledField.Notation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the declarations of one document. Only the part of XML Schema that a Java object can
 * express without loss is accepted (schemas/README.md lists it); anything else is refused with the
 * field's path.
 */
final class XsdModelReader {
  private static final int DEEPEST = 20;

  private XsdModelReader() {}

  static XsdField root(XSElementDecl element) {
    XSComplexType type = XsdProfile.complex(element.getType(), "");
    return group(
        declaration(element, "", FieldKind.GROUP, true, Facets.NONE),
        elements(type, ""),
        element.getTargetNamespace(),
        element.getName());
  }

  private static List<XsdField> elements(XSComplexType type, String path) {
    List<XsdField> fields = new ArrayList<>();
    if (path.split("\\.").length > DEEPEST) {
      throw new IllegalStateException("field '" + path + "' is nested without end");
    }
    if (!type.getAttributeUses().isEmpty()) {
      throw XsdProfile.unsupported(path, "attributes beside elements");
    }
    XSParticle content = type.getContentType().asParticle();
    if (content == null) {
      return fields;
    }
    XSModelGroup group = content.getTerm().asModelGroup();
    if (group == null
        || group.getCompositor() != XSModelGroup.SEQUENCE
        || content.getMinOccurs().intValue() != 1
        || content.getMaxOccurs().intValue() != 1) {
      throw XsdProfile.unsupported(path, "a content that is not one xs:sequence");
    }
    for (XSParticle particle : group.getChildren()) {
      XSElementDecl element = particle.getTerm().asElementDecl();
      if (element == null) {
        throw XsdProfile.unsupported(path, "a choice, group or wildcard inside the sequence");
      }
      String fieldPath = path.isEmpty() ? element.getName() : path + "." + element.getName();
      if (particle.getMaxOccurs().intValue() != 1) {
        throw XsdProfile.unsupported(fieldPath, "a repeated element without a wrapper element");
      }
      if (element.isNillable()
          || element.getDefaultValue() != null
          || element.getFixedValue() != null) {
        throw XsdProfile.unsupported(fieldPath, "nillable, default or fixed on an element");
      }
      fields.add(element(element, particle.getMinOccurs().intValue() == 1, fieldPath));
    }
    return fields;
  }

  private static XsdField element(XSElementDecl element, boolean required, String path) {
    XSType type = element.getType();
    if (type.isSimpleType()) {
      XSSimpleType simple = type.asSimpleType();
      FieldKind kind = XsdFacets.kind(simple, path);
      return value(
          declaration(element, path, kind, required, XsdFacets.read(simple, kind)), simple);
    }
    XSComplexType complex = XsdProfile.complex(type, path);
    if (complex.isLocal()) {
      return list(element, complex, required, path);
    }
    boolean measured = complex.getContentType().asSimpleType() != null;
    FieldKind kind =
        measured ? XsdProfile.measuredKind(XsdProfile.widest(complex), path) : FieldKind.GROUP;
    return group(
        declaration(element, path, kind, required, Facets.NONE),
        measured ? parts(complex, path) : elements(complex, path),
        complex.getTargetNamespace(),
        complex.getName());
  }

  private static XsdField list(
      XSElementDecl wrapper, XSComplexType wrapperType, boolean required, String path) {
    XSParticle content = wrapperType.getContentType().asParticle();
    XSModelGroup group = content == null ? null : content.getTerm().asModelGroup();
    if (group == null
        || group.getSize() != 1
        || group.getChild(0).getTerm().asElementDecl() == null
        || group.getChild(0).getMaxOccurs().intValue() == 1) {
      throw XsdProfile.unsupported(path, "a type without a name that is not the wrapper of a list");
    }
    XSParticle repeated = group.getChild(0);
    XSElementDecl item = repeated.getTerm().asElementDecl();
    XSComplexType itemType = XsdProfile.complex(item.getType(), path);
    int fewest = repeated.getMinOccurs().intValue();
    if (fewest > 0 && !required) {
      throw XsdProfile.unsupported(path, "an optional wrapper of a list that wants elements");
    }
    XsdAnnotation annotation = XsdAnnotation.of(wrapper);
    FieldDeclaration declaration =
        new FieldDeclaration(
            wrapper.getName(),
            path,
            FieldKind.LIST,
            fewest > 0,
            Facets.NONE,
            Notation.ELEMENT,
            wrapper.getTargetNamespace(),
            item.getName(),
            required,
            null,
            annotation.documentation(),
            annotation.labels(),
            Map.of());
    return new XsdField(
        declaration,
        null,
        elements(itemType, path),
        fewest,
        repeated.getMaxOccurs().intValue(),
        itemType.getTargetNamespace(),
        itemType.getName(),
        List.of());
  }

  /**
   * The number of a QUANTITY, MONEY or UNIT_PRICE and its attributes. A type that narrows one of
   * them says of its attributes only what it narrows.
   */
  private static List<XsdField> parts(XSComplexType type, String path) {
    List<XsdField> parts = new ArrayList<>();
    XsdAnnotation annotation = XsdAnnotation.of(type);
    parts.add(
        part(
            "value",
            type.getContentType().asSimpleType(),
            true,
            Notation.CONTENT,
            null,
            path,
            annotation.documentation(),
            Map.of()));
    for (XSAttributeUse declared : XsdProfile.widest(type).getDeclaredAttributeUses()) {
      XSAttributeUse use = type.getAttributeUse("", declared.getDecl().getName());
      if (use == null) {
        throw XsdProfile.unsupported(path, "an attribute that a narrower type forbids");
      }
      XsdAnnotation about = XsdAnnotation.of(use.getDecl());
      parts.add(
          part(
              use.getDecl().getName(),
              use.getDecl().getType(),
              use.isRequired(),
              Notation.ATTRIBUTE,
              use.getDefaultValue() == null ? null : use.getDefaultValue().value,
              path,
              about.documentation(),
              about.labels()));
    }
    return parts;
  }

  private static XsdField part(
      String name,
      XSSimpleType type,
      boolean required,
      Notation notation,
      @Nullable String defaultValue,
      String parentPath,
      Map<String, String> documentation,
      Map<String, String> labels) {
    String path = parentPath + "." + name;
    FieldKind kind = XsdFacets.kind(type, path);
    Facets facets = XsdFacets.read(type, kind);
    Object absent =
        defaultValue == null
            ? null
            : kind == FieldKind.DECIMAL ? new BigDecimal(defaultValue) : defaultValue;
    FieldDeclaration declaration =
        new FieldDeclaration(
            name,
            path,
            kind,
            required,
            facets,
            notation,
            "",
            name,
            false,
            absent,
            documentation,
            labels,
            kind == FieldKind.CODE ? XsdFacets.codeMeanings(type) : Map.of());
    return value(declaration, type);
  }

  private static FieldDeclaration declaration(
      XSElementDecl element, String path, FieldKind kind, boolean required, Facets facets) {
    XsdAnnotation annotation = XsdAnnotation.of(element);
    return new FieldDeclaration(
        element.getName(),
        path,
        kind,
        required,
        facets,
        Notation.ELEMENT,
        element.getTargetNamespace(),
        element.getName(),
        false,
        null,
        annotation.documentation(),
        annotation.labels(),
        kind == FieldKind.CODE
            ? XsdFacets.codeMeanings(element.getType().asSimpleType())
            : Map.of());
  }

  private static XsdField group(
      FieldDeclaration declaration, List<XsdField> children, String namespace, String name) {
    return new XsdField(declaration, null, children, 0, 0, namespace, name, List.of());
  }

  private static XsdField value(FieldDeclaration declaration, XSSimpleType type) {
    FieldKind kind = declaration.kind();
    ValueCheck check = XsdProfile.check(kind, declaration.facets(), declaration.path());
    List<String> notation =
        kind == FieldKind.TEXT
            ? List.of()
            : XsdFacets.patterns(type).stream()
                .filter(pattern -> !allMatch(declaration.facets().codes(), pattern))
                .toList();
    return new XsdField(declaration, check, List.of(), 0, 0, "", "", notation);
  }

  /**
   * A pattern that every code of a list matches (the type they narrow has it) says nothing more.
   */
  private static boolean allMatch(Set<String> codes, String pattern) {
    if (codes.isEmpty()) {
      return false;
    }
    return codes.stream().allMatch(TextPattern.compile(pattern)::matches);
  }
}

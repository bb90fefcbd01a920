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
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the declarations of one document into fields bound to the generated classes. Only the part
 * of XML Schema that a Java object can express without loss is accepted (schemas/README.md lists
 * it); anything else stops loading with the field's path.
 */
final class XsdModelReader {
  private static final int DEEPEST = 20;

  private final ClassLoader loader;
  private final Accessors accessors = new Accessors();

  XsdModelReader(ClassLoader loader) {
    this.loader = loader;
  }

  CompiledField root(XSElementDecl element) {
    XSComplexType type = XsdProfile.complex(element.getType(), "");
    Class<?> javaType =
        XsdProfile.javaType(loader, element.getTargetNamespace(), element.getName());
    List<CompiledField> children = elements(type, javaType, "");
    XsdAnnotation annotation = XsdAnnotation.of(element);
    return new CompiledField(
        new FieldDeclaration(
            element.getName(),
            "",
            FieldKind.GROUP,
            true,
            Facets.NONE,
            Notation.ELEMENT,
            element.getTargetNamespace(),
            element.getName(),
            false,
            null,
            annotation.documentation(),
            annotation.labels()),
        javaType,
        new GroupCheck(children),
        children,
        parent -> parent,
        null,
        accessors.constructor(javaType));
  }

  private List<CompiledField> elements(XSComplexType type, Class<?> owner, String path) {
    List<CompiledField> fields = new ArrayList<>();
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
      fields.add(element(element, particle.getMinOccurs().intValue() == 1, owner, fieldPath));
    }
    return fields;
  }

  private CompiledField element(
      XSElementDecl element, boolean required, Class<?> owner, String path) {
    XSType type = element.getType();
    if (type.isSimpleType()) {
      XSSimpleType simple = type.asSimpleType();
      FieldKind kind = XsdFacets.kind(simple, path);
      Facets facets = XsdFacets.read(simple, kind);
      return bind(
          element,
          path,
          kind,
          required,
          facets,
          owner,
          XsdProfile.check(kind, facets, path),
          List.of());
    }
    XSComplexType complex = XsdProfile.complex(type, path);
    if (complex.isLocal()) {
      return list(element, complex, required, owner, path);
    }
    Class<?> javaType =
        XsdProfile.javaType(loader, complex.getTargetNamespace(), complex.getName());
    if (complex.getContentType().asSimpleType() != null) {
      List<CompiledField> parts = parts(complex, path);
      FieldKind kind = XsdProfile.measuredKind(XsdProfile.widest(complex), path);
      return bind(element, path, kind, required, Facets.NONE, owner, new GroupCheck(parts), parts);
    }
    List<CompiledField> children = elements(complex, javaType, path);
    return bind(
        element,
        path,
        FieldKind.GROUP,
        required,
        Facets.NONE,
        owner,
        new GroupCheck(children),
        children);
  }

  private CompiledField list(
      XSElementDecl wrapper,
      XSComplexType wrapperType,
      boolean required,
      Class<?> owner,
      String path) {
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
    Class<?> javaType =
        XsdProfile.javaType(loader, itemType.getTargetNamespace(), itemType.getName());
    List<CompiledField> children = elements(itemType, javaType, path);
    int fewest = repeated.getMinOccurs().intValue();
    if (fewest > 0 && !required) {
      throw XsdProfile.unsupported(path, "an optional wrapper of a list that wants elements");
    }
    XsdAnnotation annotation = XsdAnnotation.of(wrapper);
    return new CompiledField(
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
            annotation.labels()),
        javaType,
        new ListCheck(new GroupCheck(children), fewest, repeated.getMaxOccurs().intValue()),
        children,
        accessors.reader(Accessors.getter(owner, wrapper.getName())),
        null,
        accessors.constructor(javaType));
  }

  /**
   * The number of a QUANTITY, MONEY or UNIT_PRICE and its attributes. A type that narrows one of
   * them inherits its properties, and says of its attributes only what it narrows.
   */
  private List<CompiledField> parts(XSComplexType type, String path) {
    XSComplexType widest = XsdProfile.widest(type);
    Class<?> owner = XsdProfile.javaType(loader, widest.getTargetNamespace(), widest.getName());
    List<CompiledField> parts = new ArrayList<>();
    XsdAnnotation annotation = XsdAnnotation.of(type);
    parts.add(
        part(
            "value",
            type.getContentType().asSimpleType(),
            true,
            Notation.CONTENT,
            null,
            owner,
            path,
            annotation.documentation(),
            Map.of()));
    for (XSAttributeUse declared : widest.getDeclaredAttributeUses()) {
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
              owner,
              path,
              about.documentation(),
              about.labels()));
    }
    return parts;
  }

  private CompiledField part(
      String name,
      XSSimpleType type,
      boolean required,
      Notation notation,
      @Nullable String defaultValue,
      Class<?> owner,
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
            labels);
    return leaf(declaration, owner, XsdProfile.check(kind, facets, path));
  }

  private CompiledField bind(
      XSElementDecl element,
      String path,
      FieldKind kind,
      boolean required,
      Facets facets,
      Class<?> owner,
      ValueCheck check,
      List<CompiledField> children) {
    XsdAnnotation annotation = XsdAnnotation.of(element);
    FieldDeclaration declaration =
        new FieldDeclaration(
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
            annotation.labels());
    if (children.isEmpty()) {
      return leaf(declaration, owner, check);
    }
    Method getter = Accessors.getter(owner, element.getName());
    Class<?> javaType = getter.getReturnType();
    return new CompiledField(
        declaration,
        javaType,
        check,
        children,
        accessors.reader(getter),
        accessors.writer(owner, element.getName(), javaType),
        accessors.constructor(javaType));
  }

  private CompiledField leaf(FieldDeclaration declaration, Class<?> owner, ValueCheck check) {
    Method getter = Accessors.getter(owner, declaration.name());
    Class<?> javaType = getter.getReturnType();
    Object absent = declaration.defaultValue();
    return new CompiledField(
        declaration,
        javaType,
        check,
        List.of(),
        absent == null
            ? accessors.reader(getter)
            : accessors.readerWithDefault(owner, declaration.name(), absent),
        accessors.writer(owner, declaration.name(), javaType),
        null);
  }
}

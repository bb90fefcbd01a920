package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSSchemaSet;
import io.pipemill.canonical.DocumentName;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All canonical document types on the class path. A type is there because its XSD is ({@code
 * schemas/<document>/v1/<Document>.xsd}); nothing else names it. Thread-safe; loading reads every
 * XSD once.
 */
public final class DocumentCatalog {
  private final Map<DocumentName, DocumentType> types = new LinkedHashMap<>();
  private final Map<Class<?>, DocumentType> byClass = new HashMap<>();

  private DocumentCatalog(ClassLoader loader, XmlLimits limits) {
    XsdSource source = XsdSource.of(loader);
    List<String> paths = source.paths();
    XSSchemaSet schemas = XsdSet.parse(source, paths);
    FieldBinder binder = new FieldBinder(loader);
    for (String path : paths) {
      DocumentName name = XsdSet.name(path);
      if (name != null) {
        add(compile(name, schemas, source, path, limits, binder));
      }
    }
  }

  /** Loads the document types beside this class, with the default limits for foreign XML. */
  public static DocumentCatalog load() {
    return load(DocumentCatalog.class.getClassLoader(), XmlLimits.DEFAULT);
  }

  /**
   * Loads the document types a class loader can see.
   *
   * @throws IllegalStateException if an XSD is wrong or uses what documents may not use
   */
  public static DocumentCatalog load(ClassLoader loader, XmlLimits limits) {
    return new DocumentCatalog(loader, limits);
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
   */
  public DocumentType type(DocumentName name) {
    DocumentType type = types.get(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "document type '" + name + "' is unknown: expected one of " + types.keySet());
    }
    return type;
  }

  /** The type of that name, or null. */
  public @Nullable DocumentType find(DocumentName name) {
    return types.get(name);
  }

  /**
   * The type an object belongs to.
   *
   * @throws IllegalArgumentException if it is not the root of a canonical document
   */
  public DocumentType typeOf(Object document) {
    DocumentType type = byClass.get(document.getClass());
    if (type == null) {
      throw new IllegalArgumentException(
          document.getClass()
              + " is not a canonical document: expected one of "
              + byClass.keySet());
    }
    return type;
  }

  /** All types, in the order of their names. */
  public Collection<DocumentType> all() {
    return types.values();
  }

  private void add(CompiledDocument document) {
    if (types.put(document.name(), document) != null) {
      throw new IllegalStateException("document " + document.name() + " has two XSDs");
    }
    byClass.put(document.javaType(), document);
  }

  private static CompiledDocument compile(
      DocumentName name,
      XSSchemaSet schemas,
      XsdSource source,
      String path,
      XmlLimits limits,
      FieldBinder binder) {
    XSElementDecl element = XsdSet.root(schemas, name, path);
    XsdAnnotation annotation = XsdAnnotation.of(element);
    List<String> worth = annotation.paths("worth");
    return new CompiledDocument(
        name,
        binder.root(XsdModelReader.root(element)),
        annotation.paths("businessKey"),
        annotation.paths("searchKey"),
        worth.isEmpty() ? null : worth.get(0),
        source,
        path,
        limits);
  }
}

package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSSchemaSet;
import io.pipemill.canonical.DocumentName;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All canonical document types on the class path. A type is there because its XSD is ({@code
 * schemas/<document>/v1/<Document>.xsd}); nothing else names it. Thread-safe. Loading reads the
 * index only; an XSD is read when its type is first asked for, because a node uses few of them.
 */
public final class DocumentCatalog {
  private final XsdSource source;
  private final FieldBinder binder;
  private final XmlLimits limits;

  /** Resource paths of the XSDs, in the order of the documents' names. */
  private final Map<DocumentName, String> paths = new LinkedHashMap<>();

  private final Map<String, DocumentName> byClassName = new HashMap<>();
  private final Map<DocumentName, DocumentType> compiled = new ConcurrentHashMap<>();

  private DocumentCatalog(ClassLoader loader, XmlLimits limits) {
    this.source = XsdSource.of(loader);
    this.binder = new FieldBinder(loader);
    this.limits = limits;
    for (String path : source.paths()) {
      DocumentName name = XsdSet.name(path);
      if (name != null) {
        if (paths.put(name, path) != null) {
          throw new IllegalStateException("document " + name + " has two XSDs");
        }
        byClassName.put(XsdProfile.className(name.toString(), XsdSet.element(path)), name);
      }
    }
  }

  /** The document types beside this class, with the default limits for foreign XML. */
  public static DocumentCatalog load() {
    return load(DocumentCatalog.class.getClassLoader(), XmlLimits.DEFAULT);
  }

  /**
   * The document types a class loader can see.
   *
   * @throws IllegalStateException if the index names what cannot be a document's XSD
   */
  public static DocumentCatalog load(ClassLoader loader, XmlLimits limits) {
    return new DocumentCatalog(loader, limits);
  }

  /** The names of all types, in their order; reads no XSD. */
  public Set<DocumentName> names() {
    return Collections.unmodifiableSet(paths.keySet());
  }

  /**
   * The type of that name.
   *
   * @throws IllegalArgumentException if there is none, with the names there are
   * @throws IllegalStateException if its XSD is wrong or uses what documents may not use
   */
  public DocumentType type(DocumentName name) {
    DocumentType type = find(name);
    if (type == null) {
      throw new IllegalArgumentException(
          "document type '" + name + "' is unknown: expected one of " + paths.keySet());
    }
    return type;
  }

  /**
   * The type of that name, or null.
   *
   * @throws IllegalStateException if its XSD is wrong or uses what documents may not use
   */
  public @Nullable DocumentType find(DocumentName name) {
    DocumentType type = compiled.get(name);
    if (type == null && paths.containsKey(name)) {
      compile(List.of(name));
      type = compiled.get(name);
    }
    return type;
  }

  /**
   * The type an object belongs to.
   *
   * @throws IllegalArgumentException if it is not the root of a canonical document
   */
  public DocumentType typeOf(Object document) {
    DocumentName name = byClassName.get(document.getClass().getName());
    if (name == null) {
      throw new IllegalArgumentException(
          document.getClass()
              + " is not a canonical document: expected one of "
              + byClassName.keySet());
    }
    return type(name);
  }

  /** All types, in the order of their names; reads every XSD that was not read before. */
  public Collection<DocumentType> all() {
    compile(paths.keySet());
    return paths.keySet().stream().map(this::type).toList();
  }

  /** One at a time: the types share the functions that read and write their common parts. */
  private synchronized void compile(Collection<DocumentName> wanted) {
    List<DocumentName> missing =
        wanted.stream().filter(name -> !compiled.containsKey(name)).toList();
    if (missing.isEmpty()) {
      return;
    }
    XSSchemaSet schemas = XsdSet.parse(source, missing.stream().map(this::path).toList());
    for (DocumentName name : missing) {
      compiled.put(name, compile(name, schemas));
    }
  }

  private String path(DocumentName name) {
    return Objects.requireNonNull(paths.get(name));
  }

  private CompiledDocument compile(DocumentName name, XSSchemaSet schemas) {
    String path = path(name);
    XSElementDecl element = XsdSet.root(schemas, name, path);
    XsdAnnotation annotation = XsdAnnotation.of(element);
    return new CompiledDocument(
        name,
        binder.root(XsdModelReader.root(element)),
        annotation.paths("businessKey"),
        annotation.paths("searchKey"),
        annotation.path("worth"),
        annotation.path("quantity"),
        source,
        path,
        limits);
  }
}

package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSSchema;
import com.sun.xml.xsom.XSSchemaSet;
import com.sun.xml.xsom.parser.XSOMParser;
import io.pipemill.canonical.DocumentName;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * All canonical document types on the class path. A type is there because its XSD is ({@code
 * schemas/<document>/v1/<Document>.xsd}); nothing else names it. Thread-safe. Loading reads the
 * index only; an XSD is read when its type is first asked for, because a node uses few of them.
 */
public final class DocumentCatalog {
  private static final Pattern DOCUMENT =
      Pattern.compile("schemas/([a-z][a-z0-9-]*)/v(\\d+)/([A-Za-z0-9]+)\\.xsd");
  private static final String TYPES = "types";

  private final XsdSource source;
  private final XsdModelReader reader;
  private final XmlLimits limits;

  /** Resource paths of the XSDs, in the order of the documents' names. */
  private final Map<DocumentName, String> paths = new LinkedHashMap<>();

  private final Map<String, DocumentName> byClassName = new HashMap<>();
  private final Map<DocumentName, DocumentType> compiled = new ConcurrentHashMap<>();

  private DocumentCatalog(ClassLoader loader, XmlLimits limits) {
    this.source = new XsdSource(loader);
    this.reader = new XsdModelReader(loader);
    this.limits = limits;
    for (String path : source.paths()) {
      Matcher parts = DOCUMENT.matcher(path);
      if (!parts.matches()) {
        throw new IllegalStateException(
            "schema '" + path + "': expected schemas/<document>/v1/<Document>.xsd");
      }
      if (!parts.group(1).equals(TYPES)) {
        DocumentName name = new DocumentName(parts.group(1), Integer.parseInt(parts.group(2)));
        if (paths.put(name, path) != null) {
          throw new IllegalStateException("document " + name + " has two XSDs");
        }
        byClassName.put(XsdProfile.className(name.toString(), parts.group(3)), name);
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
    XSSchemaSet schemas = parse(source, missing.stream().map(this::path).toList());
    for (DocumentName name : missing) {
      compiled.put(name, compile(name, schemas));
    }
  }

  private String path(DocumentName name) {
    return Objects.requireNonNull(paths.get(name));
  }

  private CompiledDocument compile(DocumentName name, XSSchemaSet schemas) {
    String path = path(name);
    String namespace = "http://pipemill.io/canonical/" + name;
    XSSchema schema = schemas.getSchema(namespace);
    if (schema == null || schema.getElementDecls().size() != 1) {
      throw new IllegalStateException(
          "schema '"
              + path
              + "': expected targetNamespace "
              + namespace
              + " and exactly one global element");
    }
    XSElementDecl element = schema.getElementDecls().values().iterator().next();
    XsdAnnotation annotation = XsdAnnotation.of(element);
    return new CompiledDocument(
        name,
        reader.root(element),
        annotation.paths("businessKey"),
        annotation.paths("searchKey"),
        annotation.path("worth"),
        annotation.path("quantity"),
        source,
        path,
        limits);
  }

  private static XSSchemaSet parse(XsdSource source, List<String> paths) {
    SAXParserFactory sax = SAXParserFactory.newInstance();
    sax.setNamespaceAware(true);
    XSOMParser parser = new XSOMParser(sax);
    parser.setAnnotationParser(XsdAnnotation.Parser::new);
    parser.setEntityResolver((publicId, systemId) -> source.open(systemId));
    parser.setErrorHandler(new Stop());
    try {
      for (String path : paths) {
        InputSource input = new InputSource(new ByteArrayInputStream(source.bytes(path)));
        input.setSystemId(XsdSource.systemId(path));
        parser.parse(input);
      }
      XSSchemaSet schemas = parser.getResult();
      if (schemas == null) {
        throw new IllegalStateException("the schemas " + new ArrayList<>(paths) + " are wrong");
      }
      return schemas;
    } catch (SAXException e) {
      throw new IllegalStateException("a schema cannot be read: " + e.getMessage(), e);
    }
  }

  private static final class Stop implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw located(e);
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw located(e);
    }

    private static SAXException located(SAXParseException e) {
      return new SAXException(
          XsdSource.path(e.getSystemId()) + " line " + e.getLineNumber() + ": " + e.getMessage(),
          e);
    }
  }
}

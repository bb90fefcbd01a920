package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSSchema;
import com.sun.xml.xsom.XSSchemaSet;
import com.sun.xml.xsom.parser.XSOMParser;
import io.pipemill.canonical.DocumentName;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * schemas/<document>/v1/<Document>.xsd}); nothing else names it. Thread-safe; loading reads every
 * XSD once.
 */
public final class DocumentCatalog {
  private static final Pattern DOCUMENT =
      Pattern.compile("schemas/([a-z][a-z0-9-]*)/v(\\d+)/[A-Za-z0-9]+\\.xsd");
  private static final String TYPES = "types";

  private final Map<DocumentName, DocumentType> types = new LinkedHashMap<>();
  private final Map<Class<?>, DocumentType> byClass = new HashMap<>();

  private DocumentCatalog(ClassLoader loader, XmlLimits limits) {
    XsdSource source = new XsdSource(loader);
    List<String> paths = source.paths();
    XSSchemaSet schemas = parse(source, paths);
    XsdModelReader reader = new XsdModelReader(loader);
    for (String path : paths) {
      Matcher parts = DOCUMENT.matcher(path);
      if (!parts.matches()) {
        throw new IllegalStateException(
            "schema '" + path + "': expected schemas/<document>/v1/<Document>.xsd");
      }
      if (!parts.group(1).equals(TYPES)) {
        add(
            compile(
                new DocumentName(parts.group(1), Integer.parseInt(parts.group(2))),
                schemas,
                source,
                path,
                limits,
                reader));
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
      XsdModelReader reader) {
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
    List<String> worth = annotation.paths("worth");
    return new CompiledDocument(
        name,
        reader.root(element),
        annotation.paths("businessKey"),
        annotation.paths("searchKey"),
        worth.isEmpty() ? null : worth.get(0),
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

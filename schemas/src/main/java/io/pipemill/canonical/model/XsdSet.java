package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSElementDecl;
import com.sun.xml.xsom.XSSchema;
import com.sun.xml.xsom.XSSchemaSet;
import com.sun.xml.xsom.parser.XSOMParser;
import io.pipemill.canonical.DocumentName;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Parses XSDs, and finds the document in them. */
final class XsdSet {
  private static final Pattern DOCUMENT =
      Pattern.compile("schemas/([a-z][a-z0-9-]*)/v(\\d+)/[A-Za-z0-9]+\\.xsd");
  private static final String TYPES = "types";

  private XsdSet() {}

  /**
   * The document an XSD declares; null for shared types.
   *
   * @throws IllegalStateException if the path is none of an XSD
   */
  static @Nullable DocumentName name(String path) {
    Matcher parts = DOCUMENT.matcher(path);
    if (!parts.matches()) {
      throw new IllegalStateException(
          "schema '" + path + "': expected schemas/<document>/v1/<Document>.xsd");
    }
    return parts.group(1).equals(TYPES)
        ? null
        : new DocumentName(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  /** The name its root element, and so its class, has by the name of the file. */
  static String element(String path) {
    return path.substring(path.lastIndexOf('/') + 1).replaceFirst("\\.xsd$", "");
  }

  /** The one global element of a document's XSD. */
  static XSElementDecl root(XSSchemaSet schemas, DocumentName name, String path) {
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
    return schema.getElementDecls().values().iterator().next();
  }

  static XSSchemaSet parse(XsdSource source, List<String> paths) {
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

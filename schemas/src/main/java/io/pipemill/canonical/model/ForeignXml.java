package io.pipemill.canonical.model;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.pipemill.canonical.Violation;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * Reads XML from outside: no document type, no entity, nothing fetched, bounded size and depth, and
 * validated by the JDK's XSD validator while it streams.
 */
final class ForeignXml {
  private final CompiledField root;
  private final XmlReader reader;
  private final XsdSource source;
  private final String xsd;
  private final XmlLimits limits;
  private final InputFactoryImpl factory = XmlReader.hardened();
  private final ThreadLocal<ValidatorHandler> validators =
      ThreadLocal.withInitial(this::newValidator);
  private volatile @Nullable Schema schema;

  ForeignXml(CompiledField root, XmlReader reader, XsdSource source, String xsd, XmlLimits limits) {
    this.root = root;
    this.reader = reader;
    this.source = source;
    this.xsd = xsd;
    this.limits = limits;
  }

  @Nullable Object read(byte[] xml, List<Violation> into) {
    if (xml.length > limits.bytes()) {
      into.add(
          Rule.SIZE.violation(
              "", xml.length + " bytes", "at most " + limits.bytes() + " bytes", "is too large"));
      return null;
    }
    List<Violation> found = new ArrayList<>();
    validate(xml, found);
    if (!found.isEmpty()) {
      into.addAll(found);
      return null;
    }
    try {
      XMLStreamReader stream = XmlEncoding.open(factory, xml);
      try {
        return reader.read(stream);
      } finally {
        stream.close();
      }
    } catch (XMLStreamException e) {
      // valid by the XSD, yet a value is beyond what our Java types hold
      into.add(
          Rule.NOTATION
              .violation("", null, "values that can be read", "cannot be read: " + e.getMessage())
              .at(where(e.getLocation())));
      return null;
    }
  }

  private void validate(byte[] xml, List<Violation> found) {
    XMLStreamReader stream = null;
    ValidatorHandler validator = validators.get();
    try {
      stream = XmlEncoding.open(factory, xml);
      new XmlValidation(root, limits, stream, validator, found).run();
    } catch (XMLStreamException e) {
      found.add(notWellFormed(e.getMessage(), e.getLocation()));
    } catch (UncheckedStreamException e) {
      found.add(notWellFormed(e.getMessage(), stream == null ? null : stream.getLocation()));
    } catch (SAXException e) {
      validators.remove();
      found.add(
          Rule.SCHEMA
              .violation("", null, "XML that can be validated", "cannot be validated: " + e)
              .at(where(stream == null ? null : stream.getLocation())));
    } finally {
      validator.setErrorHandler(null); // it would keep the document alive
    }
  }

  private static Violation notWellFormed(@Nullable String reason, @Nullable Location location) {
    String first = reason == null ? "" : reason.lines().findFirst().orElse("");
    return Rule.NOT_WELL_FORMED
        .violation("", null, "well-formed XML in the encoding it declares", "is broken: " + first)
        .at(where(location));
  }

  static String where(@Nullable Location location) {
    return location == null || location.getLineNumber() < 0
        ? "line 1"
        : "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  private ValidatorHandler newValidator() {
    ValidatorHandler handler = schema().newValidatorHandler();
    try {
      // the texts are read by people of all languages; ours are English
      handler.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
    } catch (SAXException e) {
      // another JAXP implementation: its messages are in the language of the machine
    }
    return handler;
  }

  private Schema schema() {
    Schema known = schema;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      known = schema;
      if (known == null) {
        known = compile();
        schema = known;
      }
      return known;
    }
  }

  private Schema compile() {
    SchemaFactory schemas = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
    try {
      schemas.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      schemas.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "http");
      schemas.setResourceResolver(new XsdInput.Resolver(source));
      return schemas.newSchema(
          new StreamSource(new ByteArrayInputStream(source.bytes(xsd)), XsdSource.systemId(xsd)));
    } catch (SAXException e) {
      throw new IllegalStateException("schema '" + xsd + "' is refused by the JDK", e);
    }
  }
}

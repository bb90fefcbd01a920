package io.pipemill.canonical.model;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Marshaller;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/**
 * JAXB and the JDK's XSD validator, used the plain way from the XSD's file: what our own code must
 * agree with. For one thread.
 */
final class Referee {
  private static final Map<DocumentType, Referee> ALL = new HashMap<>();

  private final DocumentType type;
  private final Marshaller marshaller;
  private final Unmarshaller unmarshaller;
  private final Validator validator;

  private Referee(DocumentType type) {
    this.type = type;
    try {
      JAXBContext jaxb = JAXBContext.newInstance(type.javaType());
      this.marshaller = jaxb.createMarshaller();
      this.unmarshaller = jaxb.createUnmarshaller();
      this.validator =
          SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
              .newSchema(xsd(type))
              .newValidator();
    } catch (JAXBException | SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  static synchronized Referee of(DocumentType type) {
    return ALL.computeIfAbsent(type, Referee::new);
  }

  private static URL xsd(DocumentType type) {
    String path = "schemas/" + type.name() + "/" + type.javaType().getSimpleName() + ".xsd";
    URL url = Referee.class.getClassLoader().getResource(path);
    if (url == null) {
      throw new IllegalStateException("no " + path);
    }
    return url;
  }

  byte[] marshal(Object document) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      marshaller.marshal(document, out);
      return out.toByteArray();
    } catch (JAXBException e) {
      throw new IllegalStateException(e);
    }
  }

  Object unmarshal(byte[] xml) {
    try {
      return type.javaType().cast(unmarshaller.unmarshal(new ByteArrayInputStream(xml)));
    } catch (JAXBException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is wrong with an object's XML, or null; JAXB breaks on texts that XML cannot carry. */
  @Nullable String verdict(Object document) {
    byte[] xml;
    try {
      xml = marshal(document);
    } catch (StringIndexOutOfBoundsException e) {
      return e.toString();
    }
    String error = error(xml);
    if (error != null) {
      return error;
    }
    // JAXB writes some broken texts as other, sound ones
    List<String> changed = Content.difference(type, document, unmarshal(xml));
    return changed.isEmpty() ? null : changed.toString();
  }

  /** Null if valid, else the first error. */
  @Nullable String error(byte[] xml) {
    try {
      validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
      return null;
    } catch (SAXException e) {
      return e.toString();
    } catch (IOException e) {
      return e.toString();
    }
  }
}

package io.pipemill.canonical.model;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.pipemill.canonical.xml.IsoTimes;
import java.math.BigDecimal;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.io.Stax2ByteArraySource;
import org.jspecify.annotations.Nullable;

/** Reads XML that is known to be valid into the generated classes, without JAXB. */
final class XmlReader {
  private final CompiledField root;
  private final InputFactoryImpl factory = hardened();

  XmlReader(CompiledField root) {
    this.root = root;
  }

  /** A factory whose readers never resolve anything; thread-safe once made. */
  static InputFactoryImpl hardened() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    // what is not well-formed is then told by next(), not by a getter
    factory.setProperty(org.codehaus.stax2.XMLInputFactory2.P_LAZY_PARSING, false);
    return factory;
  }

  Object read(byte[] xml) {
    try {
      XMLStreamReader reader =
          (XMLStreamReader)
              factory.createXMLStreamReader(new Stax2ByteArraySource(xml, 0, xml.length));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new IllegalArgumentException(
          "the XML of a '" + root.name + "' cannot be read: " + e.getMessage(), e);
    }
  }

  Object read(XMLStreamReader reader) throws XMLStreamException {
    while (reader.next() != XMLStreamConstants.START_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.DTD) {
        throw new XMLStreamException("a document type declaration is not accepted");
      }
    }
    if (!reader.getLocalName().equals(root.name)) {
      throw new XMLStreamException(
          "root element '" + reader.getLocalName() + "': expected '" + root.name + "'",
          reader.getLocation());
    }
    Object document = root.newInstance();
    readFields(root, document, reader);
    return document;
  }

  private static void readFields(CompiledField parent, Object target, XMLStreamReader reader)
      throws XMLStreamException {
    CompiledField[] children = parent.children;
    int next = 0;
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        String name = reader.getLocalName();
        // elements come in the XSD's order, so the wanted one is at or soon after the last
        while (next < children.length && !children[next].name.equals(name)) {
          next++;
        }
        if (next == children.length) {
          throw unexpected(parent, name, reader);
        }
        readField(children[next], target, reader);
        next++;
      }
    }
  }

  private static void readField(CompiledField field, Object target, XMLStreamReader reader)
      throws XMLStreamException {
    switch (field.kind) {
      case GROUP -> {
        Object group = field.newInstance();
        readFields(field, group, reader);
        field.set(target, group);
      }
      case LIST -> readList(field, target, reader);
      case QUANTITY, MONEY, UNIT_PRICE -> {
        Object measured = field.newInstance();
        CompiledField content = null;
        for (CompiledField part : field.children) {
          if (part.notation == CompiledField.Notation.CONTENT) {
            content = part;
            continue;
          }
          String text = attribute(reader, part.name);
          if (text != null) {
            part.set(measured, value(part, text, reader));
          }
        }
        String text = reader.getElementText();
        if (content != null && !text.isEmpty()) {
          content.set(measured, value(content, text, reader));
        }
        field.set(target, measured);
      }
      default -> field.set(target, value(field, reader.getElementText(), reader));
    }
  }

  private static @Nullable String attribute(XMLStreamReader reader, String name) {
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String namespace = reader.getAttributeNamespace(i);
      if (reader.getAttributeLocalName(i).equals(name)
          && (namespace == null || namespace.isEmpty())) {
        return reader.getAttributeValue(i);
      }
    }
    return null;
  }

  private static void readList(CompiledField field, Object target, XMLStreamReader reader)
      throws XMLStreamException {
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (!reader.getLocalName().equals(field.itemName)) {
          throw unexpected(field, reader.getLocalName(), reader);
        }
        Object element = field.newInstance();
        readFields(field, element, reader);
        field.set(target, element);
      }
    }
  }

  private static Object value(CompiledField field, String text, XMLStreamReader reader)
      throws XMLStreamException {
    try {
      return switch (field.kind) {
        case TEXT, CODE -> text;
        case DECIMAL -> new BigDecimal(text.strip());
        case INTEGER -> Long.valueOf(text.strip());
        case BOOLEAN -> text.strip().equals("true") || text.strip().equals("1");
        case DATE -> IsoTimes.date(text.strip());
        case INSTANT -> IsoTimes.instant(text.strip());
        default -> throw new IllegalStateException(field + " is not a simple value");
      };
    } catch (RuntimeException e) {
      throw new XMLStreamException(
          "'" + field.path + "' is '" + text + "': expected " + Expectation.of(field),
          reader.getLocation(),
          e);
    }
  }

  private static XMLStreamException unexpected(
      CompiledField parent, String name, XMLStreamReader reader) {
    return new XMLStreamException(
        "element '"
            + name
            + "' in '"
            + (parent.path.isEmpty() ? parent.name : parent.path)
            + "' is unknown or in the wrong place",
        reader.getLocation());
  }
}

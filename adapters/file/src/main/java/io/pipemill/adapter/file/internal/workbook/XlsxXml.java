package io.pipemill.adapter.file.internal.workbook;

import io.pipemill.adapter.file.internal.BoundedInput;
import io.pipemill.adapter.file.internal.XmlInput;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A parser over one part: elements by their local name, no DOCTYPE, bounded between two rows. */
final class XlsxXml implements AutoCloseable {
  private static final XmlInput INPUT = new XmlInput();
  private final BoundedInput in;
  private final XMLStreamReader xml;
  private final String part;

  XlsxXml(InputStream bytes, String part, int maxBytes) throws IOException {
    this.in = new BoundedInput(bytes, maxBytes);
    this.part = part;
    try {
      this.xml = INPUT.open(in);
    } catch (XMLStreamException e) {
      in.close();
      throw broken(e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** The next event; END_DOCUMENT behind the last. */
  int next() throws IOException {
    try {
      if (!xml.hasNext()) {
        return XMLStreamConstants.END_DOCUMENT;
      }
      int event = xml.next();
      if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
        throw Damage.broken(
            "<!DOCTYPE", "part '" + part + "' has a document type declaration or an entity");
      }
      return event;
    } catch (XMLStreamException e) {
      throw broken(e);
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException e) {
      // a parser that stumbles over bytes it did not foresee says no more than that
      throw broken(e);
    }
  }

  /** What comes next may have as many bytes again. */
  void nextRecord() {
    in.nextRecord();
  }

  String name() {
    return xml.getLocalName();
  }

  boolean at(String name) {
    return xml.getLocalName().equals(name);
  }

  /** An attribute by its local name, whatever its namespace: the strict format has others. */
  @Nullable String attribute(String name) {
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      if (xml.getAttributeLocalName(i).equals(name)) {
        return xml.getAttributeValue(i);
      }
    }
    return null;
  }

  /** A whole number of an attribute; the fallback if it is absent. */
  int number(String name, int fallback) throws IOException {
    String text = attribute(name);
    return text == null ? fallback : number(text);
  }

  int number(String text) throws IOException {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw Damage.broken(text, "part '" + part + "' has a number that is none");
    }
  }

  void appendText(StringBuilder text) {
    text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
  }

  /** What the parser found, or what was found below it while it read. */
  private IOException broken(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean bytes =
          cause instanceof java.io.CharConversionException
              || cause instanceof java.nio.charset.CharacterCodingException;
      if (cause instanceof IOException io && !bytes) {
        return io;
      }
    }
    String words = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return Damage.broken(part, "part '" + part + "' is no XML: " + words);
  }

  @Override
  public void close() throws IOException {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw new IOException("closing a parser", e);
    } finally {
      in.close();
    }
  }
}

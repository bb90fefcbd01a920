package io.pipemill.canonical.model;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.CharArrayReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.io.Stax2ByteArraySource;
import org.jspecify.annotations.Nullable;

/**
 * Opens XML in the encoding it is in. The parser reads UTF-8 itself; all else (GB18030, GBK,
 * UTF-16, …) is decoded here, strictly: a byte that is wrong in its encoding is an error, never a
 * question mark.
 */
final class XmlEncoding {
  private static final int HEAD = 200;
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml[^>]*?\\sencoding\\s*=\\s*[\"']([A-Za-z0-9._\\-]+)[\"']");

  private XmlEncoding() {}

  static XMLStreamReader open(InputFactoryImpl factory, byte[] xml) throws XMLStreamException {
    Charset charset = detect(xml);
    if (charset == null) {
      return (XMLStreamReader)
          factory.createXMLStreamReader(new Stax2ByteArraySource(xml, 0, xml.length));
    }
    try {
      CharBuffer text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(xml));
      int start = text.hasRemaining() && text.get(0) == '\uFEFF' ? 1 : 0;
      return factory.createXMLStreamReader(
          new CharArrayReader(text.array(), text.arrayOffset() + start, text.remaining() - start));
    } catch (CharacterCodingException e) {
      throw new XMLStreamException("bytes that are not " + charset.name(), e);
    }
  }

  /** The encoding, or null for UTF-8. */
  private static @Nullable Charset detect(byte[] xml) throws XMLStreamException {
    if (xml.length >= 2) {
      int first = xml[0] & 0xFF;
      int second = xml[1] & 0xFF;
      if (first == 0xFE && second == 0xFF || first == 0 && second == '<') {
        return StandardCharsets.UTF_16BE;
      }
      if (first == 0xFF && second == 0xFE || first == '<' && second == 0) {
        return StandardCharsets.UTF_16LE;
      }
      if (first == 0xEF && second == 0xBB) {
        return null;
      }
    }
    String head = new String(xml, 0, Math.min(xml.length, HEAD), StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARED.matcher(head);
    if (!declared.find()) {
      return null;
    }
    String name = declared.group(1);
    try {
      Charset charset = Charset.forName(name);
      return charset.equals(StandardCharsets.UTF_8) ? null : charset;
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new XMLStreamException("the declared encoding '" + name + "' is unknown", e);
    }
  }
}

package io.pipemill.adapter.file.internal;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;

/**
 * Opens XML parsers that resolve nothing. The parser itself decodes the encodings it knows; others
 * that the declaration names (GB18030, Shift_JIS) are decoded strictly before it.
 */
public final class XmlInput {
  private static final Pattern DECLARED =
      Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']");
  private static final Set<String> OF_THE_PARSER =
      Set.of("UTF-8", "US-ASCII", "ASCII", "ISO-8859-1", "UTF-16", "UTF-16LE", "UTF-16BE");
  private final XMLInputFactory factory;

  public XmlInput() {
    InputFactoryImpl aalto = new InputFactoryImpl();
    aalto.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    aalto.setProperty(XMLInputFactory.IS_COALESCING, false);
    aalto.setProperty(XMLInputFactory.IS_VALIDATING, false);
    aalto.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, true);
    aalto.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    aalto.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    aalto.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("external entities are not read");
        });
    this.factory = aalto;
  }

  public XMLStreamReader open(InputStream bytes) throws IOException, XMLStreamException {
    PushbackInputStream in = new PushbackInputStream(bytes, 256);
    byte[] head = in.readNBytes(200);
    in.unread(head);
    String encoding = declared(head);
    if (encoding == null || OF_THE_PARSER.contains(encoding.toUpperCase(Locale.ROOT))) {
      return factory.createXMLStreamReader(in);
    }
    try {
      return factory.createXMLStreamReader(new StrictReader(in, Encodings.named(encoding), 0));
    } catch (IllegalArgumentException e) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-022",
              "encoding",
              encoding,
              "a character set such as UTF-8 or GB18030",
              "line 1",
              "the XML declaration names an encoding that does not exist"));
    }
  }

  /** The declaration's encoding, where the first bytes can be read as ASCII. */
  private static @Nullable String declared(byte[] head) {
    Matcher declared = DECLARED.matcher(new String(head, StandardCharsets.ISO_8859_1));
    return declared.find() ? declared.group(1) : null;
  }
}

package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSAnnotation;
import com.sun.xml.xsom.XSComponent;
import com.sun.xml.xsom.parser.AnnotationContext;
import com.sun.xml.xsom.parser.AnnotationParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.xml.sax.Attributes;
import org.xml.sax.ContentHandler;
import org.xml.sax.EntityResolver;
import org.xml.sax.ErrorHandler;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Documentation and our appinfo ({@value #NAMESPACE}) of one component of an XSD; anything else
 * inside an annotation is not ours and is passed over.
 */
final class XsdAnnotation {
  static final String NAMESPACE = "http://pipemill.io/schema";
  private static final String XS = "http://www.w3.org/2001/XMLSchema";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final Map<String, String> documentation = new TreeMap<>();
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, List<String>> paths = new HashMap<>();

  static XsdAnnotation of(XSComponent component) {
    XSAnnotation annotation = component.getAnnotation();
    Object parsed = annotation == null ? null : annotation.getAnnotation();
    return parsed instanceof XsdAnnotation ours ? ours : new XsdAnnotation();
  }

  /** The documentation by language, white space collapsed. */
  Map<String, String> documentation() {
    return Map.copyOf(documentation);
  }

  /** Short names by language. */
  Map<String, String> labels() {
    return Map.copyOf(labels);
  }

  /** The {@code path} attributes of our elements of that name, in their order. */
  List<String> paths(String name) {
    return paths.getOrDefault(name, List.of());
  }

  /** Collects what is ours from the events of one {@code xs:annotation}. */
  static final class Parser extends AnnotationParser {
    private final XsdAnnotation annotation = new XsdAnnotation();

    @Override
    public ContentHandler getContentHandler(
        AnnotationContext context,
        String parentElementName,
        ErrorHandler errors,
        EntityResolver entities) {
      return new Collector(annotation);
    }

    @Override
    public Object getResult(Object existing) {
      return annotation;
    }
  }

  private static final class Collector extends DefaultHandler {
    private final XsdAnnotation annotation;
    private final StringBuilder text = new StringBuilder();
    private String language = "";

    Collector(XsdAnnotation annotation) {
      this.annotation = annotation;
    }

    @Override
    public void startElement(String uri, String name, String qualified, Attributes attributes) {
      text.setLength(0);
      String declared = attributes.getValue(XML, "lang");
      language = declared == null ? "en" : declared;
      String path = attributes.getValue("path");
      if (uri.equals(NAMESPACE) && path != null) {
        annotation.paths.computeIfAbsent(name, any -> new ArrayList<>()).add(path);
      }
    }

    @Override
    public void characters(char[] characters, int start, int length) {
      text.append(characters, start, length);
    }

    @Override
    public void endElement(String uri, String name, String qualified) {
      String words = text.toString().strip().replaceAll("\\s+", " ");
      if (uri.equals(XS) && name.equals("documentation")) {
        annotation.documentation.put(language, words);
      } else if (uri.equals(NAMESPACE) && name.equals("name")) {
        annotation.labels.put(language, words);
      }
      text.setLength(0);
    }
  }
}

package io.pipemill.canonical.model;

import com.sun.xml.xsom.XSAnnotation;
import com.sun.xml.xsom.XSComponent;
import com.sun.xml.xsom.util.DomAnnotationParserFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Documentation and our appinfo ({@value #NAMESPACE}) of one component of an XSD. */
final class XsdAnnotation {
  static final String NAMESPACE = "http://pipemill.io/schema";
  private static final String XS = "http://www.w3.org/2001/XMLSchema";
  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final @Nullable Element annotation;

  private XsdAnnotation(@Nullable Element annotation) {
    this.annotation = annotation;
  }

  static DomAnnotationParserFactory parserFactory() {
    return new DomAnnotationParserFactory();
  }

  static XsdAnnotation of(XSComponent component) {
    XSAnnotation annotation = component.getAnnotation();
    Object parsed = annotation == null ? null : annotation.getAnnotation();
    return new XsdAnnotation(parsed instanceof Element element ? element : null);
  }

  /** The English documentation, white space collapsed; empty if there is none. */
  String documentation() {
    for (Element element : elements(XS, "documentation")) {
      String language = element.getAttributeNS(XML, "lang");
      if (language.isEmpty() || language.equals("en")) {
        return element.getTextContent().strip().replaceAll("\\s+", " ");
      }
    }
    return "";
  }

  /** Short names by language. */
  Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>();
    for (Element element : elements(NAMESPACE, "name")) {
      labels.put(element.getAttributeNS(XML, "lang"), element.getTextContent().strip());
    }
    return Map.copyOf(labels);
  }

  /** The {@code path} attributes of our elements of that name, in their order. */
  List<String> paths(String name) {
    List<String> paths = new ArrayList<>();
    for (Element element : elements(NAMESPACE, name)) {
      paths.add(element.getAttribute("path"));
    }
    return paths;
  }

  private List<Element> elements(String namespace, String name) {
    List<Element> found = new ArrayList<>();
    if (annotation != null) {
      NodeList nodes = annotation.getElementsByTagNameNS(namespace, name);
      for (int i = 0; i < nodes.getLength(); i++) {
        Node node = nodes.item(i);
        if (node instanceof Element element) {
          found.add(element);
        }
      }
    }
    return found;
  }
}

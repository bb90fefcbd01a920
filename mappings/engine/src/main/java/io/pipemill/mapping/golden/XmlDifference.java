package io.pipemill.mapping.golden;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** Compares two documents element by element; prefixes and indentation do not count. */
final class XmlDifference {
  private XmlDifference() {}

  /** The first differences, at most ten. */
  static List<String> of(String expected, String actual) {
    List<String> differences = new ArrayList<>();
    compare(root(expected), root(actual), "", differences);
    return differences.size() > 10 ? differences.subList(0, 10) : differences;
  }

  private static void compare(Element expected, Element actual, String above, List<String> into) {
    String path = above + "/" + expected.getLocalName();
    if (!name(expected).equals(name(actual))) {
      into.add(path + ": expected <" + name(expected) + ">, found <" + name(actual) + ">");
      return;
    }
    if (!attributes(expected).equals(attributes(actual))) {
      into.add(path + ": expected " + attributes(expected) + ", found " + attributes(actual));
    }
    List<Element> want = children(expected);
    List<Element> have = children(actual);
    if (want.isEmpty() && have.isEmpty()) {
      if (!expected.getTextContent().equals(actual.getTextContent())) {
        into.add(
            path
                + ": expected '"
                + expected.getTextContent()
                + "', found '"
                + actual.getTextContent()
                + "'");
      }
      return;
    }
    for (int i = 0; i < Math.max(want.size(), have.size()); i++) {
      if (i >= have.size()) {
        into.add(path + ": missing <" + want.get(i).getLocalName() + ">");
      } else if (i >= want.size()) {
        into.add(path + ": surplus <" + have.get(i).getLocalName() + ">");
      } else {
        compare(want.get(i), have.get(i), path, into);
      }
    }
  }

  private static String name(Element element) {
    return "{" + element.getNamespaceURI() + "}" + element.getLocalName();
  }

  private static Map<String, String> attributes(Element element) {
    Map<String, String> attributes = new TreeMap<>();
    NamedNodeMap all = element.getAttributes();
    for (int i = 0; i < all.getLength(); i++) {
      Node attribute = all.item(i);
      if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI())) {
        attributes.put(attribute.getNodeName(), attribute.getNodeValue());
      }
    }
    return attributes;
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  private static Element root(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (ParserConfigurationException | IOException | SAXException e) {
      throw new IllegalArgumentException("not XML: " + e.getMessage(), e);
    }
  }

  /** The same with one element per line, for people. */
  static String indented(String xml) {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    Element root = root(xml);
    write(root, "", root.getNamespaceURI(), true, text);
    return text.toString();
  }

  private static void write(
      Element element, String indent, String namespace, boolean declare, StringBuilder text) {
    String own = element.getNamespaceURI();
    text.append(indent).append('<').append(element.getLocalName());
    if (declare || !String.valueOf(own).equals(namespace)) {
      text.append(" xmlns=\"").append(own).append('"');
    }
    attributes(element)
        .forEach(
            (name, value) ->
                text.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
    List<Element> children = children(element);
    if (children.isEmpty()) {
      String content = element.getTextContent();
      text.append(
              content.isEmpty()
                  ? "/>"
                  : ">" + escaped(content) + "</" + element.getLocalName() + ">")
          .append('\n');
      return;
    }
    text.append(">\n");
    for (Element child : children) {
      write(child, indent + "  ", String.valueOf(own), false, text);
    }
    text.append(indent).append("</").append(element.getLocalName()).append(">\n");
  }

  private static String escaped(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("\r", "&#13;");
  }
}

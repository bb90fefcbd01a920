package io.pipemill.mapping.golden;

import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.InboundMapping.Columns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads a golden pair's XML as the file transport does: see the README of a system of XML files.
 */
public final class XmlRecords implements GoldenPairs.Reader {
  @Override
  public @Nullable RecordTree read(ExternalSystem system, InboundMapping mapping, Path source) {
    if (!source.toString().endsWith(".xml")) {
      return null;
    }
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root = factory.newDocumentBuilder().parse(source.toFile()).getDocumentElement();
      @SuppressWarnings("unchecked")
      Map<String, String> namespaces =
          (Map<String, String>) mapping.source().getOrDefault("namespaces", Map.of());
      return record(root.getLocalName(), root, mapping.source(), mapping.columns(), namespaces);
    } catch (Exception e) {
      throw new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  @SuppressWarnings("unchecked")
  private static RecordTree record(
      String name,
      Element element,
      Map<String, Object> source,
      Columns columns,
      Map<String, String> namespaces) {
    @Nullable Object[] values = new Object[columns.columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(element, columns.columns().get(i), namespaces);
    }
    List<RecordShape> shapes = new ArrayList<>();
    List<List<RecordTree>> groups = new ArrayList<>();
    for (String group : new TreeSet<>(columns.groups().keySet())) {
      Map<String, Object> below = section(source, group);
      Columns inner = Objects.requireNonNull(columns.groups().get(group));
      List<RecordTree> records = new ArrayList<>();
      for (Element child : elements(element, String.valueOf(below.get("path")), namespaces)) {
        records.add(record(group, child, below, inner, namespaces));
      }
      shapes.add(shape(group, inner));
      groups.add(records);
    }
    return new RecordTree(
        new RecordShape(name, columns.columns(), shapes),
        values,
        groups.toArray(new List[0]),
        null);
  }

  private static RecordShape shape(String name, Columns columns) {
    List<RecordShape> groups = new ArrayList<>();
    for (String group : new TreeSet<>(columns.groups().keySet())) {
      groups.add(shape(group, Objects.requireNonNull(columns.groups().get(group))));
    }
    return new RecordShape(name, columns.columns(), groups);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> section(Map<String, Object> source, String group) {
    if (source.get("groups") instanceof Map<?, ?> groups && groups.containsKey(group)) {
      return (Map<String, Object>) groups.get(group);
    }
    return (Map<String, Object>) Objects.requireNonNull(source.get(group));
  }

  private static @Nullable String value(
      Element element, String path, Map<String, String> namespaces) {
    if (path.equals(".")) {
      return element.getTextContent();
    }
    int at = path.lastIndexOf('@');
    String steps = at < 0 ? path : at == 0 ? "" : path.substring(0, at - 1);
    List<Element> found = steps.isEmpty() ? List.of(element) : elements(element, steps, namespaces);
    if (found.isEmpty()) {
      return null;
    }
    Element first = found.get(0);
    if (at >= 0) {
      String attribute = path.substring(at + 1);
      return first.hasAttribute(attribute) ? first.getAttribute(attribute) : null;
    }
    return first.getTextContent();
  }

  private static List<Element> elements(
      Element element, String path, Map<String, String> namespaces) {
    List<Element> found = List.of(element);
    for (String step : path.split("/")) {
      int colon = step.indexOf(':');
      String uri = Objects.requireNonNull(namespaces.get(step.substring(0, colon)));
      List<Element> next = new ArrayList<>();
      for (Element parent : found) {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
          if (n instanceof Element child
              && child.getLocalName().equals(step.substring(colon + 1))
              && uri.equals(child.getNamespaceURI())) {
            next.add(child);
          }
        }
      }
      found = next;
    }
    return found;
  }
}

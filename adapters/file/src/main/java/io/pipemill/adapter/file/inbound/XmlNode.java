package io.pipemill.adapter.file.inbound;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kept element of a record. */
final class XmlNode {
  final XmlElements type;
  private final @Nullable String[] attributes;
  private @Nullable List<XmlNode> @Nullable [] children;
  private @Nullable StringBuilder text;

  XmlNode(XmlElements type, @Nullable String[] attributes) {
    this.type = type;
    this.attributes = attributes;
    this.text = type.text() ? new StringBuilder() : null;
  }

  @SuppressWarnings("unchecked")
  void add(XmlNode child) {
    if (children == null) {
      children = (List<XmlNode>[]) new List<?>[type.size()];
    }
    int slot = child.type.slot();
    List<XmlNode> list = children[slot];
    if (list == null) {
      list = new ArrayList<>(2);
      children[slot] = list;
    }
    list.add(child);
  }

  void append(char[] chars, int from, int count) {
    if (text != null) {
      text.append(chars, from, count);
    }
  }

  List<XmlNode> children(int slot) {
    List<XmlNode> list = children == null ? null : children[slot];
    return list == null ? List.of() : list;
  }

  @Nullable String attribute(int index) {
    return attributes[index];
  }

  @Nullable String text() {
    return text == null ? null : text.toString();
  }
}

package io.pipemill.adapter.file.inbound;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements that some path speaks of, as a tree: the walk over a file keeps these and passes
 * over all others.
 */
final class XmlElements {

  /** Name of an element. */
  private record Name(String uri, String local) {}

  private final Map<Name, XmlElements> children = new HashMap<>();
  private final List<String> attributes = new ArrayList<>();
  private final int slot;
  private boolean text;

  private XmlElements(int slot) {
    this.slot = slot;
  }

  static XmlElements root() {
    return new XmlElements(0);
  }

  int slot() {
    return slot;
  }

  int size() {
    return children.size();
  }

  boolean text() {
    return text;
  }

  List<String> attributes() {
    return attributes;
  }

  @Nullable XmlElements child(String uri, String local) {
    return children.isEmpty() ? null : children.get(new Name(uri, local));
  }

  /** Adds what a path needs below this element; gives the path in slots. */
  Compiled add(XmlPath path) {
    XmlElements here = this;
    List<Compiled.Step> steps = new ArrayList<>();
    for (XmlPath.Step step : path.steps()) {
      XmlElements parent = here;
      here =
          parent.children.computeIfAbsent(
              new Name(step.uri(), step.local()), name -> new XmlElements(parent.children.size()));
      List<Compiled.Condition> conditions = new ArrayList<>();
      for (XmlPath.Predicate predicate : step.predicates()) {
        XmlPath compared = predicate.path();
        conditions.add(
            new Compiled.Condition(
                predicate.position(),
                compared == null ? null : here.addValue(compared),
                predicate.value()));
      }
      steps.add(new Compiled.Step(here.slot, conditions));
    }
    return new Compiled(steps, -1, here);
  }

  /** Adds a path whose end is read as a value. */
  Compiled addValue(XmlPath path) {
    Compiled element = add(path);
    String attribute = path.attribute();
    if (attribute == null) {
      element.end.text = true;
      return element;
    }
    int index = element.end.attributes.indexOf(attribute);
    if (index < 0) {
      index = element.end.attributes.size();
      element.end.attributes.add(attribute);
    }
    return new Compiled(element.steps, index, element.end);
  }

  /**
   * A path in slots.
   *
   * @param attribute index of the attribute; -1 for the text
   * @param end the element it ends at
   */
  record Compiled(List<Step> steps, int attribute, XmlElements end) {

    /** One element. */
    record Step(int slot, List<Condition> conditions) {
      List<XmlNode> filter(List<XmlNode> elements) {
        List<XmlNode> left = elements;
        for (Condition condition : conditions) {
          left = condition.filter(left);
        }
        return left;
      }
    }

    /** A position from 1, or a path and the value it must have. */
    record Condition(int position, @Nullable Compiled path, String value) {
      List<XmlNode> filter(List<XmlNode> elements) {
        if (path == null) {
          return position <= elements.size() ? List.of(elements.get(position - 1)) : List.of();
        }
        List<XmlNode> left = new ArrayList<>();
        for (XmlNode element : elements) {
          String found = path.value(element);
          if (found != null && found.strip().equals(value)) {
            left.add(element);
          }
        }
        return left;
      }
    }

    /** Elements at the path, in the order of the file. */
    List<XmlNode> elements(XmlNode from) {
      List<XmlNode> found = List.of(from);
      for (Step step : steps) {
        List<XmlNode> next = new ArrayList<>();
        for (XmlNode parent : found) {
          next.addAll(step.filter(parent.children(step.slot)));
        }
        found = next;
      }
      return found;
    }

    /** The value at the first place where there is one; null if there is none. */
    @Nullable String value(XmlNode from) {
      return value(from, 0);
    }

    private @Nullable String value(XmlNode here, int depth) {
      if (depth == steps.size()) {
        return attribute >= 0 ? here.attribute(attribute) : here.text();
      }
      Step step = steps.get(depth);
      for (XmlNode child : step.filter(here.children(step.slot))) {
        String value = value(child, depth + 1);
        if (value != null) {
          return value;
        }
      }
      return null;
    }
  }
}

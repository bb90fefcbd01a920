package io.pipemill.canonical.model;

import io.pipemill.canonical.Violation;
import java.util.List;
import java.util.Set;

/** The elements of a list, and how many there may be. */
final class ListCheck extends ValueCheck {
  private final GroupCheck element;
  private final int fewest;
  private final int most;

  /**
   * @param fewest elements
   * @param most elements, or -1 without limit
   */
  ListCheck(GroupCheck element, int fewest, int most) {
    this.element = element;
    this.fewest = fewest;
    this.most = most;
  }

  int fewest() {
    return fewest;
  }

  /** -1 without limit. */
  int most() {
    return most;
  }

  @Override
  ListCheck limitedTo(Set<FieldType> settable) {
    return new ListCheck(element.limitedTo(settable), fewest, most);
  }

  @Override
  boolean accepts(Object value) {
    List<?> list = (List<?>) value;
    int size = list.size();
    if (!acceptsSize(size)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      Object one = list.get(i);
      if (one == null || !element.accepts(one)) {
        return false;
      }
    }
    return true;
  }

  private boolean acceptsSize(int size) {
    return size >= fewest && (most < 0 || size <= most);
  }

  @Override
  void explain(Object value, String path, List<Violation> into) {
    List<?> list = (List<?>) value;
    if (!acceptsSize(list.size())) {
      into.add(
          Rule.OCCURRENCE.violation(
              path,
              list.size() + " elements",
              (most < 0 ? "at least " + fewest : fewest + " to " + most) + " elements",
              "has " + list.size() + " elements"));
    }
    for (int i = 0; i < list.size(); i++) {
      Object one = list.get(i);
      String elementPath = path + "[" + (i + 1) + "]";
      if (one == null) {
        into.add(Rule.REQUIRED.violation(elementPath, null, "an element", "is null"));
      } else {
        element.explain(one, elementPath, into);
      }
    }
  }
}

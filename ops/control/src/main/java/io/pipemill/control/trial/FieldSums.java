package io.pipemill.control.trial;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums of every quantity and money field of a document type, by unit and currency. */
final class FieldSums {
  private final Node root;

  FieldSums(DocumentType type) {
    this.root = node(type.root());
  }

  /** A group or list with such fields in or below it. */
  private record Node(FieldType field, boolean list, List<Summed> summed, List<Node> below) {}

  /** A field with its sums by unit or currency. */
  private record Summed(
      FieldType field, FieldType value, FieldType unit, boolean money, Map<String, Sides> sums) {}

  private static final class Sides {
    BigDecimal before = BigDecimal.ZERO;
    BigDecimal after = BigDecimal.ZERO;
  }

  private static Node node(FieldType group) {
    List<Summed> summed = new ArrayList<>();
    List<Node> below = new ArrayList<>();
    for (FieldType field : group.children()) {
      if (field.kind() == FieldKind.QUANTITY || field.kind() == FieldKind.MONEY) {
        boolean money = field.kind() == FieldKind.MONEY;
        FieldType value = field.child("value");
        FieldType unit = field.child(money ? "currency" : "unit");
        if (value != null && unit != null) {
          summed.add(new Summed(field, value, unit, money, new TreeMap<>()));
        }
      } else if (field.kind() == FieldKind.GROUP || field.kind() == FieldKind.LIST) {
        Node node = node(field);
        if (!node.summed.isEmpty() || !node.below.isEmpty()) {
          below.add(node);
        }
      }
    }
    return new Node(group, group.kind() == FieldKind.LIST, summed, below);
  }

  /** Counts a document; the same object on both sides where it does not change. */
  void add(@Nullable Object before, @Nullable Object after) {
    if (before != null) {
      add(root, before, true, before == after);
    }
    if (after != null && before != after) {
      add(root, after, false, true);
    }
  }

  private static void add(Node node, Object object, boolean before, boolean after) {
    for (Summed one : node.summed) {
      Object value = one.field.get(object);
      if (value != null
          && one.value.get(value) instanceof BigDecimal number
          && one.unit.get(value) instanceof String unit) {
        Sides sides = one.sums.computeIfAbsent(unit, u -> new Sides());
        if (before) {
          sides.before = sides.before.add(number);
        }
        if (after) {
          sides.after = sides.after.add(number);
        }
      }
    }
    for (Node below : node.below) {
      Object value = below.field.get(object);
      if (below.list && value instanceof List<?> elements) {
        for (Object element : elements) {
          add(below, element, before, after);
        }
      } else if (value != null && !below.list) {
        add(below, value, before, after);
      }
    }
  }

  /** In the order of the fields. */
  List<TrialResult.Sum> sums() {
    List<TrialResult.Sum> sums = new ArrayList<>();
    collect(root, sums);
    return sums;
  }

  private static void collect(Node node, List<TrialResult.Sum> into) {
    for (Summed one : node.summed) {
      one.sums.forEach(
          (unit, sides) ->
              into.add(
                  new TrialResult.Sum(
                      one.field.path(),
                      unit,
                      one.money,
                      sides.before,
                      sides.after,
                      sides.after.subtract(sides.before))));
    }
    node.below.forEach(below -> collect(below, into));
  }
}

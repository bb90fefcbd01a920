package io.pipemill.rules;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Money and tonnes of the documents of one type, worked out from its model: only the parts that can
 * hold either are visited. Immutable and thread-safe.
 */
public final class Measure {
  /** UCUM masses in tonnes. */
  private static final Map<String, BigDecimal> TONNES =
      Map.ofEntries(
          Map.entry("t", BigDecimal.ONE),
          Map.entry("kg", new BigDecimal("0.001")),
          Map.entry("hg", new BigDecimal("0.0001")),
          Map.entry("g", new BigDecimal("0.000001")),
          Map.entry("mg", new BigDecimal("0.000000001")),
          Map.entry("[lb_av]", new BigDecimal("0.00045359237")),
          Map.entry("[oz_av]", new BigDecimal("0.000028349523125")),
          Map.entry("[ston_av]", new BigDecimal("0.90718474")),
          Map.entry("[lton_av]", new BigDecimal("1.0160469088")));

  /** Adjustments change a price; they are no goods of their own. */
  private static final Set<String> PASSED_OVER = Set.of("adjustments");

  private static final String AMOUNT = "amount";
  private static final String QUANTITY = "quantity";

  /** A group or list that holds amounts or quantities, or has such groups below. */
  private record Node(
      FieldType field,
      boolean list,
      List<Measured> amounts,
      List<Measured> quantities,
      List<Node> below) {
    boolean empty() {
      return amounts.isEmpty() && quantities.isEmpty() && below.isEmpty();
    }
  }

  /** A number with its currency or unit. */
  private record Measured(FieldType field, FieldType value, FieldType code) {}

  private final Node root;
  private final FieldType[] worth;
  private final @Nullable Measured worthMoney;

  /** Way to the quantity that the schema names; empty if it names none. */
  private final FieldType[] goods;

  Measure(DocumentType type) {
    String quantity = type.quantity();
    this.goods = quantity == null ? new FieldType[0] : chain(type.root(), quantity);
    this.root = node(type.root(), false, goods.length == 0);
    String path = type.worth();
    FieldType[] chain = path == null ? new FieldType[0] : chain(type.root(), path);
    this.worth = chain;
    this.worthMoney = chain.length == 0 ? null : measured(chain[chain.length - 1], "currency");
  }

  public AtRisk of(Object document) {
    Map<String, BigDecimal> money = new TreeMap<>();
    boolean stated = worth(document, money);
    BigDecimal tonnes = add(root, document, stated ? null : money, BigDecimal.ZERO);
    return new AtRisk(money, goods.length == 0 ? tonnes : goods(document, 0, BigDecimal.ZERO));
  }

  private boolean worth(Object document, Map<String, BigDecimal> money) {
    if (worthMoney == null) {
      return false;
    }
    Object at = document;
    for (FieldType field : worth) {
      at = at == null ? null : field.get(at);
    }
    return at != null && addMoney(worthMoney, at, money);
  }

  private static BigDecimal add(
      Node node, Object object, @Nullable Map<String, BigDecimal> money, BigDecimal tonnes) {
    BigDecimal sum = tonnes;
    if (money != null) {
      for (Measured amount : node.amounts) {
        Object value = amount.field.get(object);
        if (value != null) {
          addMoney(amount, value, money);
        }
      }
    }
    for (Measured quantity : node.quantities) {
      Object value = quantity.field.get(object);
      sum = value == null ? sum : addTonnes(quantity, value, sum);
    }
    for (Node below : node.below) {
      Object value = below.field.get(object);
      if (below.list && value instanceof List<?> elements) {
        for (int i = 0; i < elements.size(); i++) {
          sum = add(below, elements.get(i), money, sum);
        }
      } else if (value != null && !below.list) {
        sum = add(below, value, money, sum);
      }
    }
    return sum;
  }

  private BigDecimal goods(Object object, int depth, BigDecimal tonnes) {
    FieldType field = goods[depth];
    Object value = field.get(object);
    if (value == null) {
      return tonnes;
    }
    if (depth == goods.length - 1) {
      return addTonnes(measured(field, "unit"), value, tonnes);
    }
    BigDecimal sum = tonnes;
    if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        sum = goods(elements.get(i), depth + 1, sum);
      }
      return sum;
    }
    return goods(value, depth + 1, sum);
  }

  private static BigDecimal addTonnes(Measured quantity, Object value, BigDecimal tonnes) {
    if (quantity.value.get(value) instanceof BigDecimal number
        && quantity.code.get(value) instanceof String unit) {
      BigDecimal factor = TONNES.get(unit);
      return factor == null ? tonnes : tonnes.add(number.multiply(factor));
    }
    return tonnes;
  }

  private static boolean addMoney(Measured amount, Object value, Map<String, BigDecimal> money) {
    if (amount.value.get(value) instanceof BigDecimal number
        && amount.code.get(value) instanceof String currency) {
      money.merge(currency, number, BigDecimal::add);
      return true;
    }
    return false;
  }

  private static Node node(FieldType field, boolean list, boolean quantities) {
    Node node = new Node(field, list, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (FieldType child : field.children()) {
      if (child.kind() == FieldKind.MONEY && child.name().equals(AMOUNT)) {
        node.amounts.add(measured(child, "currency"));
      } else if (quantities
          && child.kind() == FieldKind.QUANTITY
          && child.name().equals(QUANTITY)) {
        node.quantities.add(measured(child, "unit"));
      } else if (child.kind() == FieldKind.GROUP
          || child.kind() == FieldKind.LIST && !PASSED_OVER.contains(child.name())) {
        Node below = node(child, child.kind() == FieldKind.LIST, quantities);
        if (!below.empty()) {
          node.below.add(below);
        }
      }
    }
    return node;
  }

  private static Measured measured(FieldType field, String codeName) {
    FieldType value = field.child("value");
    FieldType code = field.child(codeName);
    if (value == null || code == null) {
      throw new IllegalArgumentException(
          "field '" + field.path() + "' is no number with a " + codeName);
    }
    return new Measured(field, value, code);
  }

  private static FieldType[] chain(FieldType root, String path) {
    String[] names = path.split("\\.");
    FieldType[] chain = new FieldType[names.length];
    FieldType field = root;
    for (int i = 0; i < names.length; i++) {
      FieldType child = field.child(names[i]);
      if (child == null) {
        throw new IllegalArgumentException("no field '" + path + "'");
      }
      chain[i] = child;
      field = child;
    }
    return chain;
  }
}

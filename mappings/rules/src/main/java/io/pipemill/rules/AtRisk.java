package io.pipemill.rules;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.types.v1.Money;
import io.pipemill.canonical.types.v1.Quantity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is at stake with a document while it waits: its money and its tonnes.
 *
 * @param money by ISO 4217 currency; the document's worth as its schema names it, else the sum of
 *     all its {@code amount}s
 * @param tonnes sum of all quantities of its lines that are masses; zero if there are none
 */
public record AtRisk(Map<String, BigDecimal> money, BigDecimal tonnes) {
  private static final Map<String, BigDecimal> TONNES_PER =
      Map.of("t", BigDecimal.ONE, "kg", new BigDecimal("0.001"), "g", new BigDecimal("0.000001"));

  public static AtRisk of(DocumentType type, Object document) {
    Map<String, BigDecimal> money = new TreeMap<>();
    String path = type.worth();
    Object worth = path == null ? null : value(type.root(), document, path);
    if (worth instanceof Money amount && amount.getValue() != null) {
      money.put(amount.getCurrency(), amount.getValue());
    }
    BigDecimal[] tonnes = {BigDecimal.ZERO};
    walk(type.root(), document, worth == null ? money : null, tonnes);
    return new AtRisk(money, tonnes[0]);
  }

  private static @Nullable Object value(FieldType root, Object document, String path) {
    FieldType field = root;
    Object at = document;
    for (String name : path.split("\\.")) {
      field = field == null ? null : field.child(name);
      at = field == null || at == null ? null : field.get(at);
    }
    return at;
  }

  private static void walk(
      FieldType group,
      Object object,
      @Nullable Map<String, BigDecimal> money,
      BigDecimal[] tonnes) {
    for (FieldType field : group.children()) {
      Object value = field.get(object);
      if (value == null) {
        continue;
      }
      if (field.kind() == FieldKind.LIST && !field.name().equals("adjustments")) {
        ((List<?>) value).forEach(element -> walk(field, element, money, tonnes));
      } else if (field.kind() == FieldKind.GROUP) {
        walk(field, value, money, tonnes);
      } else if (value instanceof Quantity quantity && quantity.getValue() != null) {
        BigDecimal factor = TONNES_PER.get(String.valueOf(quantity.getUnit()));
        if (factor != null) {
          tonnes[0] = tonnes[0].add(quantity.getValue().multiply(factor));
        }
      } else if (money != null
          && field.name().equals("amount")
          && value instanceof Money amount
          && amount.getValue() != null
          && amount.getCurrency() != null) {
        money.merge(amount.getCurrency(), amount.getValue(), BigDecimal::add);
      }
    }
  }
}

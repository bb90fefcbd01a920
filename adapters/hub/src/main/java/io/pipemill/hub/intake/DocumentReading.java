package io.pipemill.hub.intake;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.hub.journal.Worth;
import io.pipemill.rules.AtRisk;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the hub reads out of any canonical document by its model. */
final class DocumentReading {

  private DocumentReading() {}

  /** A master object a document names. */
  record MasterReference(String master, String code) {}

  static @Nullable String businessKey(DocumentType type, Object document) {
    StringBuilder key = new StringBuilder();
    for (String path : type.businessKey()) {
      Object value = value(type, document, path);
      if (value == null) {
        return null;
      }
      key.append(key.isEmpty() ? "" : "/").append(value);
    }
    return key.toString();
  }

  static Worth worth(DocumentType type, Object document) {
    AtRisk atRisk = AtRisk.of(type, document);
    Map.Entry<String, BigDecimal> money =
        atRisk.money().isEmpty() ? null : atRisk.money().entrySet().iterator().next();
    return new Worth(
        money == null ? null : money.getValue(),
        money == null ? null : money.getKey(),
        atRisk.tonnes());
  }

  private static @Nullable Object value(DocumentType type, Object document, String path) {
    FieldType field = type.root();
    Object at = document;
    for (String name : path.split("\\.")) {
      FieldType child = field.child(name);
      if (child == null || at == null) {
        return null;
      }
      at = child.get(at);
      field = child;
    }
    return at;
  }

  /**
   * Every customer and item a document names; found by the types of the references, so it holds for
   * every document type.
   */
  static List<MasterReference> masters(DocumentType type, Object document) {
    List<MasterReference> found = new ArrayList<>();
    collect(type.root(), document, found);
    return found;
  }

  private static void collect(FieldType group, Object object, List<MasterReference> found) {
    for (FieldType field : group.children()) {
      if (field.kind() == FieldKind.LIST) {
        Object elements = field.get(object);
        if (elements instanceof List<?> list) {
          list.forEach(element -> collect(field, element, found));
        }
      } else if (field.kind() == FieldKind.GROUP) {
        Object value = field.get(object);
        if (value != null) {
          String master =
              switch (field.javaType().getSimpleName()) {
                case "PartyReference" -> "customer";
                case "ItemReference" -> "item";
                default -> "";
              };
          FieldType code = field.child("code");
          if (!master.isEmpty() && code != null && code.get(value) instanceof String text) {
            found.add(new MasterReference(master, text));
          }
          collect(field, value, found);
        }
      }
    }
  }
}

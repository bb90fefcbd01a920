package io.pipemill.mapping.in;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads business and search keys out of documents. */
final class KeyPaths {
  /**
   * @param type of a search key: the path's last part; for a code, what it is the code of ({@code
   *     customer.code} → customer)
   */
  private record KeyPath(String type, FieldType[] chain) {
    @Nullable String value(Object document) {
      Object value = document;
      for (FieldType field : chain) {
        if (value == null) {
          return null;
        }
        value = field.get(value);
      }
      return value == null ? null : Text.of(value);
    }
  }

  private final List<KeyPath> business = new ArrayList<>();
  private final List<KeyPath> search = new ArrayList<>();

  KeyPaths(DocumentType type) {
    type.businessKey().forEach(path -> business.add(keyPath(type, path)));
    type.searchKeys().forEach(path -> search.add(keyPath(type, path)));
  }

  private static KeyPath keyPath(DocumentType type, String path) {
    String[] parts = path.split("\\.");
    FieldType[] chain = new FieldType[parts.length];
    FieldType field = type.root();
    for (int i = 0; i < parts.length; i++) {
      FieldType child = field.child(parts[i]);
      if (child == null) {
        throw new IllegalStateException(
            "document type " + type.name() + " has a key '" + path + "' that is no field");
      }
      chain[i] = child;
      field = child;
    }
    String last = parts[parts.length - 1];
    boolean ofParent = last.equals("code") && parts.length > 1;
    return new KeyPath(ofParent ? parts[parts.length - 2] : last, chain);
  }

  /** All parts joined by a slash; null if one is absent. */
  @Nullable String businessKey(Object document) {
    if (business.size() == 1) {
      return business.get(0).value(document);
    }
    StringBuilder key = new StringBuilder();
    for (KeyPath path : business) {
      String value = path.value(document);
      if (value == null) {
        return null;
      }
      key.append(key.length() == 0 ? "" : "/").append(value);
    }
    return key.length() == 0 ? null : key.toString();
  }

  void searchKeys(Object document, Map<String, String> into) {
    for (KeyPath path : search) {
      String value = path.value(document);
      if (value != null) {
        into.putIfAbsent(path.type, value);
      }
    }
  }
}

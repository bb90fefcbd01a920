package io.pipemill.canonical.model;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A document type with everything compiled at load time. */
final class CompiledDocument implements DocumentType {
  private final DocumentName name;
  private final CompiledField root;
  private final Map<String, FieldType> fields = new HashMap<>();
  private final List<String> businessKey;
  private final List<String> searchKeys;
  private final @Nullable String worth;
  private final @Nullable String quantity;
  private final XmlWriter writer;
  private final XmlReader reader;
  private final ForeignXml foreign;
  private final JsonWriter jsonWriter;
  private final JsonReader jsonReader;
  private final Fingerprint fingerprint;

  CompiledDocument(
      DocumentName name,
      CompiledField root,
      List<String> businessKey,
      List<String> searchKeys,
      @Nullable String worth,
      @Nullable String quantity,
      XsdSource source,
      String xsd,
      XmlLimits limits) {
    this.name = name;
    this.root = root;
    this.businessKey = List.copyOf(businessKey);
    this.searchKeys = List.copyOf(searchKeys);
    this.worth = worth;
    this.quantity = quantity;
    root.withDescendants().forEach(field -> fields.put(field.path, field));
    TreeSet<String> namespaces = new TreeSet<>();
    root.withDescendants().forEach(field -> namespaces.add(field.namespace));
    namespaces.remove("");
    namespaces.remove(root.namespace);
    this.writer = new XmlWriter(root, List.copyOf(namespaces));
    this.reader = new XmlReader(root);
    this.foreign = new ForeignXml(root, reader, source, xsd, limits);
    this.jsonWriter = new JsonWriter(root);
    this.jsonReader = new JsonReader(root);
    this.fingerprint = new Fingerprint(name.toString(), root);
    checkPaths("businessKey", businessKey);
    checkPaths("searchKey", searchKeys);
    checkKeys(businessKey);
    checkKeys(searchKeys);
    if (businessKey.isEmpty()) {
      throw new IllegalStateException(
          "document " + name + " has no p:businessKey: expected at least one path");
    }
    if (worth != null) {
      checkPaths("worth", List.of(worth));
    }
    if (quantity != null) {
      checkQuantity(quantity);
    }
  }

  private void checkPaths(String what, List<String> paths) {
    for (String path : paths) {
      if (path.isEmpty() || !fields.containsKey(path)) {
        throw new IllegalStateException(
            "document " + name + ", " + what + ": there is no field '" + path + "'");
      }
    }
  }

  private void checkQuantity(String path) {
    FieldType field = fields.get(path);
    if (field == null || field.kind() != FieldKind.QUANTITY) {
      throw new IllegalStateException(
          "document " + name + ", quantity '" + path + "': expected a number with a unit");
    }
  }

  /** A key is one value of the whole document. */
  private void checkKeys(List<String> paths) {
    for (String path : paths) {
      FieldType field = root;
      for (String part : path.split("\\.")) {
        field = field.child(part);
        if (field == null || field.kind() == FieldKind.LIST) {
          throw new IllegalStateException(
              "document " + name + ", key '" + path + "': expected a field outside of lists");
        }
      }
      if (!field.children().isEmpty()) {
        throw new IllegalStateException(
            "document " + name + ", key '" + path + "': expected a simple value, not " + field);
      }
    }
  }

  @Override
  public DocumentName name() {
    return name;
  }

  @Override
  public Class<?> javaType() {
    return root.javaType;
  }

  @Override
  public FieldType root() {
    return root;
  }

  @Override
  public @Nullable FieldType field(String path) {
    return fields.get(path);
  }

  @Override
  public List<String> businessKey() {
    return businessKey;
  }

  @Override
  public List<String> searchKeys() {
    return searchKeys;
  }

  @Override
  public @Nullable String worth() {
    return worth;
  }

  @Override
  public @Nullable String quantity() {
    return quantity;
  }

  @Override
  public void validate(Object document, List<Violation> into) {
    if (!root.check.accepts(document)) {
      root.check.explain(document, "", into);
    }
  }

  @Override
  public Predicate<Object> valid(Set<FieldType> settable) {
    return root.check.limitedTo(settable)::accepts;
  }

  @Override
  public byte[] toXml(Object document) {
    return writer.write(document);
  }

  @Override
  public Object fromXml(byte[] xml) {
    return reader.read(xml);
  }

  @Override
  public @Nullable Object fromForeignXml(byte[] xml, List<Violation> into) {
    return foreign.read(xml, into);
  }

  @Override
  public byte[] toJson(Object document) {
    return jsonWriter.write(document);
  }

  @Override
  public Object fromJson(byte[] json) {
    return jsonReader.read(json);
  }

  @Override
  public byte[] jsonSchema() {
    return JsonSchema.of(name, root);
  }

  @Override
  public byte[] fingerprint(Object document) {
    return fingerprint.of(document);
  }

  @Override
  public String toString() {
    return name.toString();
  }
}

package io.pipemill.mapping.in;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped.MissingMaster;
import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.value.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The customers and items a document type refers to, and what to do about those nobody knows. A
 * reference is a field called customer or item with a code; codes are asked for once per batch.
 */
final class Masters {
  private static final Set<String> MASTERS = Set.of("customer", "item");

  /**
   * @param list the list it stands in; null for the header
   */
  private record Reference(
      String master, @Nullable FieldType list, FieldType field, FieldType code, FieldType name) {}

  private final List<Reference> references = new ArrayList<>();
  private final Map<String, OnMissing> policies;
  private final @Nullable DocumentType customer;
  private final @Nullable DocumentType item;

  Masters(DocumentType type, DocumentCatalog catalog, Map<String, OnMissing> policies) {
    this.policies = policies;
    this.customer = catalog.find(new DocumentName("customer", 1));
    this.item = catalog.find(new DocumentName("item", 1));
    collect(type.root(), null);
  }

  private void collect(FieldType owner, @Nullable FieldType list) {
    for (FieldType field : owner.children()) {
      FieldType code = field.child("code");
      FieldType name = field.child("name");
      if (field.kind() == FieldKind.GROUP
          && MASTERS.contains(field.name())
          && code != null
          && name != null) {
        references.add(new Reference(field.name(), list, field, code, name));
      } else if (field.kind() == FieldKind.LIST && list == null) {
        collect(field, field);
      }
    }
  }

  boolean none() {
    return references.isEmpty();
  }

  /** Which codes of these documents are known, by master; null documents are passed over. */
  Map<String, Map<String, String>> known(List<@Nullable Object> documents, Lookups lookups) {
    Map<String, Set<String>> codes = new HashMap<>();
    for (Object document : documents) {
      if (document != null) {
        for (Reference reference : references) {
          Set<String> all = codes.computeIfAbsent(reference.master, k -> new HashSet<>());
          visit(reference, document, (object, code, index, owner) -> all.add(code));
        }
      }
    }
    Map<String, Map<String, String>> known = new HashMap<>();
    codes.forEach(
        (master, all) -> {
          if (!all.isEmpty()) {
            known.put(master, lookups.masters(master, all));
          }
        });
    return known;
  }

  /**
   * Finds what is missing in one document.
   *
   * @param where place of the record, for problems
   */
  List<MissingMaster> missing(
      Object document,
      Map<String, Map<String, String>> known,
      @Nullable String where,
      List<Violation> problems) {
    List<MissingMaster> missing = new ArrayList<>(0);
    int before = problems.size();
    Set<String> seen = new HashSet<>(0);
    for (Reference reference : references) {
      Map<String, String> there = known.getOrDefault(reference.master, Map.of());
      visit(
          reference,
          document,
          (object, code, index, owner) -> {
            if (!there.containsKey(code)) {
              String path = path(reference, index);
              if (seen.add(reference.master + "/" + code)) {
                unknown(reference, object, owner, code, path, missing, problems);
              } else if (policy(reference.master) == OnMissing.REJECT) {
                problems.add(rejected(reference, code, path));
              }
            }
          });
    }
    for (int i = before; where != null && i < problems.size(); i++) {
      problems.set(i, problems.get(i).at(where));
    }
    return missing;
  }

  private OnMissing policy(String master) {
    return policies.getOrDefault(master, OnMissing.REJECT);
  }

  private void unknown(
      Reference reference,
      Object object,
      Object owner,
      String code,
      String path,
      List<MissingMaster> missing,
      List<Violation> problems) {
    switch (policy(reference.master)) {
      case REJECT -> problems.add(rejected(reference, code, path));
      case HOLD -> missing.add(new MissingMaster(reference.master, code, OnMissing.HOLD, null));
      case CREATE -> {
        int before = problems.size();
        Object created = create(reference, object, owner, code, path, problems);
        if (problems.size() == before) {
          missing.add(new MissingMaster(reference.master, code, OnMissing.CREATE, created));
        }
      }
    }
  }

  private static Violation rejected(Reference reference, String code, String path) {
    return new Violation(
        "MAP-112",
        path + ".code",
        code,
        "a " + reference.master + " that is known where the document goes",
        null,
        path
            + ".code: "
            + reference.master
            + " '"
            + code
            + "' is not known where the document goes");
  }

  /** The least that makes a valid customer or item. */
  private @Nullable Object create(
      Reference reference,
      Object object,
      Object owner,
      String code,
      String path,
      List<Violation> problems) {
    DocumentType type = reference.master.equals("customer") ? customer : item;
    if (type == null) {
      return null;
    }
    Object document = type.root().newInstance();
    set(type, document, "code", code);
    Object name = reference.name.get(object);
    if (reference.master.equals("customer")) {
      set(type, document, "name", name);
    } else {
      set(
          type,
          document,
          "description",
          name != null ? name : sibling(reference, owner, "description"));
      Object quantity = sibling(reference, owner, "quantity");
      FieldType field = reference.list == null ? null : reference.list.child("quantity");
      FieldType unit = field == null ? null : field.child("unit");
      set(
          type,
          document,
          "primaryUnit",
          quantity == null || unit == null ? null : unit.get(quantity));
      set(type, document, "grade", sibling(reference, owner, "grade"));
    }
    List<Violation> wrong = new ArrayList<>(0);
    type.validate(document, wrong);
    for (Violation violation : wrong) {
      problems.add(
          new Violation(
              "MAP-113",
              path,
              code,
              "a name from which the " + reference.master + " can be made",
              null,
              path
                  + ": "
                  + reference.master
                  + " '"
                  + code
                  + "' is not known and cannot be created: "
                  + violation.message()));
    }
    return document;
  }

  private static @Nullable Object sibling(Reference reference, Object owner, String name) {
    FieldType field = reference.list == null ? null : reference.list.child(name);
    return field == null ? null : field.get(owner);
  }

  private static void set(DocumentType type, Object document, String name, @Nullable Object value) {
    FieldType field = type.root().child(name);
    if (field != null && value != null) {
      field.set(document, value);
    }
  }

  private interface Visitor {
    void visit(Object object, String code, int index, Object owner);
  }

  private static void visit(Reference reference, Object document, Visitor visitor) {
    if (reference.list == null) {
      visitOne(reference, document, 0, visitor);
    } else if (reference.list.get(document) instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        visitOne(reference, elements.get(i), i + 1, visitor);
      }
    }
  }

  private static void visitOne(Reference reference, Object owner, int index, Visitor visitor) {
    Object object = reference.field.get(owner);
    Object code = object == null ? null : reference.code.get(object);
    if (object != null && code != null) {
      visitor.visit(object, Text.of(code), index, owner);
    }
  }

  private static String path(Reference reference, int index) {
    FieldType list = reference.list;
    return list == null
        ? reference.field.path()
        : list.path() + "[" + index + "]." + reference.field.name();
  }
}

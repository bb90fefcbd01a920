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

  /** The known codes of a batch: one map per reference, in their order. */
  record Known(List<Map<String, String>> byReference) {
    static final Known NONE = new Known(List.of());
  }

  /** The codes a document names: one array per reference, one entry per element (or one). */
  @Nullable String[][] codes(Object document) {
    @Nullable String[][] codes = new String[references.size()][];
    for (int r = 0; r < codes.length; r++) {
      Reference reference = references.get(r);
      if (reference.list == null) {
        codes[r] = new String[] {code(reference, document)};
      } else {
        List<?> elements = elements(reference.list, document);
        @Nullable String[] all = new String[elements.size()];
        for (int i = 0; i < all.length; i++) {
          all[i] = code(reference, elements.get(i));
        }
        codes[r] = all;
      }
    }
    return codes;
  }

  private static List<?> elements(FieldType list, Object document) {
    return list.get(document) instanceof List<?> elements ? elements : List.of();
  }

  private static @Nullable String code(Reference reference, Object owner) {
    Object object = reference.field.get(owner);
    return object == null ? null : (String) reference.code.get(object);
  }

  /** Asks which of these codes are known, once per master. */
  Known known(List<@Nullable String[][]> documents, Lookups lookups) {
    Map<String, Set<String>> asked = new HashMap<>();
    for (int r = 0; r < references.size(); r++) {
      Set<String> all = asked.computeIfAbsent(references.get(r).master, k -> new HashSet<>());
      for (int d = 0; d < documents.size(); d++) {
        for (String code : documents.get(d)[r]) {
          if (code != null) {
            all.add(code);
          }
        }
      }
    }
    Map<String, Map<String, String>> known = new HashMap<>();
    asked.forEach(
        (master, all) ->
            known.put(master, all.isEmpty() ? Map.of() : lookups.masters(master, all)));
    return new Known(references.stream().map(r -> known.getOrDefault(r.master, Map.of())).toList());
  }

  /**
   * Finds what is missing in one document.
   *
   * @param codes of the document
   * @param where place of the record, for problems
   */
  List<MissingMaster> missing(
      Object document,
      @Nullable String[][] codes,
      Known known,
      @Nullable String where,
      List<Violation> problems) {
    Search search = null;
    for (int r = 0; r < codes.length; r++) {
      Map<String, String> there = known.byReference.get(r);
      for (int i = 0; i < codes[r].length; i++) {
        String code = codes[r][i];
        if (code != null && !there.containsKey(code)) {
          Reference reference = references.get(r);
          search = search == null ? new Search(where, problems) : search;
          if (reference.list == null) {
            search.unknown(reference, document, code, 0);
          } else {
            Object owner = elements(reference.list, document).get(i);
            search.unknown(reference, owner, code, i + 1);
          }
        }
      }
    }
    return search == null ? List.of() : search.missing;
  }

  /** What is missing in one document; each code is told once, but rejected wherever it stands. */
  private final class Search {
    private final @Nullable String where;
    private final List<Violation> problems;
    private final List<MissingMaster> missing = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Search(@Nullable String where, List<Violation> problems) {
      this.where = where;
      this.problems = problems;
    }

    void unknown(Reference reference, Object owner, String code, int index) {
      String path = path(reference, index);
      OnMissing policy = policies.getOrDefault(reference.master, OnMissing.REJECT);
      if (policy == OnMissing.REJECT) {
        problems.add(rejected(reference, code, path, where));
        return;
      }
      if (!seen.add(reference.master + "/" + code)) {
        return;
      }
      if (policy == OnMissing.HOLD) {
        missing.add(new MissingMaster(reference.master, code, policy, null));
        return;
      }
      int before = problems.size();
      Object created = create(reference, owner, code, path, where, problems);
      if (problems.size() == before) {
        missing.add(new MissingMaster(reference.master, code, policy, created));
      }
    }
  }

  private static Violation rejected(
      Reference reference, String code, String path, @Nullable String where) {
    return new Violation(
        "MAP-112",
        path + ".code",
        code,
        "a " + reference.master + " that is known where the document goes",
        where,
        path
            + ".code: "
            + reference.master
            + " '"
            + code
            + "' is not known where the document goes",
        reference.master);
  }

  /** The least that makes a valid customer or item. */
  private @Nullable Object create(
      Reference reference,
      Object owner,
      String code,
      String path,
      @Nullable String where,
      List<Violation> problems) {
    DocumentType type = reference.master.equals("customer") ? customer : item;
    if (type == null) {
      return null;
    }
    Object document = type.root().newInstance();
    set(type, document, "code", code);
    Object object = reference.field.get(owner);
    Object name = object == null ? null : reference.name.get(object);
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
              where,
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

  private static String path(Reference reference, int index) {
    FieldType list = reference.list;
    return list == null
        ? reference.field.path()
        : list.path() + "[" + index + "]." + reference.field.name();
  }
}

package io.pipemill.control.schemas;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.control.NotFoundException;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.FieldUse;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import io.pipemill.mapping.check.NearWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds what a change of a document or field touches, in mapping files, without a node. */
public final class SchemaImpact {
  private final DocumentCatalog catalog = DocumentCatalog.load();

  /**
   * A place in a mapping file.
   *
   * @param direction in: fills the document; out: makes something of it
   * @param access writes or reads
   */
  public record Use(
      String document,
      String system,
      String direction,
      String file,
      int line,
      String field,
      String access) {}

  /**
   * A system that sends (in) or gets (out) the document.
   *
   * @param uses number of places in its mapping that are touched
   */
  public record Flow(
      String document, String system, String direction, String file, String version, int uses) {}

  /**
   * What the hub itself does with a field.
   *
   * @param role business-key, search-key, worth or quantity
   */
  public record Role(String document, String field, String role) {}

  /**
   * @param unsound systems whose files are wrong, so that they could not be looked at
   */
  public record Impact(
      List<String> documents,
      @Nullable String field,
      List<Role> roles,
      List<Use> uses,
      List<Flow> flows,
      List<String> unsound) {}

  /**
   * @param what a document ({@code sales-order}, {@code sales-order/v1}), a field of one ({@code
   *     sales-order:lines.quantity}), or a field of any ({@code lines.quantity})
   * @param roots folders of system folders
   * @throws NotFoundException if there is no such document or field
   */
  public Impact of(String what, List<Path> roots) {
    int colon = what.indexOf(':');
    List<DocumentType> named = documents(colon < 0 ? what : what.substring(0, colon));
    String field = null;
    List<DocumentType> documents = named;
    if (colon >= 0) {
      field = path(what.substring(colon + 1));
      documents = having(field, named);
    } else if (named.isEmpty()) {
      field = path(what);
      documents = having(field, catalog.all());
    }
    if (documents.isEmpty()) {
      throw new NotFoundException(unknown(what, field, named));
    }
    return impact(documents, field, new Mappings(catalog).load(roots));
  }

  private static String path(String text) {
    return text.replaceAll("\\[\\d*]", "");
  }

  private List<DocumentType> documents(String name) {
    return catalog.all().stream()
        .filter(one -> one.name().toString().equals(name) || one.name().name().equals(name))
        .toList();
  }

  private static List<DocumentType> having(String field, Collection<DocumentType> documents) {
    return documents.stream().filter(one -> one.field(field) != null).toList();
  }

  private String unknown(String what, @Nullable String field, List<DocumentType> named) {
    TreeSet<String> words = new TreeSet<>();
    Collection<DocumentType> searched = named.isEmpty() ? catalog.all() : named;
    searched.forEach(
        one -> {
          words.add(one.name().name());
          fields(one.root(), words);
        });
    return "'"
        + what
        + "'"
        + NearWord.hint(field == null ? what : field, List.copyOf(words))
        + ": expected a document ("
        + String.join(", ", catalog.all().stream().map(one -> one.name().toString()).toList())
        + "), a field, or document:field";
  }

  private static void fields(FieldType parent, TreeSet<String> into) {
    for (FieldType child : parent.children()) {
      into.add(child.path());
      fields(child, into);
    }
  }

  private static Impact impact(
      List<DocumentType> documents, @Nullable String field, MappingCompiler.Loaded loaded) {
    List<Role> roles = new ArrayList<>();
    List<Use> uses = new ArrayList<>();
    List<Flow> flows = new ArrayList<>();
    Map<String, ExternalSystem> systems = new TreeMap<>(loaded.systems());
    for (DocumentType document : documents) {
      roles(document, field, roles);
      for (ExternalSystem system : systems.values()) {
        DocumentName name = document.name();
        var in = system.in().get(name);
        if (in != null) {
          add(name, system, "in", in.version(), in.uses(), field, uses, flows);
        }
        var out = system.out().get(name);
        if (out != null) {
          add(name, system, "out", out.version(), out.uses(), field, uses, flows);
        }
      }
    }
    List<String> unsound =
        loaded.findings().stream()
            .filter(MappingCompiler.Finding::error)
            .map(MappingCompiler.Finding::system)
            .distinct()
            .sorted()
            .toList();
    return new Impact(
        documents.stream().map(one -> one.name().toString()).toList(),
        field,
        roles,
        uses,
        flows,
        unsound);
  }

  private static void add(
      DocumentName document,
      ExternalSystem system,
      String direction,
      String version,
      List<FieldUse> all,
      @Nullable String field,
      List<Use> uses,
      List<Flow> flows) {
    List<FieldUse> touched =
        all.stream().filter(use -> field == null || use.touches(field)).distinct().toList();
    String file = document.name() + "." + direction + ".yaml";
    flows.add(new Flow(document.toString(), system.id(), direction, file, version, touched.size()));
    for (FieldUse use : touched) {
      uses.add(
          new Use(
              document.toString(),
              system.id(),
              direction,
              use.file(),
              use.line(),
              use.field(),
              use.written() ? "writes" : "reads"));
    }
  }

  private static void roles(DocumentType document, @Nullable String field, List<Role> into) {
    document.businessKey().forEach(path -> role(document, path, "business-key", field, into));
    document.searchKeys().forEach(path -> role(document, path, "search-key", field, into));
    String worth = document.worth();
    if (worth != null) {
      role(document, worth, "worth", field, into);
    }
    String quantity = document.quantity();
    if (quantity != null) {
      role(document, quantity, "quantity", field, into);
    }
  }

  private static void role(
      DocumentType document, String path, String role, @Nullable String field, List<Role> into) {
    if (field == null || new FieldUse(path, false, "", 0).touches(field)) {
      into.add(new Role(document.name().toString(), path, role));
    }
  }
}

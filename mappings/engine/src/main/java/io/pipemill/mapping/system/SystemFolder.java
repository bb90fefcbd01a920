package io.pipemill.mapping.system;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.in.InboundCompiler;
import io.pipemill.mapping.out.OutboundCompiler;
import io.pipemill.mapping.reverse.ReversiblePair;
import io.pipemill.mapping.yaml.MappingHeader;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one system folder: system.yaml, mappings, code lists. */
public final class SystemFolder {
  private static final String FILE = "system.yaml";
  private static final Set<String> MASTERS = Set.of("customer", "item");
  private final Path folder;
  private final DocumentCatalog catalog;
  private final Findings findings;
  private @Nullable SystemParts shared;

  public SystemFolder(Path folder, DocumentCatalog catalog, Findings findings) {
    this.folder = folder;
    this.catalog = catalog;
    this.findings = findings;
  }

  /**
   * @param lists code lists its mappings can name
   * @param fragments fragments they can name
   * @return null (and findings) if the system cannot be described at all
   */
  public @Nullable ExternalSystem load(
      List<CodeLists.Source> lists, List<Fragments.Source> fragments) {
    String id = folder.getFileName().toString();
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      findings.error(
          new Place(FILE, 1),
          "MAP-062",
          "no " + FILE,
          "a file " + FILE,
          "folder " + id + " has no " + FILE);
      return null;
    }
    YamlValue.Mapping root = YamlFile.read(FILE, SystemFolders.text(file), findings);
    if (root == null) {
      return null;
    }
    SectionReader keys = new SectionReader(root, findings);
    String transport = keys.required("transport");
    Set<String> known =
        new TreeSet<>(
            Set.of(
                "apiVersion",
                "id",
                "name",
                "owner",
                "transport",
                "documents",
                "onMissing",
                "blank",
                "versions",
                "deletes"));
    known.add(transport);
    keys.only(known);
    MappingHeader.apiVersion(keys, findings);
    String stated = keys.required("id");
    if (!stated.isEmpty() && !stated.equals(id)) {
      findings.error(
          keys.place("id"), "MAP-061", stated, id, "the id must be the folder's name, " + id);
    }
    YamlValue.Mapping settings = keys.section(transport);
    Map<String, OnMissing> onMissing = onMissing(keys);
    CodeLists codeLists = new CodeLists(lists, findings);
    Documents documents = documents(keys);
    Fragments ofMappings = new Fragments(fragments, findings);
    SystemParts parts = new SystemParts(codeLists, ofMappings, onMissing, blanks(keys));
    shared = parts;
    Map<DocumentName, InboundMapping> in = inbound(id, documents.in, parts);
    Map<DocumentName, OutboundMapping> out = outbound(id, documents.out, parts);
    reversible(in, out, documents, parts);
    surplus(documents);
    for (CodeLists.Source list : codeLists.unused()) {
      findings.warning(
          new Place(list.file(), 1),
          "MAP-023",
          list.name(),
          "a mapping that names it",
          "dead entry: no mapping names code list '" + list.name() + "'");
    }
    for (Fragments.Source fragment : ofMappings.unused()) {
      findings.warning(
          new Place(fragment.file(), 1),
          "MAP-023",
          fragment.name(),
          "a mapping that uses it",
          "dead entry: no mapping uses fragment '" + fragment.name() + "'");
    }
    return new ExternalSystem(
        id,
        names(keys, id),
        keys.has("owner") ? String.valueOf(keys.text("owner")) : "",
        transport,
        settings == null ? Map.of() : settings.plain(),
        in,
        out,
        onMissing,
        keys.choice("versions", "newest", Set.of("newest", "every")).equals("newest"),
        keys.choice("deletes", "cancel", Set.of("cancel", "ignore")).toUpperCase(Locale.ROOT),
        folder);
  }

  /** What its mappings share; null until {@link #load} has read it. */
  public @Nullable SystemParts parts() {
    return shared;
  }

  private Map<String, String> names(SectionReader keys, String id) {
    Map<String, String> names = new LinkedHashMap<>();
    if (keys.section().get("name") instanceof YamlValue.Scalar scalar) {
      names.put("en", scalar.text());
    } else {
      YamlValue.Mapping section = keys.section("name");
      if (section != null) {
        SectionReader name = new SectionReader(section, findings);
        name.only(Set.of("en", "zh"));
        for (String language : List.of("en", "zh")) {
          String text = name.text(language);
          if (text != null) {
            names.put(language, text);
          }
        }
      }
    }
    names.putIfAbsent("en", id);
    return names;
  }

  private Map<String, OnMissing> onMissing(SectionReader keys) {
    Map<String, OnMissing> policies = new TreeMap<>();
    YamlValue.Mapping section = keys.section("onMissing");
    if (section != null) {
      SectionReader masters = new SectionReader(section, findings);
      masters.only(MASTERS);
      for (String master : MASTERS) {
        if (masters.has(master)) {
          String word = masters.choice(master, "reject", Set.of("reject", "hold", "create"));
          policies.put(master, OnMissing.valueOf(word.toUpperCase(Locale.ROOT)));
        }
      }
    }
    return policies;
  }

  /** Texts that mean nothing, one line each: they are kept line by line in a mapping's version. */
  private List<String> blanks(SectionReader keys) {
    List<String> blanks = keys.list("blank");
    for (String blank : blanks) {
      if (blank.isBlank() || blank.contains("\n")) {
        findings.error(
            keys.place("blank"),
            "MAP-004",
            "'" + blank + "'",
            "a text such as '-' or NULL; blank texts mean nothing anyhow",
            "'blank' holds a text that no value can be");
      }
    }
    return blanks.stream().sorted().distinct().toList();
  }

  private record Documents(Map<String, Place> in, Map<String, Place> out) {}

  private Documents documents(SectionReader keys) {
    YamlValue.Mapping section = keys.section("documents");
    if (section == null) {
      findings.error(
          keys.place(),
          "MAP-003",
          "nothing",
          "documents: {in: […], out: […]}",
          "'documents' is missing");
      return new Documents(Map.of(), Map.of());
    }
    SectionReader documents = new SectionReader(section, findings);
    documents.only(Set.of("in", "out"));
    return new Documents(listed(documents, "in"), listed(documents, "out"));
  }

  private static Map<String, Place> listed(SectionReader documents, String key) {
    Map<String, Place> names = new LinkedHashMap<>();
    for (String name : documents.list(key)) {
      int slash = name.indexOf('/');
      names.put(slash < 0 ? name : name.substring(0, slash), documents.place(key));
    }
    return names;
  }

  private Map<DocumentName, InboundMapping> inbound(
      String id, Map<String, Place> names, SystemParts parts) {
    Map<DocumentName, InboundMapping> mappings = new LinkedHashMap<>();
    InboundCompiler compiler = new InboundCompiler(catalog, findings);
    names.forEach(
        (name, place) -> {
          String text = mapping(name + ".in.yaml", place);
          if (text != null) {
            InboundMapping mapping = compiler.compile(id, name + ".in.yaml", text, parts);
            if (mapping != null) {
              mappings.put(mapping.document().name(), mapping);
            }
          }
        });
    return mappings;
  }

  private Map<DocumentName, OutboundMapping> outbound(
      String id, Map<String, Place> names, SystemParts parts) {
    Map<DocumentName, OutboundMapping> mappings = new LinkedHashMap<>();
    OutboundCompiler compiler = new OutboundCompiler(catalog, findings);
    names.forEach(
        (name, place) -> {
          String text = mapping(name + ".out.yaml", place);
          if (text != null) {
            OutboundMapping mapping = compiler.compile(id, name + ".out.yaml", text, parts);
            if (mapping != null) {
              mappings.put(mapping.document().name(), mapping);
            }
          }
        });
    return mappings;
  }

  /** Pairs that must undo each other. */
  private void reversible(
      Map<DocumentName, InboundMapping> in,
      Map<DocumentName, OutboundMapping> out,
      Documents documents,
      SystemParts parts) {
    in.forEach(
        (document, mapping) -> {
          String file = document.name() + ".out.yaml";
          OutboundMapping back = out.get(document);
          if (!mapping.reversible()) {
            return;
          }
          if (back != null) {
            String text = SystemFolders.text(folder.resolve(file));
            new ReversiblePair(parts, findings).check(mapping, back, text);
          } else if (!documents.out.containsKey(document.name())) {
            new ReversiblePair(parts, findings).missing(mapping);
          }
        });
  }

  private @Nullable String mapping(String file, Place place) {
    Path path = folder.resolve(file);
    if (Files.isRegularFile(path)) {
      return SystemFolders.text(path);
    }
    findings.error(
        place,
        "MAP-061",
        "no " + file,
        "a file " + file,
        "documents names it, but there is no " + file);
    return null;
  }

  /** Mapping files that documents does not list would never run. */
  private void surplus(Documents documents) {
    Set<String> expected = new HashSet<>();
    documents.in.keySet().forEach(name -> expected.add(name + ".in.yaml"));
    documents.out.keySet().forEach(name -> expected.add(name + ".out.yaml"));
    for (Path path : SystemFolders.sorted(folder)) {
      String name = path.getFileName().toString();
      if (name.endsWith(".yaml") && !name.equals(FILE) && !expected.contains(name)) {
        findings.error(
            new Place(name, 1),
            "MAP-061",
            name,
            "its document under documents: in " + FILE,
            "dead entry: " + FILE + " does not list " + name + ", so it would never run");
      }
    }
  }
}

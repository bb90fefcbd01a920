package io.pipemill.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Recoded;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.bundle.NamedLists;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.ConfirmedCode;
import io.pipemill.mapping.codes.Layer;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.in.InboundCompiler;
import io.pipemill.mapping.out.OutboundCompiler;
import io.pipemill.mapping.yaml.Place;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lays confirmed codes over the lists of one system and compiles its mappings again. */
final class Recoding {
  private final DocumentCatalog catalog;
  private final ExternalSystem system;
  private final Map<DocumentName, MappingBundle> in = new LinkedHashMap<>();
  private final Map<DocumentName, MappingBundle> out = new LinkedHashMap<>();

  /** The lists as they stand in the folder. */
  private final Map<String, CodeList> lists = new TreeMap<>();

  private final Findings findings;

  Recoding(DocumentCatalog catalog, ExternalSystem system) {
    this.catalog = catalog;
    this.system = system;
    this.findings = new Findings(system.id());
    system.in().forEach((name, mapping) -> keep(name, mapping.bundle(), in));
    system.out().forEach((name, mapping) -> keep(name, mapping.bundle(), out));
  }

  private void keep(DocumentName name, byte[] bytes, Map<DocumentName, MappingBundle> into) {
    if (bytes.length > 0) {
      into.put(name, MappingBundle.read(bytes));
      NamedLists.of(bytes).forEach(lists::putIfAbsent);
    }
  }

  Recoded with(List<ConfirmedCode> codes) {
    Set<ConfirmedCode> inForce = new LinkedHashSet<>();
    for (ConfirmedCode code : codes) {
      CodeList list = lists.get(code.list());
      if (list == null) {
        unfit(code, "no mapping of the system names code list '" + code.list() + "' any more");
      } else {
        Layer layer = Layer.over(list, List.of(code));
        inForce.addAll(layer.inForce());
        layer.conflicts().forEach(this::conflict);
      }
    }
    if (inForce.isEmpty()) {
      return new Recoded(system, List.of(), findings.all());
    }
    Findings wrong = new Findings(system.id());
    ExternalSystem recoded = compiled(List.copyOf(inForce), wrong);
    if (recoded == null) {
      // one entry that has become wrong must not take the others along
      inForce.removeIf(code -> !sound(code));
      recoded = inForce.isEmpty() ? system : compiled(List.copyOf(inForce), wrong);
      if (recoded == null) {
        wrong
            .all()
            .forEach(
                f ->
                    findings.error(
                        new Place(f.file(), f.line()),
                        f.code(),
                        f.found(),
                        f.expected(),
                        f.message()));
        return new Recoded(system, List.of(), findings.all());
      }
    }
    return new Recoded(recoded, List.copyOf(inForce), findings.all());
  }

  private boolean sound(ConfirmedCode code) {
    Findings wrong = new Findings(system.id());
    if (compiled(List.of(code), wrong) != null) {
      return true;
    }
    unfit(code, String.join("; ", wrong.all().stream().map(Finding::message).toList()));
    return false;
  }

  private @Nullable ExternalSystem compiled(List<ConfirmedCode> codes, Findings wrong) {
    Map<DocumentName, InboundMapping> inbound = new LinkedHashMap<>(system.in());
    for (Map.Entry<DocumentName, MappingBundle> one : in.entrySet()) {
      MappingBundle bundle = one.getValue();
      if (touches(bundle, codes)) {
        InboundMapping mapping =
            new InboundCompiler(catalog, wrong)
                .compile(
                    bundle.system(), bundle.file(), bundle.text(), parts(bundle, codes, wrong));
        if (mapping == null) {
          return null;
        }
        inbound.put(one.getKey(), mapping);
      }
    }
    Map<DocumentName, OutboundMapping> outbound = new LinkedHashMap<>(system.out());
    for (Map.Entry<DocumentName, MappingBundle> one : out.entrySet()) {
      MappingBundle bundle = one.getValue();
      if (touches(bundle, codes)) {
        OutboundMapping mapping =
            new OutboundCompiler(catalog, wrong)
                .compile(
                    bundle.system(), bundle.file(), bundle.text(), parts(bundle, codes, wrong));
        if (mapping == null) {
          return null;
        }
        outbound.put(one.getKey(), mapping);
      }
    }
    return system.withMappings(inbound, outbound);
  }

  private static SystemParts parts(
      MappingBundle bundle, List<ConfirmedCode> codes, Findings wrong) {
    return new SystemParts(
        NamedLists.of(bundle, codes, wrong),
        Fragments.kept(bundle.fragments(), wrong),
        bundle.policies(),
        bundle.blanks());
  }

  private static boolean touches(MappingBundle bundle, List<ConfirmedCode> codes) {
    return codes.stream().anyMatch(code -> bundle.lists().containsKey(code.list()));
  }

  private void conflict(Layer.Conflict conflict) {
    ConfirmedCode code = conflict.code();
    CodeList.Row row = conflict.row();
    findings.error(
        new Place("codelists/" + code.list() + ".csv", row.line()),
        "MAP-074",
        code.source() + " → " + row.canonical() + (row.from() == null ? "" : " from " + row.from()),
        code.source()
            + " → "
            + code.canonical()
            + (code.from() == null ? "" : " from " + code.from()),
        "the folder contradicts code '"
            + code.source()
            + "' "
            + code.told()
            + ": the folder counts; withdraw the confirmation or correct the folder");
  }

  private void unfit(ConfirmedCode code, String why) {
    findings.error(
        new Place("codelists/" + code.list() + ".csv", 1),
        "MAP-075",
        code.source() + " → " + code.canonical(),
        "a code that fits the mappings",
        "code '" + code.source() + "' " + code.told() + " does not count: " + why);
  }
}

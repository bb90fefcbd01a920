package io.pipemill.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.bundle.NamedLists;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.ConfirmedCode;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.in.CompiledInbound;
import io.pipemill.mapping.in.InboundCompiler;
import io.pipemill.mapping.system.SystemFolder;
import io.pipemill.mapping.system.SystemFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads system folders and compiles their mappings. Code lists that two or more systems use stand
 * in a folder {@code codelists} in or beside a root ({@code mappings/codelists} beside {@code
 * mappings/systems}). Thread-safe.
 */
public final class Mappings implements MappingCompiler {
  private final DocumentCatalog catalog;

  public Mappings(DocumentCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public Loaded load(List<Path> roots) {
    Map<String, ExternalSystem> systems = new LinkedHashMap<>();
    List<Finding> findings = new ArrayList<>();
    SystemFolders folders = new SystemFolders(roots);
    folders
        .folders()
        .forEach(
            (id, folder) -> {
              Findings found = new Findings(id);
              ExternalSystem system =
                  new SystemFolder(folder, catalog, found)
                      .load(folders.lists(folder), folders.fragments(folder));
              if (system != null && found.errors() == 0) {
                systems.put(id, system);
              }
              findings.addAll(found.all());
            });
    findings.addAll(folders.findings());
    return new Loaded(systems, List.copyOf(findings));
  }

  /**
   * Compiles a mapping again.
   *
   * @throws IllegalArgumentException if the bytes are no bundle, or the mapping no longer fits the
   *     document type, with every finding
   */
  @Override
  public InboundMapping compile(byte[] bytes) {
    MappingBundle bundle = MappingBundle.read(bytes);
    Findings findings = new Findings(bundle.system());
    InboundMapping mapping =
        new InboundCompiler(catalog, findings)
            .compile(
                bundle.system(),
                bundle.file(),
                bundle.text(),
                new SystemParts(
                    NamedLists.of(bundle, findings),
                    Fragments.kept(bundle.fragments(), findings),
                    bundle.policies(),
                    bundle.blanks()));
    if (mapping == null) {
      throw new IllegalArgumentException(
          "the stored mapping "
              + bundle.version()
              + " can no longer be compiled: "
              + findings.all().stream()
                  .map(f -> f.file() + ":" + f.line() + " " + f.message())
                  .toList());
    }
    return mapping;
  }

  @Override
  public Recoded recode(ExternalSystem system, List<ConfirmedCode> codes) {
    return new Recoding(catalog, system).with(codes);
  }

  /**
   * Compares a mapping with the columns its source has now: columns neither mapped nor ignored
   * (MAP-040), mapped ones that are not there (MAP-041), ignored ones that are not there (MAP-044).
   *
   * @param sourceColumns plain names for the record, {@code group.column} for groups below; case is
   *     not regarded
   */
  public List<Finding> checkColumns(
      ExternalSystem system, DocumentName document, List<String> sourceColumns) {
    Findings findings = new Findings(system.id());
    if (system.in().get(document) instanceof CompiledInbound mapping) {
      mapping.compare(sourceColumns, findings);
    }
    return findings.all();
  }
}

package io.pipemill.mapping.describe;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.fragment.FragmentUses;
import io.pipemill.mapping.system.SystemFolder;
import io.pipemill.mapping.system.SystemFolders;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Describes system folders, sound or not. Thread-safe. */
public final class FolderDescriber {
  private final DocumentCatalog catalog;

  public FolderDescriber(DocumentCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * @param systems those whose system.yaml can be read, by id
   * @param findings everything the check says about any folder
   */
  public record Described(List<SystemDescription> systems, List<Finding> findings) {}

  /**
   * Every system folder directly below the roots; a later root's folder of the same name replaces
   * an earlier one's.
   */
  public Described describe(List<Path> roots) {
    List<SystemDescription> systems = new ArrayList<>();
    SystemFolders folders = new SystemFolders(roots);
    List<Finding> findings = new ArrayList<>(folders.findings());
    folders
        .folders()
        .forEach(
            (id, folder) -> {
              Findings found = new Findings(id);
              SystemFolder read = new SystemFolder(folder, catalog, found);
              ExternalSystem system = read.load(folders.lists(folder), folders.fragments(folder));
              SystemParts parts = read.parts();
              if (system != null && parts != null) {
                systems.add(new SystemDescription(system, mappings(system, parts), found.all()));
              }
              findings.addAll(found.all());
            });
    return new Described(List.copyOf(systems), List.copyOf(findings));
  }

  private List<MappingDescription> mappings(ExternalSystem system, SystemParts parts) {
    List<MappingDescription> mappings = new ArrayList<>();
    for (String suffix : List.of(Describer.IN, Describer.OUT)) {
      for (Path file : files(system.folder(), suffix)) {
        try {
          mappings.add(MappingDescription.of(bundle(system, file, parts), catalog));
        } catch (IllegalArgumentException e) {
          // no YAML or no such document: the findings say so
          continue;
        }
      }
    }
    return List.copyOf(mappings);
  }

  /** The same texts that the compiler puts together; a test compares the versions. */
  private static MappingBundle bundle(ExternalSystem system, Path file, SystemParts parts) {
    try {
      String name = file.getFileName().toString();
      String text = new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
      Map<String, CodeList> used = new TreeMap<>();
      Findings told = new Findings(system.id());
      YamlValue.Mapping root = YamlFile.read(name, text, told);
      FragmentUses fragments = new FragmentUses(parts.fragments(), told);
      if (root != null) {
        root = fragments.expanded(root);
        for (String list : ListNames.of(root)) {
          CodeList found = parts.lists().list(list);
          if (found != null) {
            used.put(list, found);
          }
        }
      }
      return MappingBundle.of(system.id(), name, text, parts, used, fragments.texts());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(Path folder, String suffix) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.pipemill.mapping.system;

import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.yaml.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The system folders below some roots, and the code lists they share. */
public final class SystemFolders {
  private static final String LISTS = "codelists";
  private final List<Path> roots;
  private final Map<String, Path> folders = new TreeMap<>();
  private final List<Finding> findings = new ArrayList<>();

  /**
   * @param roots a later root's folder replaces an earlier one's of the same name
   */
  public SystemFolders(List<Path> roots) {
    this.roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    for (Path root : this.roots) {
      if (!Files.isDirectory(root)) {
        Findings found = new Findings(String.valueOf(root.getFileName()));
        found.error(
            new Place(root.toString(), 1),
            "MAP-062",
            "no folder",
            "a folder with one folder per system",
            "there is no folder " + root);
        findings.addAll(found.all());
        continue;
      }
      for (Path folder : sorted(root)) {
        String name = folder.getFileName().toString();
        if (Files.isDirectory(folder) && !name.equals(LISTS) && !name.startsWith(".")) {
          folders.put(name, folder);
        }
      }
    }
  }

  /** By name. */
  public Map<String, Path> folders() {
    return folders;
  }

  public List<Finding> findings() {
    return findings;
  }

  /** Lists a system can name: its own first, then those in or beside any root, later ones first. */
  public List<CodeLists.Source> lists(Path folder) {
    List<CodeLists.Source> lists = new ArrayList<>(read(folder.resolve(LISTS), folder, false));
    for (int i = roots.size() - 1; i >= 0; i--) {
      lists.addAll(read(roots.get(i).resolve(LISTS), folder, true));
      lists.addAll(read(roots.get(i).resolveSibling(LISTS), folder, true));
    }
    return lists;
  }

  /** The lists of one folder; empty if there is no such folder. */
  private static List<CodeLists.Source> read(Path lists, Path system, boolean shared) {
    List<CodeLists.Source> sources = new ArrayList<>();
    if (Files.isDirectory(lists)) {
      for (Path file : sorted(lists)) {
        String name = file.getFileName().toString();
        if (name.endsWith(".csv")) {
          sources.add(
              new CodeLists.Source(
                  name.substring(0, name.length() - 4),
                  system.relativize(file).toString().replace('\\', '/'),
                  text(file),
                  shared));
        }
      }
    }
    return sources;
  }

  static List<Path> sorted(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file; bytes that are no UTF-8 show as replacement characters. */
  static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

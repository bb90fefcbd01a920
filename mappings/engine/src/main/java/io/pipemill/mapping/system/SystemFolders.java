package io.pipemill.mapping.system;

import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.yaml.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The system folders below some roots, and the code lists and fragments they share. */
public final class SystemFolders {
  private static final String LISTS = "codelists";
  private static final Set<String> SHARED = Set.of(LISTS, Fragments.FOLDER);
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
        if (Files.isDirectory(folder) && !SHARED.contains(name) && !name.startsWith(".")) {
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
    return files(folder, LISTS, ".csv").stream()
        .map(file -> new CodeLists.Source(file.name, file.place, text(file.path), file.shared))
        .toList();
  }

  /** Fragments a system can name, found like the lists. */
  public List<Fragments.Source> fragments(Path folder) {
    return files(folder, Fragments.FOLDER, ".yaml").stream()
        .map(file -> new Fragments.Source(file.name, file.place, text(file.path), file.shared))
        .toList();
  }

  /**
   * @param name without the ending
   * @param place relative to the system folder
   */
  private record Named(String name, String place, Path path, boolean shared) {}

  private List<Named> files(Path folder, String below, String ending) {
    List<Named> files = new ArrayList<>(read(folder.resolve(below), folder, ending, false));
    for (int i = roots.size() - 1; i >= 0; i--) {
      files.addAll(read(roots.get(i).resolve(below), folder, ending, true));
      files.addAll(read(roots.get(i).resolveSibling(below), folder, ending, true));
    }
    return files;
  }

  /** The files of one folder; empty if there is no such folder. */
  private static List<Named> read(Path of, Path system, String ending, boolean shared) {
    List<Named> files = new ArrayList<>();
    if (Files.isDirectory(of)) {
      for (Path file : sorted(of)) {
        String name = file.getFileName().toString();
        if (name.endsWith(ending)) {
          files.add(
              new Named(
                  name.substring(0, name.length() - ending.length()),
                  system.relativize(file).toString().replace('\\', '/'),
                  file,
                  shared));
        }
      }
    }
    return files;
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

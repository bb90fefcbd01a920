package io.pipemill.cli.mappings;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders with system folders: the project's and those named with {@code --systems-dir}. */
final class SystemRoots {
  private SystemRoots() {}

  /**
   * @throws CommandFailed with each one that is no folder
   */
  static List<Path> of(@Nullable List<Path> systemsDirs) {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of(System.getProperty("pipemill.root", ""), "mappings", "systems"));
    List<String> problems = new ArrayList<>();
    if (systemsDirs != null) {
      for (Path folder : systemsDirs) {
        if (Files.isDirectory(folder)) {
          roots.add(folder);
        } else {
          problems.add(Texts.of("usage.no.folder", "--systems-dir", folder));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
    return roots;
  }
}

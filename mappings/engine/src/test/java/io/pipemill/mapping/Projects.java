package io.pipemill.mapping;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things of the project are. */
final class Projects {
  private Projects() {}

  /** The project's root: the folder above this module that holds mappings/systems. */
  static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("mappings/systems"))) {
        return folder;
      }
    }
    throw new IllegalStateException("tests run below the project's root");
  }

  /** A folder of the data that is shared beside the project; it may be absent. */
  static Path shared(String name) {
    for (Path folder = root(); folder != null; folder = folder.getParent()) {
      Path shared = folder.resolveSibling("shared").resolve(name);
      if (Files.isDirectory(shared)) {
        return shared;
      }
    }
    return root().resolveSibling("shared").resolve(name);
  }

  static Path systems() {
    return root().resolve("mappings/systems");
  }
}

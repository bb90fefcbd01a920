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

  static Path systems() {
    return root().resolve("mappings/systems");
  }
}

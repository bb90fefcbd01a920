package io.pipemill.canonical.model;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where this module lies, from wherever the tests are started. */
final class Folders {
  private Folders() {}

  static Path module() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      for (Path module : new Path[] {folder, folder.resolve("schemas")}) {
        if (Files.isRegularFile(module.resolve("types/v1/Types.xsd"))) {
          return module;
        }
      }
    }
    throw new IllegalStateException("no folder of schemas above " + start);
  }
}

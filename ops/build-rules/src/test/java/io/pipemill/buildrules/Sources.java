package io.pipemill.buildrules;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The project's source files. */
final class Sources {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".pipemill", "node_modules");

  private Sources() {}

  /** The folder with the launcher, above the module the tests run in. */
  static Path projectRoot() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.exists(here.resolve("schemas/pom.xml"))) {
      here = here.getParent();
    }
    if (here == null) {
      throw new IllegalStateException("no project root above " + Path.of("").toAbsolutePath());
    }
    return here;
  }

  /** All Java files, of products and tests. */
  static List<Path> java(Path root) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
            return NOT_OURS.contains(dir.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().endsWith(".java")) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}

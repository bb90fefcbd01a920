package io.pipemill.control.mappings;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.nio.file.Path;
import java.util.List;

/** Checks mapping files, without a node. */
public final class MappingCheck {
  private final MappingCompiler compiler;

  public MappingCheck() {
    this.compiler = new Mappings(DocumentCatalog.load());
  }

  /**
   * @param file relative to the system folder
   * @param line from 1
   * @param error false for a warning
   */
  public record Finding(
      String system,
      String file,
      int line,
      boolean error,
      String code,
      String found,
      String expected,
      String message) {}

  /**
   * @param systems ids of sound systems
   */
  public record Checked(List<String> systems, List<Finding> findings) {}

  /** Everything that is wrong in the system folders below the roots, at once. */
  public Checked check(List<Path> roots) {
    MappingCompiler.Loaded loaded = compiler.load(roots);
    return new Checked(
        loaded.systems().keySet().stream().sorted().toList(),
        loaded.findings().stream()
            .map(
                f ->
                    new Finding(
                        f.system(),
                        f.file(),
                        f.line(),
                        f.error(),
                        f.code(),
                        f.found(),
                        f.expected(),
                        f.message()))
            .toList());
  }
}

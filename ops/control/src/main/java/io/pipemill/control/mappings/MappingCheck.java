package io.pipemill.control.mappings;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks mapping files, without a node. */
public final class MappingCheck {
  private final Mappings compiler;

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
    return check(roots, List.of());
  }

  /**
   * The same, and what does not fit the columns that the sources have now.
   *
   * @param live sources that could be asked and could say
   */
  public Checked check(List<Path> roots, List<MappingsControl.Source> live) {
    MappingCompiler.Loaded loaded = compiler.load(roots);
    List<Finding> findings = new ArrayList<>();
    loaded.findings().forEach(f -> findings.add(finding(f)));
    for (MappingsControl.Source source : live) {
      ExternalSystem system = loaded.systems().get(source.system());
      if (system != null) {
        compiler
            .checkColumns(system, DocumentName.parse(source.document()), source.columns())
            .forEach(f -> findings.add(finding(f)));
      }
    }
    return new Checked(loaded.systems().keySet().stream().sorted().toList(), findings);
  }

  static Finding finding(MappingCompiler.Finding f) {
    return new Finding(
        f.system(), f.file(), f.line(), f.error(), f.code(), f.found(), f.expected(), f.message());
  }
}

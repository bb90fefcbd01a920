package io.pipemill.control.mappings;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import io.pipemill.mapping.codes.ConfirmedCode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

  /**
   * The same, and what the folders say otherwise about codes that were confirmed at a node.
   *
   * @param confirmed not withdrawn there, of any system
   */
  public Checked check(
      List<Path> roots,
      List<MappingsControl.Source> live,
      List<WorklistControl.Confirmation> confirmed) {
    Checked checked = check(roots, live);
    if (confirmed.isEmpty()) {
      return checked;
    }
    Map<String, List<ConfirmedCode>> codes = new TreeMap<>();
    for (WorklistControl.Confirmation code : confirmed) {
      codes
          .computeIfAbsent(code.system(), system -> new ArrayList<>())
          .add(
              new ConfirmedCode(
                  code.list(),
                  code.value(),
                  code.canonical(),
                  code.from() == null ? null : LocalDate.parse(code.from()),
                  code.owner(),
                  code.by(),
                  code.at(),
                  code.note()));
    }
    List<Finding> findings = new ArrayList<>(checked.findings());
    Map<String, ExternalSystem> systems = compiler.load(roots).systems();
    codes.forEach(
        (id, of) -> {
          ExternalSystem system = systems.get(id);
          if (system != null) {
            compiler.recode(system, of).findings().forEach(f -> findings.add(finding(f)));
          }
        });
    return new Checked(checked.systems(), findings);
  }

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

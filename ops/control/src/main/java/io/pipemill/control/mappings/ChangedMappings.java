package io.pipemill.control.mappings;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import io.pipemill.mapping.bundle.MappingBundle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbound mappings of one system as they stand on a disk, checked and packed so that a node can
 * try them; without a node.
 */
public final class ChangedMappings {
  private final Mappings compiler = new Mappings(DocumentCatalog.load());

  /**
   * One mapping with everything its version covers.
   *
   * @param document {@code sales-order/v1}
   * @param file {@code sales-order.in.yaml}
   * @param version 16 hex digits
   * @param bundle the texts as a zip archive, in Base64
   */
  public record Changed(String document, String file, String version, String bundle) {}

  /**
   * @param mappings empty if there are errors among the findings
   * @param findings of this system, errors and warnings
   */
  public record Packed(List<Changed> mappings, List<MappingCheck.Finding> findings) {}

  /**
   * Reads the folder of a system.
   *
   * @param document name of the document ({@code sales-order}); null for all of the system
   * @throws NotFoundException if there is no such system below the roots
   * @throws RefusedException if the system has no such inbound mapping, with those it has
   */
  public Packed pack(List<Path> roots, String system, @Nullable String document) {
    MappingCompiler.Loaded loaded = compiler.load(roots);
    List<MappingCheck.Finding> findings =
        loaded.findings().stream()
            .filter(finding -> finding.system().equals(system))
            .map(MappingCheck::finding)
            .toList();
    ExternalSystem found = loaded.systems().get(system);
    if (found == null && findings.isEmpty()) {
      throw new NotFoundException(system);
    }
    if (found == null || findings.stream().anyMatch(MappingCheck.Finding::error)) {
      return new Packed(List.of(), findings);
    }
    List<Changed> mappings = new ArrayList<>();
    for (InboundMapping mapping : found.in().values()) {
      var name = mapping.document().name();
      if (document == null || document.equals(name.name()) || document.equals(name.toString())) {
        byte[] bundle = mapping.bundle();
        mappings.add(
            new Changed(
                name.toString(),
                MappingBundle.read(bundle).file(),
                mapping.version(),
                Base64.getEncoder().encodeToString(bundle)));
      }
    }
    if (mappings.isEmpty()) {
      throw new RefusedException(
          List.of(
              system
                  + " has no inbound mapping"
                  + (document == null ? "" : " of '" + document + "'")
                  + ": expected one of "
                  + found.in().keySet()));
    }
    return new Packed(mappings, findings);
  }
}

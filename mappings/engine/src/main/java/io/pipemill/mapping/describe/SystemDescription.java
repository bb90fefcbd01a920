package io.pipemill.mapping.describe;

import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler.Finding;
import java.util.List;

/**
 * One system folder, described.
 *
 * @param system with the mappings that compile
 * @param mappings inbound first, then by file name; also those that do not compile
 * @param findings what {@code mappings check} says about the folder
 */
public record SystemDescription(
    ExternalSystem system, List<MappingDescription> mappings, List<Finding> findings) {

  /** Whether the check found no error. */
  public boolean sound() {
    return findings.stream().noneMatch(Finding::error);
  }
}

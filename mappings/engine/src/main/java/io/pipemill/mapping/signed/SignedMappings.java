package io.pipemill.mapping.signed;

import io.pipemill.mapping.bundle.MappingBundle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of a system as they were signed last: folder {@code signed/} of the system's folder
 * with {@code signed.yaml} (who, when, the version of each mapping) and the texts that these
 * versions cover, each under its own name, so that a review shows a change of them like any other.
 *
 * @param by who signed, as he or she wrote it
 * @param at when, to the second
 * @param bundles the mappings, by file name
 */
public record SignedMappings(String by, Instant at, List<MappingBundle> bundles) {

  /** The mapping of that file name, or null. */
  public @Nullable MappingBundle bundle(String file) {
    return bundles.stream().filter(bundle -> bundle.file().equals(file)).findFirst().orElse(null);
  }

  /**
   * What was signed last.
   *
   * @param system the system's folder
   * @return null if nothing was signed
   * @throws IllegalArgumentException if the texts are not those that were signed, or a file is
   *     missing or wrong, with each problem
   */
  public static @Nullable SignedMappings read(Path system) {
    return SignedFolder.of(system).read();
  }

  /** Replaces what was signed before. */
  public void write(Path system) {
    SignedFolder.of(system).write(this);
  }
}

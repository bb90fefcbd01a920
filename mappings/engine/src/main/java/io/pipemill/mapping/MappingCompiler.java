package io.pipemill.mapping;

import io.pipemill.mapping.codes.ConfirmedCode;
import java.nio.file.Path;
import java.util.List;

/** Loads system folders and compiles their mappings. */
public interface MappingCompiler {

  /**
   * Loads every system folder directly below the roots; a later root's folder of the same name
   * replaces an earlier one's.
   *
   * @return systems that are sound, and every problem of those that are not
   */
  Loaded load(List<Path> roots);

  /**
   * Compiles a mapping again from {@link InboundMapping#bundle}, to explain or replay with the
   * version of that time.
   */
  InboundMapping compile(byte[] bundle);

  /**
   * The system with confirmed codes over its code lists; its files are not read again.
   *
   * @param system as it was loaded
   * @param codes confirmed for it
   */
  default Recoded recode(ExternalSystem system, List<ConfirmedCode> codes) {
    return new Recoded(system, List.of(), List.of());
  }

  /**
   * @param system with the codes in force
   * @param inForce those that count
   * @param findings what the folder says otherwise (MAP-074), and what no longer fits (MAP-075);
   *     codes the folder has by now are no finding
   */
  record Recoded(ExternalSystem system, List<ConfirmedCode> inForce, List<Finding> findings) {}

  /**
   * @param systems sound ones, by id
   * @param findings problems and warnings
   */
  record Loaded(java.util.Map<String, ExternalSystem> systems, List<Finding> findings) {}

  /**
   * One thing {@code mappings check} has to say.
   *
   * @param system system id
   * @param file relative to the system folder
   * @param line from 1
   * @param error false for a warning
   * @param code MAP-nnn
   * @param found what stands there
   * @param expected what would be right
   * @param message one sentence, with a did-you-mean where one is near
   */
  record Finding(
      String system,
      String file,
      int line,
      boolean error,
      String code,
      String found,
      String expected,
      String message) {}
}

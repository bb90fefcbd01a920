package io.pipemill.adapter;

/**
 * The one public class of an adapter module; found by {@link java.util.ServiceLoader}, so that a
 * new protocol is one module and no registration.
 */
public interface AdapterFactory {

  /** The word in system.yaml: {@code transport: jdbc}. */
  String transport();

  /**
   * Opens a source. Connects lazily: an unreachable system is reported by {@link
   * SourceAdapter#check} and {@link SourceAdapter#read}.
   *
   * @throws AdapterException CONFIGURATION with every problem of the settings at once
   */
  default SourceAdapter source(SourceRequest request, AdapterContext context) {
    throw new AdapterException(
        "SPI-002", ErrorKind.CONFIGURATION, "transport " + transport() + " cannot be read from");
  }

  /**
   * Opens a target. Connects lazily.
   *
   * @throws AdapterException CONFIGURATION with every problem of the settings at once
   */
  default TargetAdapter target(TargetRequest request, AdapterContext context) {
    throw new AdapterException(
        "SPI-003", ErrorKind.CONFIGURATION, "transport " + transport() + " cannot be written to");
  }
}

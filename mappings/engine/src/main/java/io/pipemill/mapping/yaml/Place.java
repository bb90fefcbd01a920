package io.pipemill.mapping.yaml;

/**
 * Where something stands.
 *
 * @param file relative to the system folder
 * @param line from 1
 */
public record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}

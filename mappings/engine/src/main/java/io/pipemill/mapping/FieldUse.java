package io.pipemill.mapping;

/**
 * One place of a mapping file that touches a field of a canonical document.
 *
 * @param field canonical path without indexes; may be that of an object or list, of which then any
 *     part may be touched
 * @param written true if the mapping fills it, false if it reads it
 * @param file relative to the system folder
 * @param line from 1
 */
public record FieldUse(String field, boolean written, String file, int line) {

  /** Whether a field of that path, its parts or what it is part of, is meant. */
  public boolean touches(String path) {
    return field.equals(path) || field.startsWith(path + ".") || path.startsWith(field + ".");
  }
}

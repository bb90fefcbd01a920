package io.pipemill.canonical.model;

/**
 * How much XML of unknown origin is read before it is refused.
 *
 * @param bytes largest document in bytes
 * @param depth deepest nesting of elements
 * @param violations reading stops after so many
 */
public record XmlLimits(long bytes, int depth, int violations) {
  /** 64 MiB, 64 levels, 100 violations. */
  public static final XmlLimits DEFAULT = new XmlLimits(64L << 20, 64, 100);

  public XmlLimits {
    if (bytes < 1 || depth < 1 || violations < 1) {
      throw new IllegalArgumentException(
          "limits of XML: bytes "
              + bytes
              + ", depth "
              + depth
              + ", violations "
              + violations
              + ": expected numbers from 1");
    }
  }
}

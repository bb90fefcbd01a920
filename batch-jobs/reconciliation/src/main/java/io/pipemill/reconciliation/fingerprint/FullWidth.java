package io.pipemill.reconciliation.fingerprint;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The ten full-width digits, without such a character in the statement. */
final class FullWidth {
  private FullWidth() {}

  /** Each as a mark and four hexadecimal digits. */
  static String escaped(String mark) {
    return IntStream.rangeClosed(0xFF10, 0xFF19)
        .mapToObj(point -> mark + Integer.toHexString(point).toUpperCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  /** Each as NCHAR(n), for SQL Server. */
  static String characters() {
    return IntStream.rangeClosed(0xFF10, 0xFF19)
        .mapToObj(point -> "NCHAR(" + point + ")")
        .collect(Collectors.joining(" + "));
  }
}

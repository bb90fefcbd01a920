package io.pipemill.adapter.file.internal.workbook;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a workbook as a whole. */
final class Damage {
  private Damage() {}

  static UnreadableFileException none(String found, String message) {
    return failure("FILE-030", found, "an Excel workbook (.xlsx or .xls)", message);
  }

  static UnreadableFileException encrypted() {
    return failure(
        "FILE-031",
        "encrypted",
        "a workbook without a password",
        "the workbook is protected by a password: save it without one and drop it again");
  }

  static UnreadableFileException broken(@Nullable String found, String message) {
    return failure("FILE-032", found, "a complete workbook", "the workbook is damaged: " + message);
  }

  static UnreadableFileException tooLarge(String part, String expected) {
    return failure(
        "FILE-033",
        part,
        expected,
        "part '" + part + "' of the workbook is larger than any real one: it is not read");
  }

  private static UnreadableFileException failure(
      String code, @Nullable String found, String expected, String message) {
    return new UnreadableFileException(new Violation(code, "file", found, expected, null, message));
  }
}

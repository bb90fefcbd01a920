package io.pipemill.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Files of a sample for an inbox. */
final class DroppedFiles {
  private DroppedFiles() {}

  /**
   * Writes files into an inbox, each complete at once; files that were written before are not
   * written again, wherever they are now.
   *
   * @param inbox {@code <home>/inbox/<system>}
   */
  static void drop(Path inbox, Map<String, byte[]> files) throws IOException {
    Path marker = inbox.resolve(".samples-dropped");
    if (Files.exists(marker)) {
      return;
    }
    Files.createDirectories(inbox);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path half = inbox.resolve("." + file.getKey() + ".part");
      Files.write(half, file.getValue());
      Files.move(half, inbox.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
    }
    Files.writeString(marker, "");
  }
}

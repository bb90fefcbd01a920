package io.pipemill.adapter.file.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files put in place whole, without overwriting others. */
public final class Folders {
  private static final int MOST_SUFFIXES = 1_000_000;

  private Folders() {}

  /** A name in the folder that nothing has yet: {@code orders.csv}, {@code orders~2.csv}, … */
  public static Path free(Path folder, String name) throws IOException {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    for (int n = 1; n < MOST_SUFFIXES; n++) {
      Path path = folder.resolve(n == 1 ? name : stem + "~" + n + extension);
      if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        return path;
      }
    }
    throw new IOException("no free name for " + name + " in " + folder);
  }

  /**
   * Writes a file so that it is there with all its bytes, or not at all; replaces one before it.
   */
  public static void write(Path path, byte[] bytes) throws IOException {
    Path part = path.resolveSibling("." + path.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}

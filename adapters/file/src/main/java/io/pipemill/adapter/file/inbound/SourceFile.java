package io.pipemill.adapter.file.inbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/**
 * A file in the inbox.
 *
 * @param path where it is
 * @param size in bytes
 * @param modified its time
 * @param id tells it from every other file, one of the same name and content dropped later too
 */
record SourceFile(Path path, long size, Instant modified, String id) {

  static SourceFile of(Path path) throws IOException {
    BasicFileAttributes now =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    Object key = now.fileKey() == null ? now.creationTime() : now.fileKey();
    String identity =
        path.getFileName() + "|" + key + "|" + now.size() + "|" + now.lastModifiedTime();
    return new SourceFile(
        path, now.size(), now.lastModifiedTime().toInstant(), Digests.short16(identity));
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Whether it is still what it was when it was looked at. */
  boolean unchanged() {
    try {
      return of(path).id().equals(id);
    } catch (IOException e) {
      return false;
    }
  }
}

package io.pipemill.adapter.file.inbound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;

/**
 * A file in the inbox.
 *
 * @param path where it is
 * @param size in bytes
 * @param modified its time
 * @param id tells it from every other file, one of the same name and content dropped later too
 * @param companions files that belong to it, such as the texts of a table
 * @param newest time of the last change of any of them
 */
record SourceFile(
    Path path, long size, Instant modified, String id, List<Path> companions, Instant newest) {

  static SourceFile of(Path path) throws IOException {
    return of(path, List.of());
  }

  static SourceFile of(Path path, List<Path> companions) throws IOException {
    BasicFileAttributes now = attributes(path);
    StringBuilder identity = new StringBuilder(identity(path, now));
    Instant newest = now.lastModifiedTime().toInstant();
    for (Path companion : companions) {
      BasicFileAttributes its = attributes(companion);
      identity.append('|').append(identity(companion, its));
      Instant changed = its.lastModifiedTime().toInstant();
      newest = changed.isAfter(newest) ? changed : newest;
    }
    return new SourceFile(
        path,
        now.size(),
        now.lastModifiedTime().toInstant(),
        Digests.short16(identity.toString()),
        List.copyOf(companions),
        newest);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String identity(Path path, BasicFileAttributes now) {
    Object key = now.fileKey() == null ? now.creationTime() : now.fileKey();
    return path.getFileName() + "|" + key + "|" + now.size() + "|" + now.lastModifiedTime();
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Whether it is still what it was when it was looked at. */
  boolean unchanged() {
    try {
      return of(path, companions).id().equals(id);
    } catch (IOException e) {
      return false;
    }
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file in the inbox.
 *
 * @param path where it is
 * @param size in bytes
 * @param modified its time
 * @param id tells it from every other file, one of the same name and content dropped later too
 * @param companions files that its format needs beside it, such as the texts of a table
 * @param newest time of the last change of any of these
 * @param partners files of the same kind that make one source with it; it is the first of them
 * @param missing why it cannot be read without its partner; null if nothing is missing
 */
record SourceFile(
    Path path,
    long size,
    Instant modified,
    String id,
    List<Path> companions,
    Instant newest,
    List<SourceFile> partners,
    @Nullable Violation missing) {

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
        newest,
        List.of(),
        null);
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static String identity(Path path, BasicFileAttributes now) {
    Object key = now.fileKey() == null ? now.creationTime() : now.fileKey();
    return path.getFileName() + "|" + key + "|" + now.size() + "|" + now.lastModifiedTime();
  }

  /** The same with its partners, as one. */
  SourceFile with(List<SourceFile> others) {
    StringBuilder ids = new StringBuilder(id);
    others.forEach(other -> ids.append('|').append(other.id));
    return new SourceFile(
        path,
        size,
        modified,
        Digests.short16(ids.toString()),
        companions,
        newest,
        List.copyOf(others),
        null);
  }

  /** The same, of which something is missing. */
  SourceFile without(Violation why) {
    return new SourceFile(path, size, modified, id, companions, newest, List.of(), why);
  }

  /** Every file on its own, this one last: it is what the others belong to. */
  List<SourceFile> single() throws IOException {
    if (partners.isEmpty()) {
      return List.of(this);
    }
    List<SourceFile> all = new ArrayList<>(partners);
    all.add(of(path, companions));
    return all;
  }

  String name() {
    return path.getFileName().toString();
  }

  /** Whether it is still what it was when it was looked at. */
  boolean unchanged() {
    try {
      SourceFile now = of(path, companions);
      return (partners.isEmpty() ? now : now.with(partners)).id().equals(id)
          && partners.stream().allMatch(SourceFile::unchanged);
    } catch (IOException e) {
      return false;
    }
  }
}

package io.pipemill.adapter.file.inbound;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The folder a system's files are dropped into. Only regular files count; links are not followed.
 */
final class Inbox {

  /** When a file was first seen as it is. */
  private record Sight(String id, long nanos) {}

  private final Path folder;
  private final PathMatcher pattern;
  private final Duration settle;
  private final FileFormat format;
  private final Map<String, Sight> sights = new HashMap<>();

  Inbox(Path folder, String pattern, Duration settle, FileFormat format) {
    this.folder = folder;
    this.pattern =
        FileSystems.getDefault().getPathMatcher("glob:" + pattern.toLowerCase(Locale.ROOT));
    this.settle = settle;
    this.format = format;
  }

  /**
   * Files that have settled, oldest first, those of one time by name.
   *
   * @throws IOException if the folder cannot be read: that is not an empty folder
   */
  List<SourceFile> settled() throws IOException {
    List<SourceFile> files = new ArrayList<>();
    Map<String, Sight> now = new HashMap<>();
    for (SourceFile file : all()) {
      if (settled(file, now) && format.complete(file)) {
        files.add(file);
      }
    }
    sights.clear();
    sights.putAll(now);
    files.sort(Comparator.comparing(SourceFile::modified).thenComparing(SourceFile::name));
    return files;
  }

  /** All files that are meant for this source, half-written ones too. */
  List<SourceFile> all() throws IOException {
    Files.createDirectories(folder);
    List<SourceFile> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path path : entries) {
        if (wanted(path) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          try {
            files.add(SourceFile.of(path, format.companions(path)));
          } catch (NoSuchFileException e) {
            // taken away between listing and looking
          }
        }
      }
    }
    return files;
  }

  boolean wanted(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && !name.endsWith(".part")
        && !name.endsWith(".tmp")
        && format.alone(name)
        && pattern.matches(Path.of(name));
  }

  /** By the file's own time, or by ours where that lies in the future. */
  private boolean settled(SourceFile file, Map<String, Sight> now) {
    Duration age = Duration.between(file.newest(), Instant.now());
    if (age.compareTo(settle) >= 0) {
      return true;
    }
    Sight before = sights.get(file.name());
    Sight sight =
        before != null && before.id.equals(file.id())
            ? before
            : new Sight(file.id(), System.nanoTime());
    now.put(file.name(), sight);
    return System.nanoTime() - sight.nanos >= settle.toNanos();
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives complete sets of files at once, and those whose partner does not come when their time is
 * over. Counted is the time since this process first saw the file: its own time may be of
 * yesterday.
 */
final class AwaitedParts {
  private final FileParts parts;
  private final Map<String, Long> firstSeen = new HashMap<>();

  AwaitedParts(FileParts parts) {
    this.parts = parts;
  }

  /** Complete ones of all files in the inbox, settled or not. */
  List<SourceFile> complete(List<SourceFile> files) {
    return parts.join(files).complete();
  }

  /** How many files wait for a partner that is not there. */
  int alone(List<SourceFile> files) {
    return parts.join(files).alone().size();
  }

  /**
   * What can be read now.
   *
   * @param settled files that nobody writes to any more
   * @param all files, so that one whose partner is still being written waits on
   */
  List<SourceFile> ready(List<SourceFile> settled, List<SourceFile> all) {
    FileParts.Joined joined = parts.join(settled);
    List<SourceFile> ready = new ArrayList<>(joined.complete());
    Map<String, Long> seen = new HashMap<>();
    Map<SourceFile, String> alone = parts.join(all).alone();
    joined
        .alone()
        .forEach(
            (file, waitsFor) -> {
              long since = firstSeen.getOrDefault(file.id(), System.nanoTime());
              seen.put(file.id(), since);
              boolean over = System.nanoTime() - since >= parts.patience().toNanos();
              if (over && alone.keySet().stream().anyMatch(one -> one.id().equals(file.id()))) {
                ready.add(file.without(missing(file, waitsFor)));
              }
            });
    firstSeen.clear();
    firstSeen.putAll(seen);
    ready.sort(
        java.util.Comparator.comparing(SourceFile::modified).thenComparing(SourceFile::name));
    return ready;
  }

  /** Why a file cannot be read that was given up before a crash. */
  Violation missing(SourceFile file) {
    return missing(file, parts.join(List.of(file)).alone().getOrDefault(file, "its partner"));
  }

  private Violation missing(SourceFile file, String waitsFor) {
    return new Violation(
        "FILE-041",
        "file",
        file.name(),
        waitsFor,
        null,
        "its partner "
            + waitsFor
            + " did not come within "
            + text(parts.patience())
            + ": drop both again");
  }

  private static String text(java.time.Duration patience) {
    return patience.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
  }
}

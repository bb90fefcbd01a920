package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.Folders;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** Moves files that have been read to {@code done} or {@code rejected}. */
final class Departures {
  private final Path done;
  private final Path rejected;
  private final Reasons reasons;
  private final Moves moves;
  private boolean finished;

  Departures(Path done, Path rejected, Reasons reasons, Moves moves) {
    this.done = done;
    this.rejected = rejected;
    this.reasons = reasons;
    this.moves = moves;
  }

  /** Ends what a crash has interrupted; does nothing the second time. */
  void finish() throws IOException {
    if (!finished) {
      moves.finish();
      finished = true;
    }
  }

  /**
   * Moves a file whose records have all been stored; does nothing if it is no longer there. The
   * reasons stand before the file comes, so that whoever sees it sees them.
   *
   * @param records how many it had
   * @param unreadable why none could be read; null if they could
   * @param notes what people should know of it though it is good
   */
  void move(SourceFile file, long records, @Nullable Violation unreadable, List<Violation> notes)
      throws IOException {
    if (!file.unchanged()) {
      // moved before, or another file of that name has come since
      return;
    }
    Reasons.Gathered gathered = reasons.gathered(file.id());
    ArrayNode why = gathered.reasons();
    if (unreadable != null && why.isEmpty()) {
      why = Reasons.only(unreadable, file.name());
    }
    notes.forEach(note -> gathered.reasons().add(Reasons.json(note, file.name())));
    boolean good = unreadable == null && gathered.records().size() < Math.max(1, records);
    Path folder = good ? done : rejected;
    Files.createDirectories(folder);
    Path target = Folders.free(folder, file.name());
    Path reason = folder.resolve(target.getFileName() + ".reason.json");
    if (why.isEmpty() && good) {
      Files.deleteIfExists(reason);
    } else {
      Folders.write(reason, Reasons.bytes(why));
    }
    if (!file.partners().isEmpty()) {
      together(file, good);
    } else if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      if (file.companions().isEmpty()) {
        Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        moves.move(file, target);
      }
    }
    reasons.forget(file.id());
  }

  /**
   * Moves files that belong together. Where each goes is written down before the first one moves:
   * after a crash between two moves the rest follows.
   */
  private void together(SourceFile file, boolean good) throws IOException {
    String where = (good ? "+" : "-") + file.id();
    List<SourceFile> all = file.single();
    for (SourceFile each : all) {
      Folders.write(mark(each), where.getBytes(StandardCharsets.US_ASCII));
    }
    for (SourceFile each : all) {
      follows(each);
    }
  }

  /** Moves a file that was to move when a crash came; false if it was not. */
  boolean follows(SourceFile file) throws IOException {
    Path mark = mark(file);
    if (!Files.exists(mark)) {
      return false;
    }
    String where = Files.readString(mark, StandardCharsets.US_ASCII);
    Path folder = where.startsWith("+") ? done : rejected;
    Files.createDirectories(folder);
    Files.move(file.path(), Folders.free(folder, file.name()), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(mark);
    reasons.forget(where.substring(1));
    return true;
  }

  /** A hidden file beside it, which is never taken for one. */
  private static Path mark(SourceFile file) {
    return file.path().resolveSibling("." + file.id() + ".moving.part");
  }
}

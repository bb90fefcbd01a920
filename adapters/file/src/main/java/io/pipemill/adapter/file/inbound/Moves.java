package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.Folders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves a file together with those that belong to it. What is to be moved is written down first, so
 * that after a crash the rest follows, and no text of a table is left for the next table of that
 * name.
 */
final class Moves {
  private static final String SUFFIX = ".moves.part";
  private final Path inbox;

  /**
   * @param from a file of the inbox
   * @param id as it was when it was decided, so that a later file of that name stays
   */
  private record Move(Path from, Path to, String id) {}

  Moves(Path inbox) {
    this.inbox = inbox;
  }

  /** Moves a file to its target, and its companions beside it under the target's name. */
  void move(SourceFile file, Path target) throws IOException {
    List<Move> moves = new ArrayList<>();
    moves.add(new Move(file.path(), target, SourceFile.of(file.path()).id()));
    String stem = DbfFiles.stem(target.getFileName().toString());
    for (Path companion : file.companions()) {
      String name = companion.getFileName().toString();
      String extension = name.substring(name.lastIndexOf('.'));
      moves.add(
          new Move(
              companion,
              Folders.free(target.resolveSibling(""), stem + extension),
              SourceFile.of(companion).id()));
    }
    Path plan = inbox.resolve("." + file.id() + SUFFIX);
    StringBuilder text = new StringBuilder();
    for (Move move : moves) {
      text.append(move.from.getFileName()).append('\t').append(move.to).append('\t');
      text.append(move.id).append('\n');
    }
    Folders.write(plan, text.toString().getBytes(StandardCharsets.UTF_8));
    carryOut(moves);
    Files.deleteIfExists(plan);
  }

  /** Ends what a crash has interrupted. */
  void finish() throws IOException {
    if (!Files.isDirectory(inbox)) {
      return;
    }
    try (DirectoryStream<Path> plans = Files.newDirectoryStream(inbox, ".*" + SUFFIX)) {
      for (Path plan : plans) {
        List<Move> moves = new ArrayList<>();
        for (String line : Files.readAllLines(plan, StandardCharsets.UTF_8)) {
          String[] parts = line.split("\t");
          if (parts.length == 3) {
            moves.add(new Move(inbox.resolve(parts[0]), Path.of(parts[1]), parts[2]));
          }
        }
        carryOut(moves);
        Files.deleteIfExists(plan);
      }
    }
  }

  private static void carryOut(List<Move> moves) throws IOException {
    for (Move move : moves) {
      if (Files.isRegularFile(move.from, LinkOption.NOFOLLOW_LINKS)
          && SourceFile.of(move.from).id().equals(move.id)
          && !Files.exists(move.to, LinkOption.NOFOLLOW_LINKS)) {
        try {
          Files.move(move.from, move.to, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
          // another source of this inbox has just ended the same plan
        }
      }
    }
  }
}

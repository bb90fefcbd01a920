package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bytes of a file, kept in memory if they are few, and their hash. */
final class Content {
  private static final int FEW = 1024 * 1024;
  private final SourceFile file;
  private final String hash;
  private final byte @Nullable [] bytes;
  private final List<Content> partners;

  private Content(SourceFile file, String hash, byte @Nullable [] bytes, List<Content> partners) {
    this.file = file;
    this.hash = hash;
    this.bytes = bytes;
    this.partners = partners;
  }

  static Content of(SourceFile file) throws IOException {
    Content alone = alone(file);
    if (file.partners().isEmpty()) {
      return alone;
    }
    StringBuilder hashes = new StringBuilder(alone.hash);
    List<Content> partners = new ArrayList<>();
    for (SourceFile each : file.partners()) {
      Content partner = alone(each);
      partners.add(partner);
      hashes.append('|').append(partner.hash);
    }
    String both = Digests.short16(hashes.toString());
    return new Content(file, both, alone.bytes, List.copyOf(partners));
  }

  private static Content alone(SourceFile file) throws IOException {
    MessageDigest digest = Digests.sha256();
    if (file.size() <= FEW) {
      try (InputStream in = stream(file.path())) {
        byte[] all = in.readNBytes(FEW + 1);
        digest.update(all);
        if (all.length <= FEW) {
          addCompanions(file, digest);
          return new Content(file, Digests.short16(digest), all, List.of());
        }
      }
      digest.reset();
    }
    add(file.path(), digest);
    addCompanions(file, digest);
    return new Content(file, Digests.short16(digest), null, List.of());
  }

  /** A table with other texts is another one. */
  private static void addCompanions(SourceFile file, MessageDigest digest) throws IOException {
    for (Path companion : file.companions()) {
      if (DbfFiles.texts(companion)) {
        add(companion, digest);
      }
    }
  }

  private static void add(Path path, MessageDigest digest) throws IOException {
    byte[] part = new byte[64 * 1024];
    try (InputStream in = stream(path)) {
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
    }
  }

  private static InputStream stream(Path path) throws IOException {
    return Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
  }

  SourceFile file() {
    return file;
  }

  /** Of the files that belong to it, in their order. */
  List<Content> partners() {
    return partners;
  }

  /** SHA-256, first 16 hex digits; of files that belong together, over those of all. */
  String hash() {
    return hash;
  }

  InputStream open() throws IOException {
    return bytes == null
        ? new BufferedInputStream(stream(file.path()), 64 * 1024)
        : new ByteArrayInputStream(bytes);
  }

  /** All bytes, if they are not more than that. */
  byte @Nullable [] all(int most) throws IOException {
    if (bytes != null) {
      return bytes.length <= most ? bytes : null;
    }
    try (InputStream in = stream(file.path())) {
      byte[] all = in.readNBytes(most + 1);
      return all.length <= most ? all : null;
    }
  }

  /**
   * @throws UnreadableFileException if the file is too large or empty
   */
  void verifySize(long maxBytes) throws UnreadableFileException {
    if (file.size() == 0) {
      throw new UnreadableFileException(
          new Violation("FILE-001", "file", "0 bytes", "content", null, "the file is empty"));
    }
    if (file.size() > maxBytes) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-006",
              "file",
              file.size() + " bytes",
              "at most " + maxBytes + " bytes",
              null,
              "the file is larger than file.maxBytes allows"));
    }
  }
}

package io.pipemill.adapter.file.outbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Capability;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.Resolution;
import io.pipemill.adapter.Resolution.Verdict;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.file.internal.Folders;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Writes one file per document. Weaker than a database: files of an attempt appear one after the
 * other, and a file that its reader has already taken appears again if its attempt is repeated.
 * Each file appears whole, and a repeated delivery has the same name.
 */
final class FileTarget implements TargetAdapter {
  private static final String ATTEMPTS = ".attempts";
  private static final String IDENTITY = ".identity";
  private static final Duration KEPT = Duration.ofDays(30);
  private static final long NO_SPACE = 1024 * 1024;
  private final String system;
  private final Path folder;
  private final Map<DocumentName, OutFile> files;
  private final AdapterContext.FaultPoint faults;

  FileTarget(
      String system,
      Path home,
      Map<DocumentName, OutFile> files,
      AdapterContext.FaultPoint faults) {
    this.system = system;
    this.folder = home.resolve("outbox").resolve(system);
    this.files = files;
    this.faults = faults;
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public Receipt deliver(Attempt attempt) {
    Map<String, byte[]> contents = new LinkedHashMap<>();
    for (OutboundDocument document : attempt.documents()) {
      OutFile file = file(document);
      contents.put(file.name().of(document), bytes(file, document));
    }
    try {
      Files.createDirectories(folder.resolve(ATTEMPTS));
      for (Map.Entry<String, byte[]> each : contents.entrySet()) {
        Folders.write(folder.resolve(each.getKey()), each.getValue());
        faults.reached("file.after-write");
      }
      String names = String.join("\n", contents.keySet());
      Folders.write(mark(attempt), names.getBytes(StandardCharsets.UTF_8));
      return Receipt.DONE;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private OutFile file(OutboundDocument document) {
    OutFile file = files.get(document.envelope().document());
    if (file == null || document.record() == null) {
      throw new AdapterException(
          "FILE-060",
          ErrorKind.CONFIGURATION,
          system
              + ": found document "
              + document.envelope().document()
              + ", expected one of "
              + files.keySet()
              + " with an outbound mapping");
    }
    return file;
  }

  private static byte[] bytes(OutFile file, OutboundDocument document) {
    RecordTree record = java.util.Objects.requireNonNull(document.record());
    return switch (file.format()) {
      case "csv" -> RecordText.csv(record, file.delimiter(), file.encoding());
      case "xml" -> RecordText.xml(record, file.root());
      default -> RecordText.json(record);
    };
  }

  /**
   * COMMITTED if the attempt came to its end. Otherwise it may be sent again, which replaces what
   * it left.
   */
  @Override
  public Resolution resolve(Attempt attempt) {
    return new Resolution(Files.exists(mark(attempt)) ? Verdict.COMMITTED : Verdict.NEVER, null);
  }

  private Path mark(Attempt attempt) {
    return folder.resolve(ATTEMPTS).resolve(attempt.id().toString());
  }

  @Override
  public String identity() {
    try {
      Files.createDirectories(folder);
      Path identity = folder.resolve(IDENTITY);
      if (!Files.exists(identity)) {
        Folders.write(identity, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
      }
      return "folder " + Files.readString(identity).trim();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  @Override
  public CheckResult check() {
    String component = system + " (file target)";
    try {
      Files.createDirectories(folder);
      Path probe = folder.resolve(".probe");
      Folders.write(probe, new byte[0]);
      Files.delete(probe);
      forgetOldAttempts();
      return CheckResult.warn(
          component,
          "writable; weaker than a database: files have no outcome table, a repeated delivery is"
              + " recognised by its file name only");
    } catch (IOException e) {
      return CheckResult.fail(component, String.valueOf(failure(e).getMessage()));
    }
  }

  private AdapterException failure(IOException e) {
    boolean full = full();
    return new AdapterException(
        full ? "FILE-066" : "FILE-065",
        full ? ErrorKind.SPACE : ErrorKind.TRANSIENT,
        AdapterException.Outcome.NOT_DONE,
        system + ": outbox " + folder + ": " + e.getClass().getSimpleName() + " " + e.getMessage(),
        e);
  }

  private boolean full() {
    try {
      return Files.getFileStore(folder).getUsableSpace() < NO_SPACE;
    } catch (IOException e) {
      return false;
    }
  }

  /** Marks that nobody will ask for again. */
  private void forgetOldAttempts() throws IOException {
    Path marks = folder.resolve(ATTEMPTS);
    if (Files.isDirectory(marks)) {
      FileTime oldest = FileTime.from(Instant.now().minus(KEPT));
      try (DirectoryStream<Path> all = Files.newDirectoryStream(marks)) {
        for (Path mark : all) {
          if (Files.getLastModifiedTime(mark).compareTo(oldest) < 0) {
            Files.deleteIfExists(mark);
          }
        }
      }
    }
  }

  @Override
  public void close() {}
}

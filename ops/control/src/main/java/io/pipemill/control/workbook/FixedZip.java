package io.pipemill.control.workbook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Takes the time of writing out of an xlsx file: the same content gives the same bytes, so that two
 * workbooks can be compared by their hash.
 */
final class FixedZip {
  private static final String CORE = "docProps/core.xml";

  private FixedZip() {}

  /**
   * @param date the day that stands as the day of writing, yyyy-MM-dd
   */
  static byte[] of(byte[] xlsx, String date) throws IOException {
    ByteArrayOutputStream fixed = new ByteArrayOutputStream(xlsx.length);
    // the writer's local headers have no sizes: only the directory at the end of the file has them
    Path file = Files.createTempFile("workbook", ".xlsx");
    try {
      Files.write(file, xlsx);
      try (ZipFile in = new ZipFile(file.toFile());
          ZipOutputStream out = new ZipOutputStream(fixed, StandardCharsets.UTF_8)) {
        for (ZipEntry entry : Collections.list(in.entries())) {
          copy(entry, in.getInputStream(entry).readAllBytes(), date, out);
        }
      }
    } finally {
      Files.delete(file);
    }
    return fixed.toByteArray();
  }

  private static void copy(ZipEntry entry, byte[] content, String date, ZipOutputStream out)
      throws IOException {
    ZipEntry copy = new ZipEntry(entry.getName());
    copy.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
    out.putNextEntry(copy);
    if (entry.getName().equals(CORE)) {
      String core = new String(content, StandardCharsets.UTF_8);
      out.write(
          core.replaceAll("(<dcterms:created[^>]*>)[^<]*", "$1" + date + "T00:00:00Z")
              .getBytes(StandardCharsets.UTF_8));
    } else {
      out.write(content);
    }
    out.closeEntry();
  }
}

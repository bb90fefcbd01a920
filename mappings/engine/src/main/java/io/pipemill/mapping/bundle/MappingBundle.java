package io.pipemill.mapping.bundle;

import io.pipemill.mapping.OnMissing;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.ConfirmedFile;
import io.pipemill.mapping.fragment.Fragments;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A mapping file with the code lists and fragments it names and the policies it runs under. Its
 * version is the SHA-256 of the contents, cut to 16 hex digits; equal contents give equal bytes.
 *
 * @param file name of the mapping file
 * @param text of the mapping file
 * @param policies by master
 * @param lists texts of the code lists, by name
 * @param fragments texts of the fragments, by name
 * @param blanks texts that mean nothing in any column of the system
 * @param confirmed confirmed codes that are in force over these lists, as text, by list; none for
 *     most
 */
public record MappingBundle(
    String system,
    String file,
    String text,
    Map<String, OnMissing> policies,
    Map<String, String> lists,
    Map<String, String> fragments,
    List<String> blanks,
    Map<String, String> confirmed) {
  /** Ends the name of a file that reads records; only such a one depends on policies and blanks. */
  public static final String IN = ".in.yaml";

  private static final String MANIFEST = "manifest";
  private static final String LISTS = "codelists/";
  private static final String CONFIRMED = "confirmed/";
  private static final String FRAGMENTS = Fragments.FOLDER + "/";
  private static final int LARGEST = 64_000_000;

  /** A bundle without confirmed codes. */
  public MappingBundle(
      String system,
      String file,
      String text,
      Map<String, OnMissing> policies,
      Map<String, String> lists,
      Map<String, String> fragments,
      List<String> blanks) {
    this(system, file, text, policies, lists, fragments, blanks, Map.of());
  }

  /** A bundle of a mapping and the lists it uses. */
  public static MappingBundle of(
      String system,
      String file,
      String text,
      SystemParts parts,
      Map<String, CodeList> used,
      Map<String, String> fragments) {
    Map<String, String> lists = new TreeMap<>();
    Map<String, String> confirmed = new TreeMap<>();
    used.forEach(
        (name, list) -> {
          lists.put(name, list.text());
          if (!list.confirmed().isEmpty()) {
            confirmed.put(name, ConfirmedFile.write(list.confirmed()));
          }
        });
    boolean reads = file.endsWith(IN);
    return new MappingBundle(
        system,
        file,
        text,
        reads ? new TreeMap<>(parts.policies()) : Map.of(),
        lists,
        new TreeMap<>(fragments),
        reads ? parts.blanks() : List.of(),
        confirmed);
  }

  /** 16 hex digits. */
  public String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      entries()
          .forEach(
              (name, content) -> {
                byte[] key = name.getBytes(StandardCharsets.UTF_8);
                digest.update(length(key.length));
                digest.update(key);
                digest.update(length(content.length));
                digest.update(content);
              });
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  private static byte[] length(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }

  /** A zip archive; the same for the same contents. */
  public byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> entry : entries().entrySet()) {
        ZipEntry zipEntry = new ZipEntry(entry.getKey());
        // a fixed local time: the zip format has no zone
        zipEntry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
        zip.putNextEntry(zipEntry);
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads {@link #bytes}.
   *
   * @throws IllegalArgumentException if these are not the bytes of a bundle, or its texts are
   *     larger than anybody's
   */
  public static MappingBundle read(byte[] bytes) {
    Map<String, String> texts = new TreeMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
      int left = LARGEST;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] content = zip.readNBytes(left + 1);
        left -= content.length;
        if (left < 0) {
          throw new IllegalArgumentException(
              "not a mapping bundle: its texts are larger than " + LARGEST + " bytes together");
        }
        texts.put(entry.getName(), new String(content, StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("not a mapping bundle: " + e.getMessage(), e);
    }
    String manifest = texts.remove(MANIFEST);
    if (manifest == null) {
      throw new IllegalArgumentException("not a mapping bundle: it has no manifest");
    }
    String system = "";
    String file = "";
    Map<String, OnMissing> policies = new TreeMap<>();
    List<String> blanks = new ArrayList<>();
    for (String line : manifest.split("\n")) {
      String[] words = line.split(" ", 3);
      switch (words[0]) {
        case "system" -> system = words[1];
        case "file" -> file = words[1];
        case "blank" -> blanks.add(line.substring("blank ".length()));
        default -> policies.put(words[1], OnMissing.valueOf(words[2]));
      }
    }
    String text = texts.remove(file);
    if (text == null) {
      throw new IllegalArgumentException("not a mapping bundle: it lacks " + file);
    }
    return new MappingBundle(
        system,
        file,
        text,
        policies,
        named(texts, LISTS, ".csv"),
        named(texts, FRAGMENTS, ".yaml"),
        blanks,
        named(texts, CONFIRMED, ".csv"));
  }

  /** The texts of a folder, by name without the ending. */
  private static Map<String, String> named(
      Map<String, String> texts, String folder, String ending) {
    Map<String, String> named = new TreeMap<>();
    texts.forEach(
        (name, content) -> {
          if (name.startsWith(folder)) {
            named.put(name.substring(folder.length(), name.length() - ending.length()), content);
          }
        });
    return named;
  }

  private Map<String, byte[]> entries() {
    StringBuilder manifest = new StringBuilder();
    manifest.append("system ").append(system).append("\nfile ").append(file).append('\n');
    policies.forEach(
        (master, policy) ->
            manifest.append("onMissing ").append(master).append(' ').append(policy).append('\n'));
    blanks.forEach(blank -> manifest.append("blank ").append(blank).append('\n'));
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put(MANIFEST, manifest.toString().getBytes(StandardCharsets.UTF_8));
    entries.put(file, text.getBytes(StandardCharsets.UTF_8));
    lists.forEach(
        (name, content) ->
            entries.put(LISTS + name + ".csv", content.getBytes(StandardCharsets.UTF_8)));
    confirmed.forEach(
        (name, content) ->
            entries.put(CONFIRMED + name + ".csv", content.getBytes(StandardCharsets.UTF_8)));
    fragments.forEach(
        (name, content) ->
            entries.put(FRAGMENTS + name + ".yaml", content.getBytes(StandardCharsets.UTF_8)));
    return entries;
  }
}

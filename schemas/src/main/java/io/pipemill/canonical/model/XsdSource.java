package io.pipemill.canonical.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/**
 * XSDs in a folder, or on a class path, where they are found through the index files that builds
 * write ({@value #INDEX}, one resource path a line). Their system ids are made up, so that relative
 * imports resolve the same from a folder and from any kind of archive.
 */
final class XsdSource {
  static final String INDEX = "META-INF/pipemill/schemas.index";

  private static final String PREFIX = "schemas/";

  /** Never fetched: a name below .invalid cannot exist, and the resolver answers first. */
  private static final String ROOT = "http://pipemill.invalid/";

  private final List<String> paths;
  private final Opener opener;

  private XsdSource(Collection<String> paths, Opener opener) {
    this.paths = List.copyOf(paths);
    this.opener = opener;
  }

  /** Opens a resource path; null if it is not there. */
  private interface Opener {
    @Nullable InputStream open(String path) throws IOException;
  }

  /** The XSDs a class loader can see. */
  static XsdSource of(ClassLoader loader) {
    TreeSet<String> paths = new TreeSet<>();
    try {
      for (URL index : Collections.list(loader.getResources(INDEX))) {
        try (InputStream in = index.openStream()) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .forEach(paths::add);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("the index of schemas cannot be read", e);
    }
    return new XsdSource(paths, loader::getResourceAsStream);
  }

  /** The XSDs in a folder: {@code <document>/v1/<Document>.xsd}. */
  static XsdSource of(Path folder) {
    TreeSet<String> paths = new TreeSet<>();
    try (Stream<Path> files = Files.walk(folder, 3)) {
      files
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.matches("[^/]+/v[^/]*/[^/]+\\.xsd"))
          .forEach(file -> paths.add(PREFIX + file));
    } catch (IOException e) {
      throw new UncheckedIOException("the schemas in " + folder + " cannot be read", e);
    }
    return new XsdSource(
        paths,
        path -> {
          Path file = folder.resolve(path.substring(PREFIX.length()));
          return Files.isRegularFile(file) ? Files.newInputStream(file) : null;
        });
  }

  /** Resource paths of all XSDs, in alphabetical order. */
  List<String> paths() {
    return paths;
  }

  byte[] bytes(String path) {
    try (InputStream in = opener.open(path)) {
      if (in == null) {
        throw new IllegalStateException("schema '" + path + "' is named but not there");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("schema '" + path + "' cannot be read", e);
    }
  }

  static String systemId(String path) {
    return ROOT + path;
  }

  /** The resource path of a system id, for messages. */
  static String path(@Nullable String systemId) {
    return systemId == null ? "a schema" : systemId.replace(ROOT, "");
  }

  /** The XSD of a system id; anything that is not one of ours is refused. */
  InputSource open(String systemId) {
    if (!systemId.startsWith(ROOT)) {
      throw new IllegalStateException(
          "schema '" + systemId + "': expected a relative path to an XSD beside it");
    }
    String path = systemId.substring(ROOT.length());
    if (path.contains("..")) {
      throw new IllegalStateException("schema '" + path + "': expected a path below schemas");
    }
    InputSource source = new InputSource(new ByteArrayInputStream(bytes(path)));
    source.setSystemId(systemId);
    return source;
  }
}

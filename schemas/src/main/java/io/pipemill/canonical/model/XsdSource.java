package io.pipemill.canonical.model;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;

/**
 * The XSDs on a class path, found through the index files that builds write ({@value #INDEX}, one
 * resource path a line). Their system ids are made up, so that relative imports resolve the same
 * from a folder and from any kind of archive.
 */
final class XsdSource {
  static final String INDEX = "META-INF/pipemill/schemas.index";

  /** Never fetched: a name below .invalid cannot exist, and the resolver answers first. */
  private static final String ROOT = "http://pipemill.invalid/";

  private final ClassLoader loader;

  XsdSource(ClassLoader loader) {
    this.loader = loader;
  }

  /** Resource paths of all XSDs, in alphabetical order. */
  List<String> paths() {
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
    return new ArrayList<>(paths);
  }

  byte[] bytes(String path) {
    try (InputStream in = loader.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("schema '" + path + "' is in an index but not there");
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
    InputSource source = new InputSource(new java.io.ByteArrayInputStream(bytes(path)));
    source.setSystemId(systemId);
    return source;
  }
}

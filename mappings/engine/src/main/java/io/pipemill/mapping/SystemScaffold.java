package io.pipemill.mapping;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.MappingCompiler.Loaded;
import io.pipemill.mapping.golden.GoldenPairs;
import io.pipemill.mapping.system.ScaffoldText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes a new system folder to start from ({@code systems new}): system.yaml, one inbound mapping
 * with every field of the document type (required ones mapped, the others commented out), a code
 * list, a golden example and a README. What it writes passes the check.
 */
public final class SystemScaffold {
  private final DocumentCatalog catalog;

  public SystemScaffold(DocumentCatalog catalog) {
    this.catalog = catalog;
  }

  /** Transports a folder can be scaffolded for. */
  public static List<String> transports() {
    return List.of("jdbc", "file");
  }

  /**
   * @param root folder in which the system's folder is made
   * @param id kebab-case; the folder's name
   * @param transport one of {@link #transports}
   * @param document what the system will send
   * @return the files written
   * @throws IllegalArgumentException if the folder exists, or id, transport or document are wrong;
   *     the message says what is expected
   */
  public List<Path> write(Path root, String id, String transport, DocumentName document) {
    if (!id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      throw new IllegalArgumentException(
          "system id '" + id + "': expected kebab-case, e.g. crude-retail");
    }
    if (!transports().contains(transport)) {
      throw new IllegalArgumentException(
          "transport '" + transport + "': expected one of " + transports());
    }
    DocumentType type = catalog.type(document);
    Path folder = root.resolve(id);
    if (Files.exists(folder)) {
      throw new IllegalArgumentException("folder " + folder + " is there already");
    }
    List<Path> written = new ArrayList<>();
    for (Map.Entry<String, String> file :
        new ScaffoldText(id, transport, type).files().entrySet()) {
      Path path = folder.resolve(file.getKey());
      try {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      written.add(path);
    }
    golden(root, id, written);
    return written;
  }

  /** Lets the new mapping itself write what its example becomes. */
  private void golden(Path root, String id, List<Path> written) {
    Loaded loaded = new Mappings(catalog).load(List.of(root));
    ExternalSystem system = loaded.systems().get(id);
    if (system == null) {
      throw new IllegalStateException("the scaffold is not sound: " + loaded.findings());
    }
    for (GoldenPairs.Pair pair : GoldenPairs.pairs(system)) {
      InboundMapping mapping = system.in().get(pair.document());
      if (mapping != null) {
        GoldenPairs.ofJson().rewrite(pair, mapping);
        written.add(pair.folder().resolve("canonical.xml"));
      }
    }
  }
}

package io.pipemill.canonical.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what others need of the documents: every XSD as it is, with the imports between them, and
 * for each document a JSON Schema and a page for people. The same documents give the same bytes.
 */
public final class SchemaExport {
  private SchemaExport() {}

  /**
   * Writes {@code <document>/v1/<Document>.xsd}, {@code .schema.json} and {@code .html}, the shared
   * types and {@code index.html}; files of these names are replaced.
   *
   * @return the files, relative to the folder, in the order of their names
   * @throws IOException if the folder cannot be written
   */
  public static List<String> write(DocumentCatalog catalog, Path folder) throws IOException {
    List<String> written = new ArrayList<>();
    XsdSource source = XsdSource.of(DocumentCatalog.class.getClassLoader());
    for (String path : source.paths()) {
      put(folder, path.substring("schemas/".length()), source.bytes(path), written);
    }
    for (DocumentType type : catalog.all()) {
      CompiledDocument document = (CompiledDocument) type;
      String file = type.name() + "/" + type.root().name();
      put(folder, file + ".schema.json", type.jsonSchema(), written);
      put(folder, file + ".html", page(document), written);
    }
    put(
        folder,
        "index.html",
        DocumentPage.index(catalog.all()).getBytes(StandardCharsets.UTF_8),
        written);
    written.sort(String::compareTo);
    return written;
  }

  private static byte[] page(CompiledDocument document) {
    return DocumentPage.of(document, (CompiledField) document.root())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static void put(Path folder, String file, byte[] content, List<String> written)
      throws IOException {
    Path target = folder.resolve(file);
    Files.createDirectories(target.getParent());
    Files.write(target, content);
    written.add(file);
  }
}

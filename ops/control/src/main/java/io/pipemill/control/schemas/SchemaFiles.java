package io.pipemill.control.schemas;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.SchemaExport;
import io.pipemill.control.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes XSD, JSON Schema and pages of all documents, without a node. */
public final class SchemaFiles {

  /**
   * @param files relative to the folder
   */
  public record Exported(String folder, List<String> files) {}

  /**
   * @throws RefusedException if the folder cannot be written
   */
  public Exported export(Path folder) {
    try {
      return new Exported(folder.toString(), SchemaExport.write(DocumentCatalog.load(), folder));
    } catch (IOException e) {
      throw new RefusedException(List.of("'" + folder + "' cannot be written: " + e));
    }
  }
}

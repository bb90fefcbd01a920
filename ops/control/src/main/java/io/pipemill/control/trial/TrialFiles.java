package io.pipemill.control.trial;

import io.pipemill.canonical.model.DocumentType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the reports of trials as HTML for people and JSON for programs. */
public final class TrialFiles {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private final Path folder;

  /**
   * @param folder {@code reports/} of the node's home; made when first needed
   */
  public TrialFiles(Path folder) {
    this.folder = folder;
  }

  /** Writes both and gives the result with their paths. */
  TrialResult write(
      TrialResult result, Map<String, DocumentType> types, String language, ZonedDateTime at) {
    String name = "mapping-try-" + result.system() + "-" + at.format(STAMP);
    Path html = folder.resolve(name + "-" + language + ".html").toAbsolutePath();
    Path json = folder.resolve(name + ".json").toAbsolutePath();
    TrialResult kept =
        new TrialResult(
            result.system(),
            result.from(),
            result.to(),
            result.complete(),
            result.documents(),
            html.toString(),
            json.toString());
    try {
      Files.createDirectories(folder);
      Files.write(json, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(kept));
      Files.write(html, TrialPage.bytes(kept, types, language, at));
    } catch (IOException e) {
      throw new UncheckedIOException("the report cannot be written to " + folder, e);
    }
    return kept;
  }
}

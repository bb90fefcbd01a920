package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceRequest;
import java.util.ArrayList;
import java.util.List;

/** Opens sources. */
public final class FileInbound {
  private FileInbound() {}

  /**
   * @throws AdapterException CONFIGURATION with every problem of the settings at once
   */
  public static SourceAdapter open(SourceRequest request, AdapterContext context) {
    List<String> problems = new ArrayList<>();
    FileConfig config = FileConfig.parse(request, problems);
    request.settings().has("poll");
    request.settings().has("lineEnd");
    if (!config.format().equals("xml")) {
      request.source().section("lines").has("key");
    }
    FileParts parts = config.parts();
    FileFormat format =
        parts != null
            ? new PartsFormat(config, parts, request, problems)
            : switch (config.format()) {
              case "xml" -> new XmlFormat(config, request, problems);
              case "excel" -> new ExcelFormat(config, request, problems);
              case "fixed" -> new FixedFormat(config, request, problems);
              case "dbf" -> new DbfFormat(config, request, problems);
              default -> new CsvFormat(config, request, problems);
            };
    problems.addAll(request.settings().problems());
    problems.addAll(request.source().problems());
    if (!problems.isEmpty()) {
      throw new AdapterException("CFG-001", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    return new FileSource(config, format, context.home());
  }
}

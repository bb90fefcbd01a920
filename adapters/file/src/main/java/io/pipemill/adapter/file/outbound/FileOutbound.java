package io.pipemill.adapter.file.outbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.canonical.DocumentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens targets. */
public final class FileOutbound {
  private FileOutbound() {}

  /**
   * @throws AdapterException CONFIGURATION with every problem of the settings at once
   */
  public static TargetAdapter open(TargetRequest request, AdapterContext context) {
    List<String> problems = new ArrayList<>();
    Map<DocumentName, OutFile> files = new LinkedHashMap<>();
    request
        .documents()
        .forEach(
            (name, target) -> {
              files.put(name, OutFile.parse(name.name(), target, problems));
              problems.addAll(target.problems());
            });
    if (!problems.isEmpty()) {
      throw new AdapterException("CFG-001", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    return new FileTarget(request.system(), context.home(), files, context.faults());
  }
}

package io.pipemill.app.node;

import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.CheckResult.Level;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.mapping.MappingCompiler.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the codes that people confirmed count as they confirmed them. */
final class CodesQuestion {
  private static final String COMPONENT = "confirmed codes";

  private CodesQuestion() {}

  static CheckResult ask(CodesInForce codes) {
    int inForce = codes.systems().stream().mapToInt(id -> codes.inForce(id).size()).sum();
    List<Finding> findings = codes.findings();
    if (findings.isEmpty()) {
      return CheckResult.ok(COMPONENT, inForce + " in force");
    }
    Map<String, String> facts = new LinkedHashMap<>();
    for (Finding finding : findings) {
      facts.put(
          finding.system() + "/" + finding.file() + " " + finding.expected(),
          finding.code() + " " + finding.message());
    }
    return new CheckResult(
        COMPONENT,
        Level.WARN,
        findings.size() + " do not count, " + inForce + " in force: see mappings check",
        facts);
  }
}

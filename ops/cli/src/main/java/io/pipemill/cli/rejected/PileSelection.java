package io.pipemill.cli.rejected;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Which documents of a pile to send again, and whether really: somebody must have said which. */
public final class PileSelection {
  @Parameters(arity = "0..*", paramLabel = "ID", descriptionKey = "parameter.ids")
  List<String> ids = new ArrayList<>();

  @Option(names = "--all", descriptionKey = "option.all")
  boolean all;

  @Mixin final PileFilter filter = new PileFilter();

  @Option(names = "--dry-run", descriptionKey = "option.dry-run")
  boolean dryRun;

  /** The body of a replay call. */
  ObjectNode body() {
    boolean filtered = all || !filter.isEmpty();
    if (ids.isEmpty() == !filtered) {
      throw new CommandFailed(Exit.USAGE, Texts.of(filtered ? "replay.both" : "replay.nothing"));
    }
    ObjectNode body = JsonMapper.shared().createObjectNode();
    var array = body.putArray("ids");
    ids.forEach(array::add);
    body.put("all", all).put("dryRun", dryRun);
    if (filter.system != null) {
      body.put("system", filter.system);
    }
    if (filter.code != null) {
      body.put("code", filter.code);
    }
    if (filter.list != null) {
      body.put("list", filter.list);
    }
    if (filter.value != null) {
      body.put("value", filter.value);
    }
    return body;
  }
}

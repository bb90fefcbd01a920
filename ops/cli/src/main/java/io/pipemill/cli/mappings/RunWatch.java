package io.pipemill.cli.mappings;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeClient;
import io.pipemill.cli.text.Texts;
import java.io.PrintWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits for a run of the node and shows how far it is; Ctrl-C cancels the run. */
final class RunWatch {
  private static final int FIRST_WAIT_MS = 500;
  private static final int WAIT_MS = 2_000;

  private final NodeClient client;
  private final PrintWriter err;
  private final boolean terminal = System.console() != null;

  private RunWatch(NodeClient client, PrintWriter err) {
    this.client = client;
    this.err = err;
  }

  /**
   * The run when it has ended: done or cancelled.
   *
   * @param started what the node answered when it was started
   * @throws CommandFailed if it failed
   */
  static JsonNode end(OutputOptions output, NodeClient client, JsonNode started) {
    return new RunWatch(client, output.err()).watch(started);
  }

  private JsonNode watch(JsonNode started) {
    String id = started.path("id").asString();
    Thread onCtrlC = new Thread(() -> cancel(id), "cancel-run");
    Runtime.getRuntime().addShutdownHook(onCtrlC);
    JsonNode run = started;
    int wait = FIRST_WAIT_MS;
    boolean shown = false;
    try {
      while (run.path("state").asString().equals("running")) {
        run = client.get("mappings/runs/" + part(id) + "?waitMs=" + wait);
        wait = WAIT_MS;
        if (run.path("state").asString().equals("running")) {
          show(run);
          shown = true;
        }
      }
    } finally {
      forget(onCtrlC);
    }
    if (shown && terminal) {
      err.println();
    }
    if (run.path("state").asString().equals("failed")) {
      throw new CommandFailed(
          Exit.FAILED, Texts.of("run.failed", id, run.path("message").asString("")));
    }
    return run;
  }

  private void show(JsonNode run) {
    long examined = run.path("examined").asLong(0);
    long total = run.path("total").asLong(0);
    long rate = run.path("perSecond").asLong(0);
    String left = rate == 0 ? "" : Texts.of("run.left", (total - examined) / rate);
    String line = Texts.of("run.progress", examined, total, rate, left);
    if (terminal) {
      err.print("\r" + line + "    ");
      err.flush();
    } else {
      err.println(line);
    }
  }

  private void cancel(String id) {
    try {
      client.post("mappings/runs/" + part(id) + "/cancel", JsonMapper.shared().createObjectNode());
      err.println(Texts.of("run.cancelled"));
    } catch (CommandFailed e) {
      err.println(e.getMessage());
    }
    err.flush();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // the process is ending: the hook runs already
    }
  }
}

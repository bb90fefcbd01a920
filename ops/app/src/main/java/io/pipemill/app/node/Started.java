package io.pipemill.app.node;

import java.io.PrintStream;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a program that started a node needs to talk to it.
 *
 * @param home home directory of the node
 * @param url address of its console
 */
public record Started(Path home, String url) {

  /** Prints {@code {url, home, access}}; log-ins and tokens stand in the file {@code access}. */
  public void json(PrintStream out) {
    var result =
        JsonMapper.shared()
            .createObjectNode()
            .put("url", url)
            .put("home", home.toString())
            .put("access", home.resolve("access.json").toString());
    out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
  }
}

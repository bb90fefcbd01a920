package io.pipemill.cli.node;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which node to talk to: the one whose home is named, or any by address. */
public final class NodeOptions {
  @Option(names = "--home", paramLabel = "DIR", descriptionKey = "option.home")
  @Nullable Path home;

  @Option(names = "--url", paramLabel = "URL", descriptionKey = "option.url")
  @Nullable String url;

  @Option(
      names = "--token-from",
      paramLabel = "env:NAME|file:PATH",
      descriptionKey = "option.token")
  @Nullable String tokenFrom;

  /** The node's API. */
  public NodeClient client() {
    if (url != null) {
      if (tokenFrom == null) {
        throw new CommandFailed(Exit.USAGE, Texts.of("node.no.token"));
      }
      return new NodeClient(url, secret("--token-from", tokenFrom));
    }
    Path file = home().resolve("access.json");
    if (!Files.exists(file)) {
      throw new CommandFailed(Exit.FAILED, Texts.of("node.none", home()));
    }
    try {
      JsonNode access = JsonMapper.shared().readTree(Files.readAllBytes(file));
      return new NodeClient(
          access.path("url").asString(), access.path("tokens").path(0).path("token").asString());
    } catch (IOException | JacksonException e) {
      throw new CommandFailed(
          Exit.FAILED, Texts.of("file.unreadable", file, String.valueOf(e.getMessage())));
    }
  }

  /** Whether the caller named a node, so that it has to be there. */
  public boolean named() {
    return home != null || url != null;
  }

  public Path home() {
    if (home != null) {
      return home;
    }
    String root = System.getProperty("pipemill.root");
    return Path.of(root == null ? "" : root, ".pipemill", "demo");
  }

  /**
   * A secret from where an option says.
   *
   * @param option its name, for messages
   * @param from {@code env:NAME} or {@code file:PATH}
   * @throws CommandFailed if it is not there
   */
  public static String secret(String option, String from) {
    try {
      if (from.startsWith("env:")) {
        String value = System.getenv(from.substring(4));
        if (value == null || value.isBlank()) {
          throw new CommandFailed(
              Exit.USAGE, Texts.of("token.no.variable", from.substring(4), option));
        }
        return value.strip();
      }
      if (from.startsWith("file:")) {
        return Files.readString(Path.of(from.substring(5))).strip();
      }
    } catch (IOException e) {
      throw new CommandFailed(Exit.USAGE, Texts.of("file.unreadable", option, from.substring(5)));
    }
    throw new CommandFailed(
        Exit.USAGE, Texts.of("usage.found", option, from, "env:NAME | file:PATH"));
  }
}

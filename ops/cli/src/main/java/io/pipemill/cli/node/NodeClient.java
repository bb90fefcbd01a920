package io.pipemill.cli.node;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON API of a running node, under {@code /api/v1}. */
public final class NodeClient {
  private final String base;
  private final String token;

  NodeClient(String url, String token) {
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /**
   * @param path below /api/v1, parts encoded with {@link #part}
   */
  public JsonNode get(String path) {
    return call("GET", path, null);
  }

  public JsonNode post(String path, JsonNode body) {
    return call("POST", path, body);
  }

  /** A part of a path or a query value. */
  public static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode call(String method, String path, @Nullable JsonNode body) {
    String address = base + "/api/v1/" + path;
    try {
      HttpURLConnection http = (HttpURLConnection) URI.create(address).toURL().openConnection();
      http.setRequestMethod(method);
      http.setConnectTimeout(5_000);
      http.setReadTimeout(300_000);
      http.setRequestProperty("Authorization", "Bearer " + token);
      http.setRequestProperty("Accept", "application/json");
      if (body != null) {
        http.setDoOutput(true);
        http.setRequestProperty("Content-Type", "application/json");
        try (var out = http.getOutputStream()) {
          out.write(JsonMapper.shared().writeValueAsBytes(body));
        }
      }
      return answer(http, address);
    } catch (ConnectException e) {
      throw new CommandFailed(Exit.FAILED, Texts.of("node.silent", base));
    } catch (IOException | JacksonException e) {
      throw new CommandFailed(Exit.FAILED, address + ": " + e.getMessage());
    }
  }

  private static JsonNode answer(HttpURLConnection http, String address) throws IOException {
    int status = http.getResponseCode();
    try (InputStream stream = status < 400 ? http.getInputStream() : http.getErrorStream()) {
      byte[] bytes = stream == null ? new byte[0] : stream.readAllBytes();
      JsonNode answer =
          bytes.length == 0
              ? JsonMapper.shared().createObjectNode()
              : JsonMapper.shared().readTree(bytes);
      if (status < 400) {
        return answer;
      }
      List<String> problems = new ArrayList<>();
      answer.path("problems").forEach(p -> problems.add(p.asString()));
      if (problems.isEmpty()) {
        problems.add(
            answer.path("message").isString()
                ? answer.path("message").asString()
                : Texts.of("node.answered", address, Integer.toString(status)));
      }
      throw new CommandFailed(status < 500 ? Exit.USAGE : Exit.FAILED, problems);
    }
  }
}

package io.pipemill.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers prepared JSON on a loopback port, and remembers what it was asked. */
final class TestingNode implements AutoCloseable {
  private final HttpServer server;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  final List<String> asked = new ArrayList<>();

  TestingNode(Path home) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
          asked.add(request + " " + body);
          boolean known =
              "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          String answer = answers.get(request);
          byte[] bytes =
              (!known
                      ? "{\"message\":\"no such token\"}"
                      : answer == null ? "{\"message\":\"nothing there\"}" : answer)
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(!known ? 401 : answer == null ? 404 : 200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    Files.writeString(
        home.resolve("access.json"),
        "{\"url\":\"http://127.0.0.1:"
            + server.getAddress().getPort()
            + "/\",\"users\":[],\"tokens\":[{\"name\":\"cli\",\"token\":\"secret\"}]}");
  }

  void answer(String request, String json) {
    answers.put(request, json);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

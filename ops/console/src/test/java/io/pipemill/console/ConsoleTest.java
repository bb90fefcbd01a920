package io.pipemill.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API and the status page over HTTP, on a whole hub. */
class ConsoleTest {
  private static final String BEARER = "Bearer " + TestingConsole.TOKEN;
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext node;
  private static URI base;

  @BeforeAll
  static void startConsole() {
    MemorySystems.target("console-erp").customers.add("C1");
    node = TestingHub.start("console", "servlet", TestingConsole.class);
    int port = ((WebServerApplicationContext) node).getWebServer().getPort();
    base = URI.create("http://127.0.0.1:" + port + "/");
  }

  @AfterAll
  static void stopConsole() {
    node.close();
  }

  private static HttpResponse<String> get(String path, @Nullable String authorization) {
    return send(HttpRequest.newBuilder(base.resolve(path)), authorization);
  }

  private static HttpResponse<String> post(
      String path, @Nullable String authorization, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request, authorization);
  }

  private static HttpResponse<String> send(
      HttpRequest.Builder request, @Nullable String authorization) {
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return JsonMapper.shared().readTree(answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/status.js", "/api/v1/status", "/api/v1/rejected", "/nope"})
  void withoutTheRightToken_nothingIsShown(String path) {
    for (String authorization :
        new String[] {
          null,
          "Bearer wrong",
          "Bearer ",
          TestingConsole.TOKEN,
          "Basic " + TestingConsole.TOKEN,
          "Basic ***",
          basic("ann", "wrong"),
          basic("ann", "")
        }) {
      HttpResponse<String> answer = get(path, authorization);
      assertThat(answer.statusCode()).as("%s", authorization).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(json(answer).path("message").asString()).contains("access.json");
    }
  }

  @Test
  void tokenOrLogIn_opensPageAndApi() {
    for (String authorization : new String[] {BEARER, basic("ann", "geheim 密码")}) {
      HttpResponse<String> page = get("/", authorization);
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
      assertThat(json(get("/api/v1/status", authorization)).path("node").asString())
          .isEqualTo("test");
    }
  }

  @Test
  void healthAndMetrics_areOpen() {
    assertThat(get("/health/live", null).statusCode()).isEqualTo(200);
    assertThat(json(get("/health/ready", null)).path("accounting").asString()).isEqualTo("closed");
    assertThat(get("/metrics", null).body()).contains("jvm_memory_used_bytes");
  }

  @Test
  void changeByARememberedLogIn_needsOurOwnHeader() {
    String path = "/api/v1/systems/console-erp/hold";
    String login = basic("ann", "geheim 密码");
    assertThat(post(path, login, "{\"reason\":\"x\"}").statusCode()).isEqualTo(403);
    assertThat(json(get("/api/v1/systems", BEARER)).toString()).doesNotContain("\"held\"");
    assertThat(post(path, login, "{\"reason\":\"x\"}", "X-Pipemill", "1").statusCode())
        .isEqualTo(200);
    assertThat(json(get("/api/v1/systems", BEARER)).toString()).contains("ann: x");
    assertThat(post("/api/v1/systems/console-erp/release", BEARER, "").statusCode()).isEqualTo(200);
  }

  @Test
  void unknownId_isNotFoundAndAWrongOneSaysWhatIsExpected() {
    String unknown = "0197c1f2-0000-7000-8000-000000000001";
    HttpResponse<String> answer = get("/api/v1/documents/" + unknown, BEARER);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).path("problems").path(0).asString()).contains(unknown);
    assertThat(get("/api/v1/rejected/" + unknown, BEARER).statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/systems/nobody/check", BEARER).statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = get("/api/v1/documents/123", BEARER);
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).path("message").asString())
        .isEqualTo("id: found '123', expected the id of a document (documents find shows it)");
    HttpResponse<String> list = post("/api/v1/rejected/replay", BEARER, "{\"ids\":[\"abc\"]}");
    assertThat(list.statusCode()).isEqualTo(400);
    assertThat(json(list).path("message").asString()).startsWith("ids.1: found 'abc', expected");
    assertThat(post("/api/v1/rejected/replay", BEARER, "{").statusCode()).isEqualTo(400);
    assertThat(get("/api/v1/documents", BEARER).statusCode()).isEqualTo(400);
  }

  @Test
  void missingAndConfirmedCodes_areListedAndAWrongConfirmationIsRefused() {
    assertThat(json(get("/api/v1/mappings/worklist", BEARER)).path("rows").isArray()).isTrue();
    assertThat(json(get("/api/v1/mappings/codes", BEARER)).path("codes").isEmpty()).isTrue();
    assertThat(get("/api/v1/mappings/worklist?system=console-sorce", BEARER).statusCode())
        .isEqualTo(404);
    HttpResponse<String> refused =
        post(
            "/api/v1/mappings/codes/confirm",
            BEARER,
            "{\"system\":\"console-sorce\",\"list\":\"x\",\"value\":\"1\",\"from\":\"soon\"}");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("problems").size()).isEqualTo(3);
    assertThat(refused.body())
        .contains("did you mean 'console-source'?", "found 'soon'", "canonical: found nothing");
    assertThat(
            post("/api/v1/mappings/codes/withdraw", BEARER, "{\"system\":\"console-source\"}")
                .statusCode())
        .isEqualTo(400);
    assertThat(json(get("/api/v1/mappings/crosswalk", BEARER)).path("pairs").isEmpty()).isTrue();
    assertThat(json(get("/api/v1/mappings/crosswalk/candidates", BEARER)).path("min").asString())
        .isEqualTo("0.85");
    assertThat(get("/api/v1/mappings/crosswalk/candidates?min=2", BEARER).statusCode())
        .isEqualTo(400);
    for (String verb : List.of("accept", "refuse", "withdraw")) {
      assertThat(post("/api/v1/mappings/crosswalk/" + verb, BEARER, "{}").statusCode())
          .isEqualTo(400);
    }
    assertThat(
            post("/api/v1/mappings/worklist/assign", BEARER, "{\"owner\":\"Li Na\"}").statusCode())
        .isEqualTo(400);
    assertThat(
            post("/api/v1/dead-letters/replay", BEARER, "{\"list\":\"x\",\"value\":\"1\"}").body())
        .contains("only rejected documents wait for a code");
  }

  @Test
  void hostileTextOfAUser_staysText() {
    MemorySystems.source("console-source").add("<b>1</b>", "1", HOSTILE, "1");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> json(get("/api/v1/rejected", BEARER)).path("total").asInt() == 1);
    HttpResponse<String> pile = get("/api/v1/rejected", BEARER);
    JsonNode line = json(pile).path("documents").path(0);
    assertThat(line.path("businessKey").asString()).isEqualTo("<b>1</b>");
    String id = line.path("id").asString();
    assertThat(json(get("/api/v1/rejected/" + id, BEARER)).toString()).contains(HOSTILE);
    // a browser takes it for data, and would not run it if it did not
    assertThat(pile.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
    assertThat(pile.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    String policy = get("/", BEARER).headers().firstValue("Content-Security-Policy").orElse("");
    assertThat(policy).contains("default-src 'self'").doesNotContain("unsafe");
    assertThat(get("/", BEARER).body()).doesNotContain("style=").doesNotContainPattern(" on\\w+=");
    assertThat(get("/status.js", BEARER).body())
        .doesNotContainPattern(
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\("));
  }

  @Test
  void runs_areStartedAskedForAndRefused() {
    HttpResponse<String> started =
        post("/api/v1/mappings/affected", BEARER, "{\"system\":\"console-source\"}");
    assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
    assertThat(json(started).path("by").asString()).isEqualTo("cli");
    String id = json(started).path("id").asString();
    JsonNode run = json(get("/api/v1/mappings/runs/" + id + "?waitMs=20000", BEARER));
    assertThat(run.path("state").asString()).isEqualTo("done");
    assertThat(run.path("result").path("affected").asLong()).isZero();
    assertThat(post("/api/v1/mappings/runs/" + id + "/cancel", BEARER, "").statusCode())
        .isEqualTo(200);
    assertThat(get("/api/v1/mappings/runs/none", BEARER).statusCode()).isEqualTo(404);
    HttpResponse<String> wrong =
        post(
            "/api/v1/mappings/try",
            BEARER,
            "{\"system\":\"console-source\",\"bundles\":[\"bm8=\"],\"from\":\"x\"}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).path("problems").size()).isEqualTo(2);
    assertThat(wrong.body()).contains("not a mapping bundle", "from: found 'x'");
    assertThat(post("/api/v1/mappings/try", BEARER, "{\"system\":\"nobody\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void bothLanguagesOfThePage_haveTheSameTexts() {
    String script = get("/status.js", BEARER).body();
    int english = script.indexOf("en: {");
    int chinese = script.indexOf("zh: {");
    int end = script.indexOf("};", chinese);
    assertThat(keys(script.substring(english, chinese)))
        .isNotEmpty()
        .isEqualTo(keys(script.substring(chinese, end)));
  }

  private static java.util.Set<String> keys(String texts) {
    var matcher = Pattern.compile("(?m)(?:^|[{,]) *'?([a-zA-Z-]+)'?: '").matcher(texts);
    java.util.Set<String> keys = new java.util.TreeSet<>();
    while (matcher.find()) {
      keys.add(matcher.group(1));
    }
    return keys;
  }
}

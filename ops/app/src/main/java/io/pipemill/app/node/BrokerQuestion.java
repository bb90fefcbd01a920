package io.pipemill.app.node;

import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.CheckResult.Level;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Health of the broker: a connection, a session and a queue of its own. */
final class BrokerQuestion {
  private static final String COMPONENT = "broker";

  private BrokerQuestion() {}

  /**
   * @param url of a broker outside of this process; null for the embedded one
   */
  static CheckResult ask(ConnectionFactory broker, @Nullable String url) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("address", url == null ? "embedded" : url);
    try (Connection connection = broker.createConnection();
        Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      session.createTemporaryQueue().delete();
      facts.put("provider", connection.getMetaData().getJMSProviderName());
      facts.put("version", connection.getMetaData().getProviderVersion());
      return new CheckResult(COMPONENT, Level.OK, "answers", facts);
    } catch (JMSException | RuntimeException e) {
      return new CheckResult(
          COMPONENT,
          Level.FAIL,
          "does not answer: "
              + e.getMessage()
              + "; documents wait in the store and go on when it is back",
          facts);
    }
  }
}

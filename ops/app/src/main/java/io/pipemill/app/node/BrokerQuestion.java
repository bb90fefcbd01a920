package io.pipemill.app.node;

import io.pipemill.adapter.CheckResult;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.util.Map;

/** Health of the broker between hub and targets. */
final class BrokerQuestion {
  private static final String COMPONENT = "broker";

  private BrokerQuestion() {}

  static CheckResult ask(ConnectionFactory broker) {
    try (Connection connection = broker.createConnection()) {
      connection.start();
      return new CheckResult(
          COMPONENT,
          CheckResult.Level.OK,
          "answers",
          Map.of(
              "provider",
              connection.getMetaData().getJMSProviderName()
                  + " "
                  + connection.getMetaData().getProviderVersion()));
    } catch (JMSException e) {
      return CheckResult.fail(
          COMPONENT,
          "does not answer: "
              + e.getMessage()
              + "; documents wait in the store and go on when it is back");
    }
  }
}

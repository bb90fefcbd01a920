package io.pipemill.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.CheckResult;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;

class BrokerQuestionTest {

  @Test
  void brokerThatIsGone_failsAndSaysThatNothingIsLost() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String url = "tcp://127.0.0.1:" + port;
    try (ActiveMQConnectionFactory broker = new ActiveMQConnectionFactory(url)) {
      CheckResult result = BrokerQuestion.ask(broker, url);

      assertThat(result.level()).isEqualTo(CheckResult.Level.FAIL);
      assertThat(result.message()).contains("does not answer").contains("go on when it is back");
      assertThat(result.facts()).containsEntry("address", url);
    }
  }
}

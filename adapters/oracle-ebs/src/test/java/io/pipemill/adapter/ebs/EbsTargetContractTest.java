package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.Capability;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.adapter.testkit.TargetContractTest;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Orders as the documents, their number as the key; what users see is what the import made. */
class EbsTargetContractTest extends TargetContractTest {

  @Override
  protected TargetSystem create() {
    return new Erp(Map.of());
  }

  @Test
  void everyPromiseAnAdapterCanMake_isMade() {
    try (Erp erp = new Erp(Map.of());
        TargetAdapter adapter = erp.open()) {
      assertThat(adapter.capabilities()).containsExactlyInAnyOrder(Capability.values());
    }
  }

  /** An ERP whose concurrent manager runs when the test says so. */
  static final class Erp implements TargetSystem {
    private final ErpFixture db = new ErpFixture();
    private final InterruptingProxy proxy = new InterruptingProxy(db.database.port());
    private final Map<String, Object> settings = new TreeMap<>();

    Erp(Map<String, Object> more) {
      settings.put("url", db.database.through(proxy).url());
      settings.put("connectTimeout", "1s");
      settings.putAll(more);
    }

    @Override
    public TargetAdapter open() {
      return db.target(settings);
    }

    @Override
    public OutboundDocument document(long deliveryId, String key, String value) {
      return order(deliveryId, key, "1", value);
    }

    @Override
    public OutboundDocument wrong(long deliveryId, String key) {
      return order(deliveryId, key, "0", "wrong");
    }

    private static OutboundDocument order(
        long deliveryId, String key, String quantity, String value) {
      OutboundDocument order =
          Orders.order(key, deliveryId)
              .set("ATTRIBUTE1", value)
              .line("1", "ITEM-1", quantity, "1")
              .build();
      return new OutboundDocument(
          deliveryId, order.envelope(), order.document(), order.record(), order.fingerprint());
    }

    @Override
    public void settle() {
      db.erp.runPending(ErpSwitches.NORMAL);
    }

    @Override
    public Map<String, String> state() {
      settle();
      Map<String, String> state = new TreeMap<>();
      for (String row :
          db.rows("select orig_sys_document_ref, attribute1 from oe_order_headers_all")) {
        String[] parts = row.split("\\|");
        state.put(parts[0], parts[1]);
      }
      return state;
    }

    @Override
    public String customer() {
      return "C1";
    }

    @Override
    public void breakDown() {
      proxy.kill();
    }

    @Override
    public void repair() {
      proxy.revive();
    }

    @Override
    public InterruptingProxy proxy() {
      return proxy;
    }

    @Override
    public void close() {
      proxy.close();
    }
  }
}

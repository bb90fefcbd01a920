package io.pipemill.adapter.testkit;

import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

class InMemoryTargetContractTest extends TargetContractTest {

  @Override
  protected TargetSystem create() {
    InMemoryTarget target = new InMemoryTarget();
    target.refuse(document -> "wrong".equals(value(document)));
    return new TargetSystem() {
      @Override
      public TargetAdapter open() {
        return target.open();
      }

      @Override
      public OutboundDocument document(long deliveryId, String key, String value) {
        RecordTree record =
            RecordTree.flat(RecordShape.of("row", "VALUE"), new Object[] {value}, null);
        return Samples.outbound(deliveryId, new DocumentName("sales-order", 1), key, record);
      }

      @Override
      public OutboundDocument wrong(long deliveryId, String key) {
        return document(deliveryId, key, "wrong");
      }

      @Override
      public Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        target.rows().forEach((key, document) -> state.put(key, value(document)));
        return state;
      }

      @Override
      public void breakDown() {
        target.mode(InMemoryTarget.Mode.DOWN);
      }

      @Override
      public void repair() {
        target.mode(InMemoryTarget.Mode.WORKING);
      }

      @Override
      public InterruptingProxy proxy() {
        return null;
      }

      @Override
      public void close() {}
    };
  }

  private static String value(OutboundDocument document) {
    return String.valueOf(Objects.requireNonNull(document.record()).value("VALUE"));
  }
}

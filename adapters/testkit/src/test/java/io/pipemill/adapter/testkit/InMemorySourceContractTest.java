package io.pipemill.adapter.testkit;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.util.Objects;
import java.util.Set;

class InMemorySourceContractTest extends SourceContractTest {

  @Override
  protected SourceSystem create() {
    InMemorySource source = new InMemorySource();
    return new SourceSystem() {
      @Override
      public Set<Feature> features() {
        return Set.of(Feature.CHANGES, Feature.SWEEP);
      }

      @Override
      public SourceAdapter open() {
        return source.open();
      }

      @Override
      public void put(String key, String value) {
        source.put(key, value);
      }

      @Override
      public void putBackDated(String key, String value) {
        source.putHidden(
            key, RecordTree.flat(RecordShape.of("record", "VALUE"), new Object[] {value}, null));
      }

      @Override
      public void remove(String key) {
        source.remove(key);
      }

      @Override
      public String read(Arrival arrival) {
        return arrival.key() + "=" + Objects.requireNonNull(arrival.record()).value("VALUE");
      }

      @Override
      public void breakDown() {
        source.breakDown(ErrorKind.TRANSIENT);
      }

      @Override
      public void repair() {
        source.repair();
      }

      @Override
      public void close() {}
    };
  }
}

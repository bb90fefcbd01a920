package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.testkit.SourceContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

class FileSourceContractTest extends SourceContractTest {
  @TempDir Path home;

  @Override
  protected SourceSystem create() {
    InboxFixture fixture = new InboxFixture(home);
    fixture.shape = new Columns(List.of("KEY", "VALUE"), Map.of());
    Path aside = home.resolve("aside");
    return new SourceSystem() {
      @Override
      public Set<Feature> features() {
        // a file is never changed under its key, and comes whole
        return Set.of();
      }

      @Override
      public SourceAdapter open() {
        fixture.restart();
        return fixture.adapter();
      }

      @Override
      public void put(String key, String value) {
        fixture.drop(key + ".csv", "KEY,VALUE\n" + key + "," + value + "\n");
      }

      @Override
      public String read(Arrival arrival) {
        var record = Objects.requireNonNull(arrival.record());
        return record.value("KEY") + "=" + record.value("VALUE");
      }

      @Override
      public void breakDown() {
        try {
          Files.createDirectories(fixture.inbox());
          Files.move(fixture.inbox(), aside);
          Files.writeString(fixture.inbox(), "not a folder");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void repair() {
        try {
          Files.delete(fixture.inbox());
          Files.move(aside, fixture.inbox());
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void close() {
        fixture.close();
      }
    };
  }
}

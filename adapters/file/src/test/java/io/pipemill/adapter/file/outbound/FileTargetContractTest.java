package io.pipemill.adapter.file.outbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.file.FileAdapter;
import io.pipemill.adapter.testkit.InterruptingProxy;
import io.pipemill.adapter.testkit.Samples;
import io.pipemill.adapter.testkit.TargetContractTest;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;

class FileTargetContractTest extends TargetContractTest {
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);
  private static final RecordShape SHAPE = RecordShape.of("row", "KEY", "VALUE");
  @TempDir Path home;

  @Override
  protected TargetSystem create() {
    Path outbox = home.resolve("outbox/mill");
    Path aside = home.resolve("aside");
    return new TargetSystem() {
      @Override
      public TargetAdapter open() {
        Map<String, Object> target =
            Map.of("format", "csv", "encoding", "US-ASCII", "pattern", "{delivery}.csv");
        return new FileAdapter()
            .target(
                new TargetRequest(
                    "mill",
                    new Settings("file", Map.of(), name -> name),
                    Map.of(ORDER, new Settings("target", target, name -> name))),
                new AdapterContext(home, "test", AdapterContext.FaultPoint.NONE));
      }

      @Override
      public OutboundDocument document(long deliveryId, String key, String value) {
        return Samples.outbound(
            deliveryId, ORDER, key, RecordTree.flat(SHAPE, new Object[] {key, value}, null));
      }

      @Override
      public OutboundDocument wrong(long deliveryId, String key) {
        return document(deliveryId, key, "原");
      }

      @Override
      public Map<String, String> state() {
        Map<String, String> state = new TreeMap<>();
        if (!Files.isDirectory(outbox)) {
          return state;
        }
        try (Stream<Path> files = Files.list(outbox)) {
          List<Path> inOrder =
              files
                  .filter(file -> file.toString().endsWith(".csv"))
                  .sorted(
                      Comparator.comparingLong(
                          file -> Long.parseLong(file.getFileName().toString().split("\\.")[0])))
                  .toList();
          for (Path file : inOrder) {
            String[] row = Files.readAllLines(file, StandardCharsets.US_ASCII).get(1).split(",");
            state.put(row[0], row[1]);
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        return state;
      }

      @Override
      public void breakDown() {
        try {
          Files.createDirectories(outbox);
          Files.move(outbox, aside);
          Files.writeString(outbox, "not a folder");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void repair() {
        try {
          Files.delete(outbox);
          Files.move(aside, outbox);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public InterruptingProxy proxy() {
        return null;
      }

      @Override
      public void close() {}
    };
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.FileAdapter;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A home with an inbox and a reader that keeps positions as the hub does. */
final class InboxFixture implements AutoCloseable {
  final Path home;
  final Map<String, Object> file = new HashMap<>(Map.of("format", "csv"));
  final Map<String, Object> source = new HashMap<>(Map.of("key", List.of("NO")));
  Columns shape =
      new Columns(
          List.of("NO", "CUST"), Map.of("lines", new Columns(List.of("LN", "TON"), Map.of())));
  private SourceAdapter adapter;
  private int seconds;
  String position = SourceAdapter.START;

  InboxFixture(Path home) {
    this.home = home;
  }

  Path inbox() {
    return home.resolve("inbox/mill");
  }

  /** Drops a file that has settled; files dropped later are later. */
  Path drop(String name, byte[] bytes) {
    try {
      Files.createDirectories(inbox());
      Path path = inbox().resolve(name);
      Files.write(path, bytes);
      Instant time = Instant.now().minusSeconds(10_000 - seconds++);
      Files.setLastModifiedTime(path, FileTime.from(time));
      return path;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  Path drop(String name, String text) {
    return drop(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path drop(String name, String text, String charset) {
    return drop(name, text.getBytes(Charset.forName(charset)));
  }

  SourceAdapter adapter() {
    if (adapter == null) {
      adapter =
          new FileAdapter()
              .source(
                  new SourceRequest(
                      "mill",
                      new Settings("system.yaml: file", file, name -> name),
                      new DocumentName("sales-order", 1),
                      new Settings("sales-order.in.yaml: source", source, name -> name),
                      shape),
                  new AdapterContext(home, "test", AdapterContext.FaultPoint.NONE));
    }
    return adapter;
  }

  void restart() {
    if (adapter != null) {
      adapter.close();
    }
    adapter = null;
  }

  /** Reads and stores one batch; records with the given key part are rejected by the mapping. */
  SourceBatch read(int limit, String... rejectedKeys) {
    SourceBatch batch = adapter().read(position, limit);
    position = batch.next();
    Map<String, List<Violation>> problems = new HashMap<>();
    for (Arrival arrival : batch.arrivals()) {
      if (!arrival.problems().isEmpty()) {
        problems.put(arrival.key(), arrival.problems());
      }
      for (String key : rejectedKeys) {
        if (arrival.record() != null && key.equals(arrival.record().value(0))) {
          problems.put(
              arrival.key(),
              List.of(
                  new Violation(
                      "MAP-001",
                      "customer.code",
                      "X",
                      "a code",
                      // as the mapping says it
                      arrival.record().where() + ", column CUST",
                      "no")));
        }
      }
    }
    if (!problems.isEmpty()) {
      adapter().rejected(batch, problems);
    }
    adapter().stored(batch);
    return batch;
  }

  List<Arrival> drain(int limit, String... rejectedKeys) {
    List<Arrival> all = new ArrayList<>();
    SourceBatch batch;
    do {
      batch = read(limit, rejectedKeys);
      all.addAll(batch.arrivals());
    } while (batch.more() || !batch.arrivals().isEmpty());
    return all;
  }

  List<String> names(String folder) {
    Path path = home.resolve(folder).resolve("mill");
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  String reason(String folder, String name) {
    try {
      return Files.readString(home.resolve(folder).resolve("mill").resolve(name));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    restart();
  }
}

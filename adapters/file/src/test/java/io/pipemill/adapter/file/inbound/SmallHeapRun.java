package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest.Columns;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads an inbox to its end in a JVM of its own and prints what came. */
final class SmallHeapRun {
  private SmallHeapRun() {}

  public static void main(String[] args) {
    try (InboxFixture fixture = new InboxFixture(Path.of(args[0]))) {
      if (args[1].equals("xml")) {
        fixture.file.put("format", "xml");
        fixture.file.put("maxBytes", args[2]);
        fixture.source.clear();
        fixture.source.put("path", List.of("/Order", "/Orders/Order"));
        fixture.source.put("lines", Map.of("path", "Line"));
        fixture.shape =
            new Columns(
                List.of("NO"), Map.of("lines", new Columns(List.of("LN", "TON"), Map.of())));
      }
      if (args[1].equals("dbf")) {
        fixture.file.put("format", "dbf");
      }
      if (args[1].equals("fixed")) {
        fixture.file.put("format", "fixed");
        fixture.file.put("encoding", "GB18030");
        fixture.source.clear();
        fixture.source.put("prefix", "H");
        fixture.source.put("columns", new java.util.TreeMap<>(Map.of("CUST", 41, "NO", 10)));
        fixture.source.put(
            "lines",
            Map.of("prefix", "D", "columns", new java.util.TreeMap<>(Map.of("LN", 5, "TON", 80))));
        fixture.source.put(
            "trailer",
            Map.of(
                "prefix",
                "T",
                "columns",
                Map.of("N", Map.of("start", 2, "width", 10, "decimals", 0)),
                "counts",
                Map.of("N", "all")));
      }
      if (args[1].equals("excel")) {
        fixture.file.put("format", "excel");
      }
      long records = 0;
      long lines = 0;
      Map<String, Integer> problems = new TreeMap<>();
      SourceBatch batch;
      do {
        batch = fixture.read(500);
        for (Arrival arrival : batch.arrivals()) {
          records++;
          lines += arrival.record() == null ? 0 : arrival.record().group("lines").size();
          arrival.problems().forEach(p -> problems.merge(p.code(), 1, Integer::sum));
        }
      } while (batch.more() || !batch.arrivals().isEmpty());
      System.out.println("records=" + records + " lines=" + lines + " problems=" + problems);
    }
  }
}

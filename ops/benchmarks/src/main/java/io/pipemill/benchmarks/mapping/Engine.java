package io.pipemill.benchmarks.mapping;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.file.FileAdapter;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Pipemill: the mapping of the system folder, fed by records or by its file transport. */
final class Engine {
  private static final int BATCH = 500;

  private Engine() {}

  static Contestant records(InboundMapping mapping, List<RecordTree> records) {
    return contestant(orders -> map(mapping, records, orders));
  }

  /** Reads the inbox of a home to its end; as nothing is reported stored, the file stays there. */
  static Contestant files(ExternalSystem system, Path home) {
    InboundMapping mapping = mapping(system);
    return contestant(
        orders -> {
          SourceRequest request =
              new SourceRequest(
                  system.id(),
                  new Settings("file", system.settings(), name -> name),
                  OrderSystem.ORDER,
                  new Settings("source", mapping.source(), name -> name),
                  columns(mapping.columns()));
          AdapterContext context =
              new AdapterContext(home, "benchmark", AdapterContext.FaultPoint.NONE);
          try (SourceAdapter source = new FileAdapter().source(request, context)) {
            String position = SourceAdapter.START;
            SourceBatch batch;
            do {
              batch = source.read(position, BATCH);
              position = batch.next();
              List<RecordTree> records = new ArrayList<>(batch.arrivals().size());
              for (Arrival arrival : batch.arrivals()) {
                records.add(
                    Objects.requireNonNull(
                        arrival.record(), () -> String.valueOf(arrival.problems())));
              }
              map(mapping, records, orders);
            } while (batch.more());
          }
        });
  }

  static InboundMapping mapping(ExternalSystem system) {
    return Objects.requireNonNull(system.in().get(OrderSystem.ORDER));
  }

  private static void map(
      InboundMapping mapping, List<RecordTree> records, Consumer<Object> orders) {
    for (int from = 0; from < records.size(); from += BATCH) {
      List<RecordTree> batch = records.subList(from, Math.min(records.size(), from + BATCH));
      for (Mapped mapped : mapping.map(batch, Lookups.ALL_KNOWN)) {
        if (!mapped.problems().isEmpty()) {
          throw new IllegalStateException(mapped.problems().toString());
        }
        orders.accept(Objects.requireNonNull(mapped.document()));
      }
    }
  }

  private static SourceRequest.Columns columns(InboundMapping.Columns columns) {
    Map<String, SourceRequest.Columns> groups = new LinkedHashMap<>();
    columns.groups().forEach((name, group) -> groups.put(name, columns(group)));
    return new SourceRequest.Columns(columns.columns(), groups);
  }

  private interface Run {
    void run(Consumer<Object> orders) throws Exception;
  }

  private static Contestant contestant(Run run) {
    return new Contestant() {
      @Override
      public String name() {
        return "Pipemill";
      }

      @Override
      public void run(Consumer<Object> orders) throws Exception {
        run.run(orders);
      }
    };
  }
}

package io.pipemill.hub.remap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.Hub;
import io.pipemill.hub.MappedOrders;
import io.pipemill.hub.MemorySystems;
import io.pipemill.hub.TestingHub;
import io.pipemill.hub.routing.Flow;
import io.pipemill.mapping.ExternalSystem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Which documents a change of codes affects, against a judge that knows only what was put into the
 * source and works it out order by order.
 */
class AffectedTest {
  private static final String NAME = "affected";
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);
  private static final List<String> CODES = List.of("A", "B", "C", "D", "E", "F");
  private static final List<String> CUSTOMERS = List.of("X-1", "X-2", "X-3", "X-4");
  private static final int ROUNDS = 60;
  private final Random random = new Random(20260131);

  /** One reading of an order. */
  private record Reading(String code, String tons) {
    /** What the order would be; null if its code is unknown. */
    @Nullable String content(Map<String, String> codes) {
      String customer = codes.get(code);
      return customer == null ? null : customer + " " + tons;
    }
  }

  @Test
  void randomChangesOfCodes_listWhatTheJudgeSays(@TempDir Path folder) {
    Map<String, String> then = codes();
    MappedOrders.write(folder, NAME + "-source", MappedOrders.MAPPING, then);
    TestingHub.use(NAME, MappedOrders.load(folder, NAME));
    MemorySystems.target(NAME + "-erp").customers.addAll(CUSTOMERS);
    MemorySystems.target(NAME + "-erp").customers.add("X-ITEM");
    Map<String, List<Reading>> history = history();
    try (ConfigurableApplicationContext node = TestingHub.start(NAME)) {
      Hub hub = node.getBean(Hub.class);
      await().atMost(Duration.ofSeconds(60)).until(() -> hub.drained(Duration.ofMillis(500)));
      long read = history.values().stream().mapToLong(List::size).sum();
      assertThat(hub.accounting().table().systems().get(0).read()).isEqualTo(read);
      Flow flow = Objects.requireNonNull(hub.topology().flow(NAME + "-source", ORDER));
      int found = 0;
      for (int round = 0; round < ROUNDS; round++) {
        Map<String, String> now = changed(then);
        Map<String, Integer> listed = listed(node.getBean(Affected.class), flow(flow, folder, now));
        assertThat(listed)
            .as("codes %s, then %s, round %s", then, now, round)
            .isEqualTo(judged(history, then, now));
        found += listed.size();
      }
      assertThat(found).as("affected orders in all rounds").isGreaterThan(500);
    }
  }

  private Map<String, String> codes() {
    Map<String, String> codes = new TreeMap<>();
    for (String code : CODES.subList(0, 4)) {
      codes.put(code, CUSTOMERS.get(random.nextInt(CUSTOMERS.size())));
    }
    return codes;
  }

  /** Some entries other, gone or new; two codes may come to mean one customer. */
  private Map<String, String> changed(Map<String, String> then) {
    Map<String, String> now = new TreeMap<>(then);
    for (int change = random.nextInt(4); change > 0; change--) {
      String code = CODES.get(random.nextInt(CODES.size()));
      if (random.nextInt(3) == 0 && now.size() > 1) {
        now.remove(code);
      } else {
        now.put(code, CUSTOMERS.get(random.nextInt(CUSTOMERS.size())));
      }
    }
    return now;
  }

  /** Orders with one to four readings: changed, touched without a change, good and bad. */
  private Map<String, List<Reading>> history() {
    MemorySystems.Source source = MemorySystems.source(NAME + "-source");
    Map<String, List<Reading>> history = new LinkedHashMap<>();
    for (int reading = 1; reading <= 4; reading++) {
      for (int order = 1; order <= 60; order++) {
        if (reading > 1 && random.nextInt(3) > 0) {
          continue;
        }
        String number = "O" + order;
        List<Reading> before = history.computeIfAbsent(number, n -> new ArrayList<>());
        Reading next =
            !before.isEmpty() && random.nextInt(3) == 0
                ? before.get(before.size() - 1)
                : new Reading(
                    CODES.get(random.nextInt(CODES.size())),
                    Integer.toString(20 + random.nextInt(3)));
        before.add(next);
        source.add(number, Integer.toString(reading), next.code(), next.tons());
      }
    }
    return history;
  }

  private static Flow flow(Flow flow, Path folder, Map<String, String> codes) {
    MappedOrders.write(folder, NAME + "-source", MappedOrders.MAPPING, codes);
    ExternalSystem system =
        Objects.requireNonNull(MappedOrders.load(folder, NAME).systems().get(NAME + "-source"));
    return new Flow(flow.id(), system, flow.type(), system.in().get(ORDER), flow.source());
  }

  private static Map<String, Integer> listed(Affected affected, Flow flow) {
    Map<String, Integer> listed = new TreeMap<>();
    assertThat(
            affected.run(
                flow,
                total -> {},
                found ->
                    found
                        .items()
                        .forEach(
                            item ->
                                listed.merge(
                                    Objects.requireNonNull(item.stored().businessKey()),
                                    1,
                                    Integer::sum)),
                () -> true))
        .isTrue();
    return listed;
  }

  /** How many documents of each order are affected. */
  private static Map<String, Integer> judged(
      Map<String, List<Reading>> history, Map<String, String> then, Map<String, String> now) {
    Map<String, Integer> affected = new TreeMap<>();
    history.forEach(
        (number, readings) -> {
          int last = readings.size() - 1;
          int documents = 0;
          if (readings.get(last).content(then) == null) {
            // refused from the first on, all may go, one after the other; after a good one the last
            boolean never = readings.stream().allMatch(r -> r.content(then) == null);
            for (int i = never ? 0 : last; i <= last; i++) {
              documents += readings.get(i).content(now) == null ? 0 : 1;
            }
          } else if (!Objects.equals(
              readings.get(last).content(then), readings.get(last).content(now))) {
            documents = 1;
          }
          if (documents > 0) {
            affected.put(number, documents);
          }
        });
    return affected;
  }
}

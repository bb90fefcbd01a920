package io.pipemill.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.adapter.RowChange;
import io.pipemill.adapter.ebs.simulator.ErpSnapshot;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.timeline.DocumentQueries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a dry run says is what the replay then does to the ERP's base tables: rejected, refused,
 * dead-lettered and delivered orders, as they are and edited, a round of them at a time.
 */
class ReplayPredictionTest {
  private static final int ROUND = 10;
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Set<String> MOVING = Set.of("routed", "sent", "held", "in-doubt");

  @TempDir Path home;
  private TestingInstallation all;
  private Pool pool;

  @BeforeEach
  void start() {
    all = TestingInstallation.start(home);
    pool = new Pool(all);
    pool.fill();
  }

  @AfterEach
  void stop() {
    all.close();
  }

  @Test
  void twoHundredReplays_changeTheRowsThatWerePredicted() {
    run(20_260_202);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  @Tag("full")
  void twoHundredReplaysOfOtherSeeds_changeTheRowsThatWerePredicted(long seed) {
    run(seed);
  }

  private void run(long seed) {
    Replays replays = new Replays(all, pool, new Random(seed));
    replays.run(200);
    assertThat(replays.seen)
        .as("kinds of replays: %s", replays.seen)
        .containsKeys(
            "from delivered",
            "from rejected",
            "from dead-lettered",
            "edited",
            "as it is",
            "routed",
            "unchanged",
            "rejected",
            "held",
            "superseded");
  }

  /** One replay that is about to happen. */
  private record Pick(UUID id, String key, Map<String, String> edits, Replay.Outcome predicted) {}

  /** Rounds of random replays, each judged by the ERP's rows before and after. */
  private static final class Replays {
    private final TestingInstallation all;
    private final Pool pool;
    private final Random random;
    private final Edits edits;
    private final Map<String, Integer> seen = new TreeMap<>();
    private int rows;

    Replays(TestingInstallation all, Pool pool, Random random) {
      this.all = all;
      this.pool = pool;
      this.random = random;
      this.edits = new Edits(random);
    }

    void run(int count) {
      for (int done = 0; done < count; done += ROUND) {
        round();
      }
      assertThat(rows).as("rows that were compared").isGreaterThan(count);
    }

    private void round() {
      Replay replay = all.node.replay();
      List<Pick> picks = new ArrayList<>();
      Set<String> keys = new HashSet<>();
      while (picks.size() < ROUND) {
        UUID id = pool.documents.get(random.nextInt(pool.documents.size()));
        DocumentQueries.Found now = pool.now(id);
        if (keys.add(String.valueOf(now.businessKey()))) {
          Map<String, String> edit = edits.pick();
          Replay.Outcome predicted = replay.preview(List.of(id), edit).get(0);
          picks.add(new Pick(id, String.valueOf(now.businessKey()), edit, predicted));
          count("from " + now.state(), edit.isEmpty() ? "as it is" : "edited", predicted.result());
        }
      }
      ErpSnapshot before = all.erp.snapshot();
      List<Pick> asTheyAre = picks.stream().filter(pick -> pick.edits().isEmpty()).toList();
      List<Replay.Outcome> together =
          replay.replay(asTheyAre.stream().map(Pick::id).toList(), Map.of(), "tester");
      for (Pick pick : picks) {
        int at = asTheyAre.indexOf(pick);
        Replay.Outcome done =
            at < 0
                ? replay.replay(List.of(pick.id()), pick.edits(), "tester").get(0)
                : together.get(at);
        assertThat(done.result()).as("%s: %s", pick, done).isEqualTo(pick.predicted().result());
      }
      settle();
      List<RowChange> changed = all.erp.snapshot().since(before);
      rows += changed.size();
      compare(picks, changed);
    }

    /**
     * What waits for a customer or item is predicted up to those: ids that the ERP has not drawn
     * yet cannot be. Its own rows must then be there all the same.
     */
    private void compare(List<Pick> picks, List<RowChange> changed) {
      Set<RowChange> predicted = new HashSet<>();
      List<RowChange> found = new ArrayList<>(changed);
      for (Pick pick : picks) {
        pick.predicted().changes().values().forEach(predicted::addAll);
        if (pick.predicted().result().equals("held")) {
          DocumentQueries.Found now = pool.now(pick.id());
          String key = now.businessKey();
          boolean there =
              found.removeIf(
                  row ->
                      row.table().startsWith("OE_")
                          && (row.key() + ",").contains("ORIG_SYS_DOCUMENT_REF=" + key + ","));
          assertThat(there)
              .as("rows of %s, now %s", pick, now)
              .isEqualTo(now.state().equals("delivered"));
        }
      }
      assertThat(found)
          .as("%s, said by the ERP: %s", picks, pool.words())
          .containsExactlyInAnyOrderElementsOf(predicted);
    }

    private void settle() {
      Awaitility.await()
          .atMost(LONGEST)
          .until(
              () ->
                  pool.documents.stream().noneMatch(id -> MOVING.contains(pool.now(id).state()))
                      && all.node.hub().drained(Duration.ZERO));
    }

    private void count(String... kinds) {
      for (String kind : kinds) {
        seen.merge(kind, 1, Integer::sum);
      }
    }
  }

  /** Edits that people make, good ones and others. */
  private static final class Edits {
    private static final String LINE = "lines[1].cac:LineItem/";
    private static final String BUYER =
        "cac:BuyerCustomerParty/cac:Party/cac:PartyIdentification/cbc:ID";
    private final Random random;
    private static int numbers;

    Edits(Random random) {
      this.random = random;
    }

    Map<String, String> pick() {
      Map<String, String> edit = new LinkedHashMap<>();
      int kinds = random.nextInt(4);
      for (int i = 0; i < kinds; i++) {
        one(edit);
      }
      return edit;
    }

    private void one(Map<String, String> edit) {
      switch (random.nextInt(14)) {
        case 0, 1 -> edit.put(LINE + "cbc:Quantity", 1 + random.nextInt(90) + ".5");
        case 2, 3 ->
            edit.put(LINE + "cbc:Quantity/@unitCode", random.nextBoolean() ? "TNE" : "KGM");
        case 4 -> edit.put(LINE + "cac:Price/cbc:PriceAmount", String.valueOf(random.nextInt(900)));
        case 5 -> edit.put(BUYER, Pool.partner(random));
        case 6 -> edit.put(BUYER, "NEW-" + ++numbers);
        case 7 -> edit.put("cbc:ID", "R-" + ++numbers);
        case 8 -> edit.put("notes[1]..", "note " + random.nextInt(9));
        case 9 -> edit.put(LINE + "cbc:LineStatusCode", "Cancelled");
        case 10 ->
            edit.put(LINE + "cbc:Quantity", List.of("abc", "0", "-3", "").get(random.nextInt(4)));
        case 11 -> edit.put("cbc:DocumentCurrencyCode", random.nextBoolean() ? "XTS" : "USD");
        case 12 ->
            edit.put(
                LINE + "cac:Item/cac:SellersItemIdentification/cbc:ID",
                random.nextInt(4) == 0 ? "ITEM-" + ++numbers : Pool.item(random));
        default ->
            edit.put(
                "cac:Delivery/cac:RequestedDeliveryPeriod/cbc:StartDate",
                random.nextInt(3) == 0 ? "" : "2026-08-" + (10 + random.nextInt(20)));
      }
    }
  }

  /** Orders in every state a replay can start from. */
  private static final class Pool {
    private final TestingInstallation all;
    private final Random random = new Random(7);
    final List<UUID> documents = new ArrayList<>();

    Pool(TestingInstallation all) {
      this.all = all;
    }

    static String partner(Random random) {
      return "P" + random.nextInt(5);
    }

    static String item(Random random) {
      return "I" + random.nextInt(8);
    }

    void fill() {
      load("OK", 30, "delivered", "");
      load("BAD", 15, "rejected", "ZZZ");
      all.erp.start(ErpSwitches.NORMAL.refusingEvery(1));
      load("REFUSED", 10, "rejected", "");
      all.erp.start(ErpSwitches.NORMAL);
      all.erpDatabase.execute(
          "create function too_busy() returns trigger language plpgsql as $$ begin"
              + " raise exception 'busy' using errcode = '40001'; end $$",
          "create trigger too_busy before insert on oe_headers_iface_all for each row"
              + " when (new.orig_sys_document_ref like 'DEAD-%') execute function too_busy()");
      load("DEAD", 10, "dead-lettered", "");
      all.erpDatabase.execute("drop trigger too_busy on oe_headers_iface_all");
      for (int i = 0; i < 5; i++) {
        all.drop("again-" + i + ".xml", UblOrdersTest.utf8(order("OK-" + i, "")));
      }
      for (int i = 0; i < 5; i++) {
        documents.add(all.await("OK-" + i, 2, "delivered").id());
      }
    }

    private void load(String name, int count, String state, String unit) {
      for (int i = 0; i < count; i++) {
        all.drop(name + "-" + i + ".xml", UblOrdersTest.utf8(order(name + "-" + i, unit)));
      }
      for (int i = 0; i < count; i++) {
        documents.add(all.await(name + "-" + i, 1, state).id());
      }
    }

    private String order(String number, String unit) {
      StringBuilder lines = new StringBuilder();
      int count = 1 + random.nextInt(3);
      for (int i = 1; i <= count; i++) {
        String item = item(random);
        lines.append(
            UblOrdersTest.line(
                String.valueOf(i),
                "",
                String.valueOf(1 + random.nextInt(50)),
                unit.isEmpty() ? List.of("TNE", "KGM", "EA").get(random.nextInt(3)) : unit,
                random.nextInt(9000) + ".00",
                String.valueOf(10 + random.nextInt(90)),
                item));
      }
      String partner = partner(random);
      String head =
          "<e:Note>first "
              + random.nextInt(5)
              + "</e:Note><e:DocumentCurrencyCode>EUR</e:DocumentCurrencyCode>";
      String rest =
          (random.nextBoolean()
                  ? "<g:Delivery><g:RequestedDeliveryPeriod><e:StartDate>2026-07-0"
                      + (1 + random.nextInt(9))
                      + "</e:StartDate></g:RequestedDeliveryPeriod></g:Delivery>"
                  : "")
              + (random.nextInt(3) == 0
                  ? "<g:AllowanceCharge><e:ChargeIndicator>false</e:ChargeIndicator><e:Amount"
                      + " currencyID=\"EUR\">"
                      + random.nextInt(99)
                      + "</e:Amount></g:AllowanceCharge>"
                  : "");
      return UblOrdersTest.message("Order", number, "2026-06-01", head)
          .replace("MX-1", partner)
          .replace("Maquinaria del Norte", "Partner " + partner)
          .formatted(rest + lines);
    }

    DocumentQueries.Found now(UUID id) {
      return Objects.requireNonNull(all.node.queries().show(id)).document();
    }

    List<Map<String, String>> words() {
      return all.erp(
          "select m.original_sys_document_ref as ref, t.message_text as text from oe_processing_msgs m"
              + " join oe_processing_msgs_tl t on t.transaction_id = m.transaction_id and t.language = 'US'"
              + " order by m.transaction_id desc limit 10");
    }
  }
}

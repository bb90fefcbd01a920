package io.pipemill.hub.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pipemill.adapter.Capability;
import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.crosswalk.CrosswalkPairs;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.Lookups;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Answers a mapping's look-ups: from memory, else from the targets in one question per batch. */
public final class MasterLookups {
  /** Beginnings of the names under which pairs that people accepted are asked. */
  private static final Map<String, String> PAIRS = Map.of("customers", "customer", "items", "item");

  private final HubStore store;
  private final CrosswalkPairs pairs;
  private final Supplier<Topology> topology;
  private final Cache<String, String> known =
      Caffeine.newBuilder().maximumSize(200_000).expireAfterWrite(Duration.ofMinutes(10)).build();

  public MasterLookups(HubStore store, Supplier<Topology> topology) {
    this.store = store;
    this.pairs = new CrosswalkPairs(store);
    this.topology = topology;
  }

  /**
   * Look-ups for one batch of one flow; remembers which masters are on their way to the target but
   * not there yet.
   */
  public Asked forDocument(DocumentName document, ExternalSystem system) {
    return new Asked(document, system.id());
  }

  /** A batch's look-ups. */
  public final class Asked implements Lookups {
    private final DocumentName document;
    private final String system;
    private final Set<String> onTheirWay = new HashSet<>();

    private Asked(DocumentName document, String system) {
      this.document = document;
      this.system = system;
    }

    /**
     * Masters ({@code customer/C-1}) that the hub is delivering just now: documents naming them
     * wait.
     */
    Set<String> onTheirWay() {
      return onTheirWay;
    }

    @Override
    public Map<String, String> masters(String master, Set<String> codes) {
      Map<String, String> found = new HashMap<>();
      codes.forEach(code -> found.put(code, code));
      for (Target target : topology.get().targetsFor(document, system, system)) {
        if (!target.adapter().capabilities().contains(Capability.MASTERS)) {
          continue;
        }
        Set<String> ask = new HashSet<>();
        for (String code : codes) {
          String reference = known.getIfPresent(target.id() + '\n' + master + '\n' + code);
          if (reference == null) {
            ask.add(code);
          } else {
            found.put(code, reference);
          }
        }
        if (ask.isEmpty()) {
          continue;
        }
        // on their way is asked first: what is delivered between the two questions is then known to
        // the target
        Set<String> coming = comingTo(target.id(), master, ask);
        Map<String, String> answer = target.adapter().known(master, ask);
        for (String code : ask) {
          String reference = answer.get(code);
          if (reference != null) {
            known.put(target.id() + '\n' + master + '\n' + code, reference);
            found.put(code, reference);
          } else if (coming.contains(code)) {
            onTheirWay.add(master + "/" + code);
          } else {
            found.remove(code);
          }
        }
      }
      return found;
    }

    /**
     * {@code customers/<system>}, {@code items/<system>}: the code of the same one there, by the
     * pairs people accepted; any other name: the target's reference of a master delivered to it.
     */
    @Override
    public Map<String, String> crosswalk(String list, Set<String> keys) {
      int slash = list.indexOf('/');
      String master = slash < 0 ? null : PAIRS.get(list.substring(0, slash));
      if (master != null) {
        return pairs.codes(master, system, list.substring(slash + 1), keys);
      }
      return store.inTransaction(
          connection -> {
            try (PreparedStatement select =
                connection.prepareStatement(
                    "select code, reference from crosswalk where list = ? and code = any(?)")) {
              select.setString(1, list);
              select.setArray(2, connection.createArrayOf("varchar", keys.toArray()));
              Map<String, String> found = new HashMap<>();
              try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                  found.put(rows.getString(1), rows.getString(2));
                }
              }
              return found;
            }
          });
    }
  }

  private Set<String> comingTo(String target, String master, Set<String> codes) {
    return store.inTransaction(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select distinct d.business_key from document_key k join document d on d.id = k.document_id"
                      + " join flow f on f.id = d.flow_id join delivery x on x.document_id = d.id"
                      + " where k.key_value = any(?) and k.key_type = 'businessKey' and f.document = ? and x.target = ?"
                      + " and x.state in ('routed', 'sent', 'held', 'in-doubt', 'delivered')")) {
            select.setArray(1, connection.createArrayOf("varchar", codes.toArray()));
            select.setString(2, master + "/v1");
            select.setString(3, target);
            Set<String> coming = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                coming.add(rows.getString(1));
              }
            }
            return coming;
          }
        });
  }
}

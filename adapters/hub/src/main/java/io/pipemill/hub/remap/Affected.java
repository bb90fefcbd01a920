package io.pipemill.hub.remap;

import io.pipemill.hub.intake.Judging.Judged;
import io.pipemill.hub.journal.States;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.store.HubStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents whose result the mapping in force would change: other content, refused now,
 * or good now. Of a business object the newest record decides; older ones are overtaken by it, also
 * while it waits for a person.
 */
public final class Affected {
  private static final String LATER =
      "(n.batch_id, n.slot) > (d.batch_id, d.slot) and n.flow_id = d.flow_id"
          + " and (n.state in ('routed', 'held', 'superseded') or n.state = 'filtered' and n.reason = 'DUPLICATE'"
          // one that was refused under a known key may go first, and the later refused one after it
          + " or n.state = 'rejected' and not (d.state = 'rejected' and d.business_key is not null))";

  private final HubStore store;
  private final Remapping remapping;

  public Affected(HubStore store, Remapping remapping) {
    this.store = store;
    this.remapping = remapping;
  }

  /**
   * One affected document.
   *
   * @param status of the document now: delivered, rejected, dead-lettered, held, routed, filtered …
   * @param now what it would become
   */
  public record Item(StoredRow stored, Verdict verdict, String status, Judged now) {}

  /**
   * What was found among some thousand documents.
   *
   * @param examined documents that another version of the mapping had made
   * @param items the affected ones, in the order of reading
   * @param overtaken would be other, but a later record of their business object counts
   * @param settled would be refused or left out now, were sent, and a person has been told so
   * @param purged without a payload
   * @param incomplete whose record lacks a column the mapping reads now
   */
  public record Found(
      int examined, List<Item> items, int overtaken, int settled, int purged, int incomplete) {}

  /**
   * Goes through all documents of a flow that other versions of its mapping made.
   *
   * @return whether the end was reached
   */
  public boolean run(Flow flow, LongConsumer total, Consumer<Found> each, BooleanSupplier go) {
    if (flow.mapping() == null) {
      return true;
    }
    String version = flow.mapping().version();
    return remapping.run(
        flow,
        flow.mapping(),
        Scope.others(),
        total,
        compared -> each.accept(found(compared, version)),
        go);
  }

  private Found found(List<Compared> compared, String version) {
    List<Compared> differing = new ArrayList<>();
    int purged = 0;
    int incomplete = 0;
    for (Compared one : compared) {
      switch (one.verdict()) {
        case CHANGED, NEWLY_REJECTED, NEWLY_ACCEPTED, NEWLY_FILTERED -> differing.add(one);
        case PURGED -> purged++;
        case INCOMPLETE -> incomplete++;
        default -> {}
      }
    }
    if (differing.isEmpty()) {
      return new Found(compared.size(), List.of(), 0, 0, purged, incomplete);
    }
    Standing standing = store.inTransaction(connection -> standing(connection, differing, version));
    List<Item> items = new ArrayList<>();
    int overtaken = 0;
    int settled = 0;
    for (Compared one : differing) {
      UUID id = one.stored().id();
      Judged now = one.now();
      boolean good = one.verdict() == Verdict.CHANGED || one.verdict() == Verdict.NEWLY_ACCEPTED;
      if (now == null || standing.overtaken().contains(id)) {
        overtaken++;
      } else if (!good && standing.told().contains(id)) {
        settled++;
      } else {
        String status = standing.statuses().getOrDefault(id, one.stored().state());
        items.add(new Item(one.stored(), one.verdict(), status, now));
      }
    }
    return new Found(compared.size(), items, overtaken, settled, purged, incomplete);
  }

  private record Standing(Set<UUID> overtaken, Set<UUID> told, Map<UUID, String> statuses) {}

  private static Standing standing(Connection connection, List<Compared> differing, String version)
      throws SQLException {
    UUID[] ids = differing.stream().map(one -> one.stored().id()).toArray(UUID[]::new);
    @Nullable String[] keys = new @Nullable String[ids.length];
    for (int i = 0; i < ids.length; i++) {
      Judged now = differing.get(i).now();
      String known = differing.get(i).stored().businessKey();
      keys[i] = known != null || now == null ? known : now.businessKey();
    }
    Set<UUID> overtaken = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select d.id from unnest(?::uuid[], ?::varchar[]) as c(id, k) join document d on d.id = c.id"
                + " where exists (select 1 from document_key x join document n on n.id = x.document_id"
                + " where x.key_value = c.k and x.key_type = 'businessKey' and "
                + LATER
                + ") or exists (select 1 from subject s where s.flow_id = d.flow_id and s.business_key = c.k"
                + " and s.version > d.version and s.document_id <> d.id)"
                + " or not (d.state = 'rejected' and d.business_key is not null)"
                + " and exists (select 1 from source_key s where s.flow_id = d.flow_id and s.source_key = d.source_key"
                + " and s.source_version <> d.source_version and not s.deleted)")) {
      select.setArray(1, connection.createArrayOf("uuid", ids));
      select.setArray(2, connection.createArrayOf("varchar", keys));
      collect(select, overtaken);
    }
    Set<UUID> told = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select document_id from event where document_id = any(?) and stage = 'replayed' and code = ?")) {
      select.setArray(1, connection.createArrayOf("uuid", ids));
      select.setString(2, version);
      collect(select, told);
    }
    return new Standing(overtaken, told, statuses(connection, ids));
  }

  private static void collect(PreparedStatement select, Set<UUID> into) throws SQLException {
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        into.add(rows.getObject(1, UUID.class));
      }
    }
  }

  /** Of routed documents: the worst of their deliveries. */
  private static Map<UUID, String> statuses(Connection connection, UUID[] ids) throws SQLException {
    Map<UUID, String> worst = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select x.document_id, x.state from delivery x join document d on d.id = x.document_id"
                + " where x.document_id = any(?) and d.state = 'routed'")) {
      select.setArray(1, connection.createArrayOf("uuid", ids));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          worst.merge(rows.getObject(1, UUID.class), rows.getString(2), States::worse);
        }
      }
    }
    return worst;
  }
}

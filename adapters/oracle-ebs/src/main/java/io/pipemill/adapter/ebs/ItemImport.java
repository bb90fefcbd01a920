package io.pipemill.adapter.ebs;

import static io.pipemill.adapter.ebs.InterfaceTable.ITEMS;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Items through Item Import (INCOIN): CREATE where the organization has no such SEGMENT1, else
 * UPDATE; one process set per delivery. A cancelled item becomes Inactive.
 */
final class ItemImport implements DocumentImport {
  private static final int SEGMENT1 = ITEMS.at("SEGMENT1");
  private static final int STATUS = ITEMS.at("INVENTORY_ITEM_STATUS_CODE");
  private static final int ORGANIZATION = ITEMS.at("ORGANIZATION_ID");
  private static final int PROCESS_FLAG = ITEMS.at("PROCESS_FLAG");
  private static final int TYPE = ITEMS.at("TRANSACTION_TYPE");
  private static final int SET = ITEMS.at("SET_PROCESS_ID");
  private static final int[] REQUIRED = {ITEMS.at("DESCRIPTION"), ITEMS.at("PRIMARY_UOM_CODE")};

  private final EbsConfig config;
  private final Dialect dialect;
  private final ConcurrentRequests requests;
  private final RecordPlans plans;
  private final ItemState state;
  private final ItemPreview preview;

  ItemImport(EbsConfig config, Dialect dialect, ConcurrentRequests requests) {
    this.config = config;
    this.dialect = dialect;
    this.requests = requests;
    this.plans = new RecordPlans(ITEMS, Set.of("ORGANIZATION_CODE"), Set.of(), config);
    this.state = new ItemState(dialect);
    this.preview = new ItemPreview(dialect);
  }

  /** An item as its record states it. */
  record Item(OutboundDocument document, ItemKey key, boolean cancel, @Nullable Object[] row) {}

  @Override
  public Batch read(
      List<OutboundDocument> documents, EbsNames names, Map<Long, List<Violation>> rejections) {
    List<Item> items = new ArrayList<>();
    for (OutboundDocument document : documents) {
      List<Violation> problems = new ArrayList<>(0);
      Item item = item(document, names, problems);
      if (item == null || !problems.isEmpty()) {
        rejections.put(document.deliveryId(), List.copyOf(problems));
      } else {
        items.add(item);
      }
    }
    return new ItemBatch(items);
  }

  private @Nullable Item item(OutboundDocument document, EbsNames names, List<Violation> problems) {
    RecordTree record = document.record();
    if (record == null) {
      throw new AdapterException(
          "EBS-001",
          ErrorKind.CONFIGURATION,
          "items need an outbound mapping (item.out.yaml) in the system's folder");
    }
    RecordPlan plan = plans.of(record.shape());
    @Nullable Object[] row = new @Nullable Object[ITEMS.width()];
    plan.read(record, "", row, problems);
    String code = (String) row[SEGMENT1];
    if (code == null) {
      RecordPlans.missing("SEGMENT1", "", problems);
      return null;
    }
    String organization = plan.text(record, "ORGANIZATION_CODE");
    Long id =
        names.organizations().get(organization == null ? config.organization() : organization);
    if (id == null) {
      if (organization == null) {
        throw new AdapterException(
            "EBS-011",
            ErrorKind.CONFIGURATION,
            "organization: '" + config.organization() + "' is not in MTL_PARAMETERS");
      }
      problems.add(
          new Violation(
              "EBS-108",
              "ORGANIZATION_CODE",
              organization,
              "a code in MTL_PARAMETERS",
              null,
              "organization '" + organization + "' is unknown to the ERP"));
      return null;
    }
    boolean cancel = document.envelope().verb() == Verb.CANCEL;
    if (cancel) {
      problems.clear();
      row = new @Nullable Object[ITEMS.width()];
      row[SEGMENT1] = code;
      row[STATUS] = "Inactive";
    } else {
      RecordPlans.required(ITEMS, REQUIRED, row, "", problems);
      if (row[STATUS] == null) {
        row[STATUS] = "Active";
      }
    }
    row[ORGANIZATION] = id;
    return new Item(document, new ItemKey(id, code), cancel, row);
  }

  @Override
  public Outcome answers(
      Connection connection,
      Map<ConcurrentRequests.Latest, List<OutboundDocument>> over,
      EbsNames names)
      throws SQLException {
    return new ItemAnswers(config, requests, state)
        .read(connection, over, document -> item(document, names, new ArrayList<>()));
  }

  private final class ItemBatch implements Batch {
    private final List<Item> items;

    ItemBatch(List<Item> items) {
      this.items = items;
    }

    @Override
    public @Nullable Long write(Connection connection) throws SQLException {
      Set<ItemKey> keys = new LinkedHashSet<>();
      items.forEach(item -> keys.add(item.key()));
      clear(connection, keys);
      Set<ItemKey> present = state.base(connection, keys).keySet();
      InterfaceRows rows = new InterfaceRows(config);
      // the delivery's own number: no other batch has it, so the request takes these rows only
      long set = items.get(0).document().deliveryId();
      for (Item item : items) {
        boolean known = present.contains(item.key());
        if (item.cancel() && !known) {
          continue;
        }
        @Nullable Object[] row = item.row();
        row[PROCESS_FLAG] = 1;
        row[TYPE] = known ? "UPDATE" : "CREATE";
        row[SET] = set;
        rows.add(ITEMS, row);
      }
      if (rows.isEmpty()) {
        return null;
      }
      rows.load(connection, dialect);
      return requests.submitItemImport(connection, set, "Pipemill: " + items.size() + " items");
    }

    private void clear(Connection connection, Set<ItemKey> keys) throws SQLException {
      List<ItemState.Standing> standing = state.standing(connection, keys, true);
      if (standing.isEmpty()) {
        return;
      }
      Set<Long> stamps = new HashSet<>();
      for (ItemState.Standing row : standing) {
        if (row.inWork()) {
          stamps.add(row.stamp());
        }
      }
      requests.refuseIfRunning(connection, stamps, "items of this delivery");
      Set<ItemKey> stale = new LinkedHashSet<>();
      standing.forEach(row -> stale.add(row.key()));
      state.remove(connection, stale);
    }

    @Override
    public List<List<RowChange>> preview(Connection connection) throws SQLException {
      return preview.of(connection, items);
    }
  }
}

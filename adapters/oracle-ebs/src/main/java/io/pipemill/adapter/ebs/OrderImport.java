package io.pipemill.adapter.ebs;

import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RowChange;
import io.pipemill.canonical.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sales orders through Order Import (OEOIMP). */
final class OrderImport implements DocumentImport {
  private final EbsConfig config;
  private final Dialect dialect;
  private final ConcurrentRequests requests;
  private final OrderState state;
  private final OrderReader reader;
  private final OrderAnswers answers;
  private final CustomerNumbers customerNumbers;

  OrderImport(EbsConfig config, Dialect dialect, ConcurrentRequests requests) {
    this.config = config;
    this.dialect = dialect;
    this.requests = requests;
    this.state = new OrderState(dialect);
    this.reader = new OrderReader(config);
    this.customerNumbers = new CustomerNumbers(dialect);
    this.answers = new OrderAnswers(config, dialect, requests, state, reader);
  }

  @Override
  public Batch read(
      List<OutboundDocument> documents, EbsNames names, Map<Long, List<Violation>> rejections) {
    List<OrderDocument> orders = new ArrayList<>(documents.size());
    for (OutboundDocument document : documents) {
      List<Violation> problems = new ArrayList<>(0);
      OrderDocument order = reader.read(document, names, problems);
      if (!problems.isEmpty() || order == null) {
        rejections.put(document.deliveryId(), List.copyOf(problems));
      } else {
        orders.add(order);
      }
    }
    return new OrderBatch(orders);
  }

  @Override
  public Outcome answers(
      Connection connection,
      Map<ConcurrentRequests.Latest, List<OutboundDocument>> over,
      EbsNames names)
      throws SQLException {
    return answers.read(connection, over, names);
  }

  private final class OrderBatch implements Batch {
    private final List<OrderDocument> orders;

    OrderBatch(List<OrderDocument> orders) {
      this.orders = orders;
    }

    @Override
    public @Nullable Long write(Connection connection) throws SQLException {
      Set<OrderKey> keys = new LinkedHashSet<>();
      orders.forEach(order -> keys.add(order.key()));
      clear(connection, keys);
      Map<OrderKey, BaseOrder> base = state.base(connection, keys);
      customerNumbers.putInto(connection, orders);
      InterfaceRows rows = new InterfaceRows(config);
      Set<Long> sources = new HashSet<>();
      int sent = 0;
      for (OrderDocument order : orders) {
        OrderPlan plan = new OrderPlan(order, base.get(order.key()), config);
        if (!plan.nothing) {
          plan.addTo(rows);
          sources.add(order.key().source());
          sent++;
        }
      }
      if (rows.isEmpty()) {
        return null;
      }
      rows.load(connection, dialect);
      return requests.submitOrderImport(
          connection,
          sources.size() == 1 ? sources.iterator().next() : null,
          "Pipemill: " + sent + " orders");
    }

    /**
     * Removes what stands in the interface from earlier attempts at these orders (refused, never
     * picked, or stamped by a request that has ended), so that an order never has two rows.
     */
    private void clear(Connection connection, Set<OrderKey> keys) throws SQLException {
      List<OrderState.Standing> standing = state.standing(connection, keys, true);
      if (standing.isEmpty()) {
        return;
      }
      Set<Long> stamps = new HashSet<>();
      for (OrderState.Standing row : standing) {
        if (row.requestId() != null && !row.failed()) {
          stamps.add(row.requestId());
        }
      }
      requests.refuseIfRunning(connection, stamps, "orders of this delivery");
      Set<OrderKey> stale = new LinkedHashSet<>();
      standing.forEach(row -> stale.add(row.key()));
      state.remove(connection, stale);
    }

    @Override
    public List<List<RowChange>> preview(Connection connection) throws SQLException {
      customerNumbers.putInto(connection, orders);
      return new OrderPreview(config, dialect, state).of(connection, orders);
    }
  }
}

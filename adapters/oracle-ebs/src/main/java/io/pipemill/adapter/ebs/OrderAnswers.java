package io.pipemill.adapter.ebs;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.ebs.ConcurrentRequests.Latest;
import io.pipemill.adapter.ebs.ConcurrentRequests.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what Order Import made of documents, by their rows rather than by the request's
 * verdict: another run may have taken them, and a request that ends normally may have refused some.
 *
 * <ul>
 *   <li>row gone, order in the base tables: taken over
 *   <li>row with ERROR_FLAG: refused, with the words of OE_PROCESSING_MSGS
 *   <li>row stamped by a request that runs: wait
 *   <li>row stamped by a request that ended or vanished: taken over if the order carries that
 *       request's mark (a site that keeps rows), else unprocessed: to be submitted again
 *   <li>row never stamped: to be submitted again
 *   <li>row gone, order not there: somebody purged the interface; refused with our own words
 * </ul>
 */
final class OrderAnswers {
  private final EbsConfig config;
  private final ConcurrentRequests requests;
  private final OrderState state;
  private final OrderReader reader;
  private final OrderReadBack readBack;

  OrderAnswers(
      EbsConfig config,
      Dialect dialect,
      ConcurrentRequests requests,
      OrderState state,
      OrderReader reader) {
    this.config = config;
    this.requests = requests;
    this.state = state;
    this.reader = reader;
    this.readBack = new OrderReadBack(config, dialect);
  }

  DocumentImport.Outcome read(
      Connection connection, Map<Latest, List<OutboundDocument>> over, EbsNames names)
      throws SQLException {
    Map<Latest, List<OrderDocument>> orders = new LinkedHashMap<>();
    Set<OrderKey> keys = new LinkedHashSet<>();
    Set<Long> involved = new HashSet<>();
    for (Map.Entry<Latest, List<OutboundDocument>> entry : over.entrySet()) {
      List<OrderDocument> documents = new ArrayList<>();
      for (OutboundDocument document : entry.getValue()) {
        OrderDocument order = reader.read(document, names, new ArrayList<>());
        if (order != null) {
          documents.add(order);
          keys.add(order.key());
        }
      }
      orders.put(entry.getKey(), documents);
      involved.add(entry.getKey().requestId());
    }
    // the interface first: an order imported between the two questions is then seen as imported,
    // never as vanished
    Map<OrderKey, Map<String, OrderState.Standing>> standing = new HashMap<>();
    Set<Long> stamps = new HashSet<>();
    for (OrderState.Standing row : state.standing(connection, keys, false)) {
      standing.computeIfAbsent(row.key(), k -> new HashMap<>()).put(row.sequence(), row);
      if (row.requestId() != null) {
        stamps.add(row.requestId());
      }
    }
    Map<OrderKey, OrderReadBack.Order> base = readBack.orders(connection, keys);
    base.values().forEach(order -> order.addRequestTo(involved));
    involved.addAll(stamps);
    Map<Long, Phase> phases = stamps.isEmpty() ? Map.of() : requests.phases(connection, stamps);
    Map<OrderKey, List<OrderReadBack.Message>> messages = readBack.messages(connection, involved);

    List<Answer> answers = new ArrayList<>();
    List<DocumentImport.Unfinished> unfinished = new ArrayList<>();
    for (Map.Entry<Latest, List<OrderDocument>> entry : orders.entrySet()) {
      Set<OrderKey> again = new LinkedHashSet<>();
      Set<Long> dead = new HashSet<>();
      Set<Long> sources = new HashSet<>();
      for (OrderDocument order : entry.getValue()) {
        OrderState.Standing row =
            standing.getOrDefault(order.key(), Map.of()).get(order.sequence());
        OrderReadBack.Order present = base.get(order.key());
        List<OrderReadBack.Message> words = messages.getOrDefault(order.key(), List.of());
        if (row != null && row.failed()) {
          answers.add(OrderReplies.refused(order, row.requestId(), words));
        } else if (row != null && row.requestId() != null) {
          Phase phase = phases.get(row.requestId());
          if (phase == null || phase.ended()) {
            if (present != null && present.importedBy(row.requestId(), order.sequence())) {
              answers.add(OrderReplies.accepted(order, present, words));
            } else {
              again.add(order.key());
              dead.add(row.requestId());
              sources.add(order.key().source());
            }
          }
        } else if (row != null) {
          again.add(order.key());
          sources.add(order.key().source());
        } else if (present != null && present.reached(order.sequence())) {
          answers.add(OrderReplies.accepted(order, present, words));
        } else if (present == null && order.cancel()) {
          answers.add(OrderReplies.neverThere(order));
        } else {
          answers.add(OrderReplies.vanished(order));
        }
      }
      if (!again.isEmpty()) {
        unfinished.add(again(entry.getKey(), again, dead, sources));
      }
    }
    return new DocumentImport.Outcome(answers, unfinished);
  }

  private DocumentImport.Unfinished again(
      Latest request, Set<OrderKey> keys, Set<Long> dead, Set<Long> sources) {
    @Nullable Long source = sources.size() == 1 ? sources.iterator().next() : null;
    String reason =
        keys.size()
            + " orders of request "
            + request.requestId()
            + " were not processed ("
            + (request.phase() == null ? "the request is lost" : "it ended " + request.phase())
            + ")";
    return new DocumentImport.Unfinished(
        request,
        reason,
        connection -> {
          if (!dead.isEmpty()) {
            state.release(connection, keys, dead);
          }
          return requests.submitOrderImport(
              connection,
              source,
              "Pipemill: again "
                  + (request.resubmissions() + 1)
                  + " of "
                  + config.resubmissions()
                  + " for request "
                  + request.original());
        });
  }
}

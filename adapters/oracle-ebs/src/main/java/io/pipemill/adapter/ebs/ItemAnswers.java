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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads back what Item Import made of documents, by their rows as {@link OrderAnswers} does. */
final class ItemAnswers {
  private final EbsConfig config;
  private final ConcurrentRequests requests;
  private final ItemState state;

  ItemAnswers(EbsConfig config, ConcurrentRequests requests, ItemState state) {
    this.config = config;
    this.requests = requests;
    this.state = state;
  }

  DocumentImport.Outcome read(
      Connection connection,
      Map<Latest, List<OutboundDocument>> over,
      Function<OutboundDocument, ItemImport.@Nullable Item> reader)
      throws SQLException {
    Map<Latest, List<ItemImport.Item>> items = new LinkedHashMap<>();
    Set<ItemKey> keys = new LinkedHashSet<>();
    over.forEach(
        (request, documents) -> {
          for (OutboundDocument document : documents) {
            ItemImport.Item item = reader.apply(document);
            if (item != null) {
              items.computeIfAbsent(request, r -> new ArrayList<>()).add(item);
              keys.add(item.key());
            }
          }
        });
    Map<ItemKey, ItemState.Standing> standing = new HashMap<>();
    Set<Long> stamps = new HashSet<>();
    Set<Long> failed = new HashSet<>();
    for (ItemState.Standing row : state.standing(connection, keys, false)) {
      standing.put(row.key(), row);
      if (row.inWork()) {
        stamps.add(row.stamp());
      }
      if (row.failed() && row.transactionId() != null) {
        failed.add(row.transactionId());
      }
    }
    Map<ItemKey, Long> base = state.base(connection, keys);
    Map<Long, Phase> phases = requests.phases(connection, stamps);
    Map<Long, List<String>> messages = state.messages(connection, failed);

    List<Answer> answers = new ArrayList<>();
    List<DocumentImport.Unfinished> unfinished = new ArrayList<>();
    items.forEach(
        (request, some) -> {
          Set<ItemKey> again = new LinkedHashSet<>();
          Set<Long> sets = new LinkedHashSet<>();
          for (ItemImport.Item item : some) {
            ItemState.Standing row = standing.get(item.key());
            if (row != null && row.failed()) {
              answers.add(refused(item, row, messages));
            } else if (row != null && !row.done()) {
              Phase phase = row.requestId() == null ? null : phases.get(row.requestId());
              if (phase == null || phase.ended()) {
                again.add(item.key());
                sets.add(row.set());
              }
            } else {
              answers.add(settled(item, base.get(item.key())));
            }
          }
          if (!again.isEmpty()) {
            unfinished.add(again(request, again, sets));
          }
        });
    return new DocumentImport.Outcome(answers, unfinished);
  }

  private static Answer settled(ItemImport.Item item, @Nullable Long id) {
    if (id == null && !item.cancel()) {
      return new Answer(
          item.document().deliveryId(),
          false,
          null,
          List.of(
              "EBS-111 the interface row of "
                  + item.key()
                  + " is gone and the item was not imported: somebody removed it"),
          null);
    }
    return new Answer(
        item.document().deliveryId(), true, id == null ? null : id.toString(), List.of(), null);
  }

  private static Answer refused(
      ItemImport.Item item, ItemState.Standing row, Map<Long, List<String>> messages) {
    List<String> words =
        row.transactionId() == null
            ? List.of()
            : messages.getOrDefault(row.transactionId(), List.of());
    if (words.isEmpty()) {
      words =
          List.of(
              "EBS-110 Item Import set PROCESS_FLAG "
                  + row.processFlag()
                  + " in request "
                  + row.requestId()
                  + " without a message");
    }
    return new Answer(item.document().deliveryId(), false, null, words, null);
  }

  private DocumentImport.Unfinished again(Latest request, Set<ItemKey> keys, Set<Long> sets) {
    return new DocumentImport.Unfinished(
        request,
        keys.size() + " items of request " + request.requestId() + " were not processed",
        connection -> {
          state.release(connection, keys);
          long id = 0;
          for (long set : sets) {
            id =
                requests.submitItemImport(
                    connection,
                    set,
                    "Pipemill: again "
                        + (request.resubmissions() + 1)
                        + " of "
                        + config.resubmissions()
                        + " for request "
                        + request.original());
          }
          return id;
        });
  }
}

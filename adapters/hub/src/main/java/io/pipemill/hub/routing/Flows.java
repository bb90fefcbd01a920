package io.pipemill.hub.routing;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.hub.store.HubStore;
import io.pipemill.mapping.ExternalSystem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Numbers of flows in the store, and the document types of the house. */
public final class Flows {
  private final HubStore store;
  private final Function<DocumentName, DocumentType> types;
  private final Function<Object, DocumentType> typeOfObject;
  private final Supplier<Topology> topology;
  private final Map<String, Integer> ids = new ConcurrentHashMap<>();

  public Flows(
      HubStore store,
      Function<DocumentName, DocumentType> types,
      Function<Object, DocumentType> typeOfObject,
      Supplier<Topology> topology) {
    this.store = store;
    this.topology = topology;
    this.types = types;
    this.typeOfObject = typeOfObject;
  }

  public DocumentType type(DocumentName name) {
    return types.apply(name);
  }

  public DocumentType typeOf(Object document) {
    return typeOfObject.apply(document);
  }

  /** The flow of a document type of a system, as configured now; null if that system is gone. */
  public @Nullable Flow of(String system, DocumentName document) {
    Topology now = topology.get();
    Flow flow = now.flow(system, document);
    if (flow != null) {
      return flow;
    }
    Target target = now.target(system);
    if (target != null) {
      return canonical(target.system(), document);
    }
    return now.flows().stream()
        .filter(other -> other.system().id().equals(system))
        .findFirst()
        .map(other -> canonical(other.system(), document))
        .orElse(null);
  }

  /** A flow of documents that are canonical already: no mapping, no cursor. */
  public Flow canonical(ExternalSystem system, DocumentName document) {
    return new Flow(id(system.id(), document), system, type(document), null, null);
  }

  /** The number of a flow, given on first use. */
  public int id(String system, DocumentName document) {
    return ids.computeIfAbsent(
        system + " " + document,
        key ->
            store.inTransaction(
                connection -> {
                  try (PreparedStatement insert =
                      connection.prepareStatement(
                          "insert into flow (id, system, document) select coalesce(max(id), 0) + 1, ?, ? from flow"
                              + " on conflict (system, document) do nothing")) {
                    insert.setString(1, system);
                    insert.setString(2, document.toString());
                    insert.executeUpdate();
                  }
                  try (PreparedStatement select =
                      connection.prepareStatement(
                          "select id from flow where system = ? and document = ?")) {
                    select.setString(1, system);
                    select.setString(2, document.toString());
                    try (ResultSet row = select.executeQuery()) {
                      row.next();
                      return row.getInt(1);
                    }
                  }
                }));
  }
}

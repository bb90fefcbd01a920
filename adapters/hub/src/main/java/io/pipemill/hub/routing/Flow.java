package io.pipemill.hub.routing;

import io.pipemill.adapter.SourceAdapter;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import org.jspecify.annotations.Nullable;

/**
 * One document type of one system on its way in.
 *
 * @param id number in the store
 * @param system the system it comes from
 * @param type the document type
 * @param mapping how records become documents; null where they arrive as documents (answers of a
 *     target)
 * @param source what is read; null likewise
 */
public record Flow(
    int id,
    ExternalSystem system,
    DocumentType type,
    @Nullable InboundMapping mapping,
    @Nullable SourceAdapter source) {

  /** The same flow with its system's mappings compiled anew. */
  public Flow with(ExternalSystem recoded) {
    return new Flow(
        id, recoded, type, mapping == null ? null : recoded.in().get(type.name()), source);
  }

  public DocumentName document() {
    return type.name();
  }

  /** {@code crude-retail.sales-order.in}: route id and metric tag. */
  public String routeId() {
    return system.id() + "." + type.name().name() + ".in";
  }
}

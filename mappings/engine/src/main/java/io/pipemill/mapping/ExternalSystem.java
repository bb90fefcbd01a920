package io.pipemill.mapping;

import io.pipemill.canonical.DocumentName;
import java.nio.file.Path;
import java.util.Map;

/**
 * One system folder, loaded and compiled.
 *
 * @param id folder name and id everywhere
 * @param names by language: en, zh
 * @param owner who answers for it
 * @param transport word that picks the adapter
 * @param settings the transport's section of system.yaml
 * @param in inbound mappings by document
 * @param out outbound mappings by document
 * @param onMissing policy by master (customer, item); absent means REJECT
 * @param newestOnly version policy: true (default) if a newer version may overtake one not yet
 *     sent, false if every version must arrive
 * @param deletes what a key sweep does with a record gone from the source: CANCEL it or IGNORE
 * @param folder where it was loaded from
 */
public record ExternalSystem(
    String id,
    Map<String, String> names,
    String owner,
    String transport,
    Map<String, Object> settings,
    Map<DocumentName, InboundMapping> in,
    Map<DocumentName, OutboundMapping> out,
    Map<String, OnMissing> onMissing,
    boolean newestOnly,
    String deletes,
    Path folder) {

  /** The same system with its mappings compiled anew. */
  public ExternalSystem withMappings(
      Map<DocumentName, InboundMapping> inbound, Map<DocumentName, OutboundMapping> outbound) {
    return new ExternalSystem(
        id,
        names,
        owner,
        transport,
        settings,
        inbound,
        outbound,
        onMissing,
        newestOnly,
        deletes,
        folder);
  }

  /** The same system with other settings of its transport. */
  public ExternalSystem withSettings(Map<String, Object> others) {
    return new ExternalSystem(
        id, names, owner, transport, others, in, out, onMissing, newestOnly, deletes, folder);
  }
}

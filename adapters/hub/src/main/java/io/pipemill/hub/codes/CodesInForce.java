package io.pipemill.hub.codes;

import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.store.StoreUnavailable;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.MappingCompiler.Finding;
import io.pipemill.mapping.MappingCompiler.Recoded;
import io.pipemill.mapping.codes.ConfirmedCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Codes that people confirmed while the nodes run, over the code lists of the folders. Kept in the
 * store; every node on it compiles the mappings concerned anew when it sees a new version there,
 * the one where a code is confirmed at once. A batch has one mapping from its first document to its
 * last.
 */
public final class CodesInForce {
  private static final Logger LOG = LoggerFactory.getLogger(CodesInForce.class);
  private final HubStore store;
  private final MappingCompiler compiler;
  private final AtomicReference<Topology> topology;
  private final StoredCodes codes = new StoredCodes();

  /** As they were loaded from their folders. */
  private final Map<String, ExternalSystem> loaded;

  private final Map<String, Recoded> recoded = new HashMap<>();
  private Map<String, List<ConfirmedCode>> confirmed = Map.of();
  private long seen = -1;

  public CodesInForce(
      HubStore store,
      MappingCompiler compiler,
      Map<String, ExternalSystem> loaded,
      AtomicReference<Topology> topology) {
    this.store = store;
    this.compiler = compiler;
    this.loaded = Map.copyOf(loaded);
    this.topology = topology;
  }

  private record Read(long version, Map<String, List<ConfirmedCode>> codes) {}

  /** Puts in force what has changed in the store since the last time; cheap if nothing has. */
  public synchronized void refresh() {
    long before = seen;
    Read read =
        store.inTransaction(
            connection -> {
              // the version first: what is committed between the two is then seen again, not missed
              long version = codes.version(connection);
              return version == before ? null : new Read(version, codes.all(connection));
            });
    if (read == null) {
      return;
    }
    Set<String> changed = new HashSet<>(confirmed.keySet());
    changed.addAll(read.codes().keySet());
    Map<String, List<ConfirmedCode>> old = confirmed;
    changed.removeIf(
        system ->
            !loaded.containsKey(system)
                || Objects.equals(old.get(system), read.codes().get(system)));
    Map<String, ExternalSystem> systems = new HashMap<>();
    for (String system : changed) {
      Recoded now = recode(system, read.codes().getOrDefault(system, List.of()));
      recoded.put(system, now);
      systems.put(system, now.system());
      now.findings()
          .forEach(f -> LOG.warn("{}/{}: {} {}", system, f.file(), f.code(), f.message()));
      LOG.info("{}: {} confirmed codes in force", system, now.inForce().size());
    }
    if (!systems.isEmpty()) {
      topology.updateAndGet(now -> now.with(systems));
    }
    confirmed = read.codes();
    seen = read.version();
  }

  /** For a timer: a store that does not answer is asked again the next time. */
  public void round() {
    try {
      refresh();
    } catch (StoreUnavailable e) {
      LOG.warn("confirmed codes: {}", e.getMessage());
    }
  }

  private Recoded recode(String system, List<ConfirmedCode> with) {
    return compiler.recode(Objects.requireNonNull(loaded.get(system)), with);
  }

  /** Ids of the systems of this node. */
  public Set<String> systems() {
    return loaded.keySet();
  }

  /** A system as it runs now; null if there is none of that id. */
  public synchronized @Nullable ExternalSystem system(String id) {
    Recoded now = recoded.get(id);
    return now == null ? loaded.get(id) : now.system();
  }

  /** Codes confirmed for a system, in force or not, in the order of their confirmation. */
  public synchronized List<ConfirmedCode> confirmed(String system) {
    return confirmed.getOrDefault(system, List.of());
  }

  /** Those that count; the others the folder has by now, or contradicts. */
  public synchronized List<ConfirmedCode> inForce(String system) {
    Recoded now = recoded.get(system);
    return now == null ? List.of() : now.inForce();
  }

  /** What the folders say otherwise, and what no longer fits. */
  public synchronized List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    recoded.values().forEach(one -> all.addAll(one.findings()));
    return all;
  }

  /** The system as it would run with one code more; nothing is changed. */
  public synchronized Recoded would(String system, ConfirmedCode code) {
    List<ConfirmedCode> with = new ArrayList<>(confirmed(system));
    with.add(code);
    return recode(system, with);
  }

  /**
   * Confirms a code; when this returns it is in force on this node.
   *
   * @return null, or the entry that stands there already for this code and date
   */
  public @Nullable ConfirmedCode confirm(String system, ConfirmedCode code) {
    ConfirmedCode there =
        store.inTransaction(
            connection -> {
              codes.change(connection);
              for (ConfirmedCode other : codes.all(connection).getOrDefault(system, List.of())) {
                if (other.list().equals(code.list())
                    && other.source().equals(code.source())
                    && Objects.equals(other.from(), code.from())) {
                  return other;
                }
              }
              codes.add(connection, system, code);
              return null;
            });
    refresh();
    return there;
  }

  /**
   * Takes a confirmation back; when this returns it is out of force on this node.
   *
   * @return whether there was one
   */
  public boolean withdraw(
      String system, String list, String source, @Nullable LocalDate from, String by) {
    boolean there =
        store.inTransaction(
            connection -> {
              codes.change(connection);
              return codes.withdraw(connection, system, list, source, from, by);
            });
    refresh();
    return there;
  }
}

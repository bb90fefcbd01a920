package io.pipemill.hub;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.canonical.DocumentName;
import io.pipemill.hub.routing.Flow;
import io.pipemill.hub.routing.Target;
import io.pipemill.hub.routing.Topology;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.InboundMapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the adapters of all systems. A system whose settings are wrong is left out and reported;
 * the others run.
 */
final class HubAssembly {
  private static final Logger LOG = LoggerFactory.getLogger(HubAssembly.class);

  private final ToIntBiFunction<String, DocumentName> flows;
  private final AdapterContext context;
  private final Map<String, AdapterFactory> factories = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  /**
   * @param flows numbers of flows in the store, by system and document
   */
  HubAssembly(ToIntBiFunction<String, DocumentName> flows, AdapterContext context) {
    this.flows = flows;
    this.context = context;
    ServiceLoader.load(AdapterFactory.class)
        .forEach(factory -> factories.put(factory.transport(), factory));
  }

  /** What is wrong with the systems that were left out. */
  List<String> problems() {
    return problems;
  }

  Topology assemble(Collection<ExternalSystem> systems) {
    List<Flow> in = new ArrayList<>();
    Map<String, Target> targets = new LinkedHashMap<>();
    for (ExternalSystem system : systems) {
      AdapterFactory factory = factories.get(system.transport());
      if (factory == null) {
        note(
            system.id()
                + "/system.yaml: transport '"
                + system.transport()
                + "', expected one of "
                + factories.keySet());
        continue;
      }
      try {
        for (InboundMapping mapping : system.in().values()) {
          in.add(flow(system, mapping, factory));
        }
        if (!system.out().isEmpty()) {
          targets.put(system.id(), target(system, factory));
        }
      } catch (AdapterException e) {
        in.removeIf(flow -> flow.system().id().equals(system.id()));
        note(system.id() + ": " + e.code() + " " + e.getMessage());
      }
    }
    return new Topology(in, targets);
  }

  private void note(String problem) {
    problems.add(problem);
    LOG.error("system left out: {}", problem);
  }

  private Flow flow(ExternalSystem system, InboundMapping mapping, AdapterFactory factory) {
    DocumentName document = mapping.document().name();
    Settings source =
        settings(system.id() + "/" + document.name() + ".in.yaml: source", mapping.source());
    SourceAdapter adapter =
        factory.source(
            new SourceRequest(
                system.id(), transport(system), document, source, columns(mapping.columns())),
            context);
    return new Flow(
        flows.applyAsInt(system.id(), document), system, mapping.document(), mapping, adapter);
  }

  private Target target(ExternalSystem system, AdapterFactory factory) {
    Map<DocumentName, Settings> documents = new LinkedHashMap<>();
    system
        .out()
        .forEach(
            (document, mapping) ->
                documents.put(
                    document,
                    settings(
                        system.id() + "/" + document.name() + ".out.yaml: target",
                        mapping.target())));
    TargetAdapter adapter =
        factory.target(new TargetRequest(system.id(), transport(system), documents), context);
    CircuitBreaker breaker =
        CircuitBreaker.of(
            system.id(),
            CircuitBreakerConfig.custom()
                .slidingWindowSize(5)
                .minimumNumberOfCalls(3)
                .failureRateThreshold(60)
                .waitDurationInOpenState(Duration.ofSeconds(3))
                .permittedNumberOfCallsInHalfOpenState(1)
                .automaticTransitionFromOpenToHalfOpenEnabled(true)
                .build());
    return new Target(system, adapter, breaker);
  }

  private static SourceRequest.Columns columns(InboundMapping.Columns columns) {
    Map<String, SourceRequest.Columns> groups = new LinkedHashMap<>();
    columns.groups().forEach((name, group) -> groups.put(name, columns(group)));
    return new SourceRequest.Columns(columns.columns(), groups);
  }

  private static Settings transport(ExternalSystem system) {
    return settings(system.id() + "/system.yaml: " + system.transport(), system.settings());
  }

  private static Settings settings(String place, Map<String, Object> values) {
    return new Settings(place, values, HubAssembly::secret);
  }

  /** Secrets stay outside of configuration files. */
  private static String secret(String from) {
    if (from.startsWith("env:")) {
      String value = System.getenv(from.substring(4));
      if (value == null) {
        throw new IllegalArgumentException(
            "environment variable " + from.substring(4) + " is not set");
      }
      return value;
    }
    if (from.startsWith("file:")) {
      try {
        return Files.readString(Path.of(from.substring(5))).strip();
      } catch (java.io.IOException e) {
        throw new IllegalArgumentException(
            "file " + from.substring(5) + " cannot be read: " + e.getMessage(), e);
      }
    }
    throw new IllegalArgumentException("found " + from + ", expected env:NAME or file:PATH");
  }
}

package io.pipemill.hub.routing;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.canonical.DocumentName;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.OutboundMapping;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A system that documents are delivered to. */
public final class Target {
  private volatile ExternalSystem system;
  private final TargetAdapter adapter;
  private final CircuitBreaker breaker;
  private final AtomicReference<@Nullable String> heldReason = new AtomicReference<>();

  private volatile boolean verified;

  public Target(ExternalSystem system, TargetAdapter adapter, CircuitBreaker breaker) {
    this.system = system;
    this.adapter = adapter;
    this.breaker = breaker;
  }

  public String id() {
    return system.id();
  }

  public ExternalSystem system() {
    return system;
  }

  /**
   * Goes on with mappings compiled anew; a document that is being mapped ends with the old ones.
   */
  public void system(ExternalSystem recoded) {
    system = recoded;
  }

  public TargetAdapter adapter() {
    return adapter;
  }

  /**
   * Opens after transient failures, so that a target that is down is asked seldom and costs no
   * document an attempt.
   */
  public CircuitBreaker breaker() {
    return breaker;
  }

  public Map<DocumentName, OutboundMapping> mappings() {
    return system.out();
  }

  /** Why nothing is sent: an operator's hold or a wrong environment; null if it may be sent. */
  public @Nullable String heldReason() {
    return heldReason.get();
  }

  public void hold(@Nullable String reason) {
    heldReason.set(reason);
  }

  /** Name of the queue that carries outbox numbers of a document type to this target. */
  public String queue(DocumentName document) {
    return "pipemill." + id() + "." + document.name();
  }

  /** Whether the target has shown its identity since it last failed; until then nothing is sent. */
  public boolean verified() {
    return verified;
  }

  public void verified(boolean is) {
    verified = is;
  }
}

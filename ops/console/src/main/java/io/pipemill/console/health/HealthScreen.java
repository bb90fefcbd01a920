package io.pipemill.console.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.pipemill.control.status.StatusControl;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For load balancers and Prometheus; open to whoever reaches the port. */
@RestController
class HealthScreen {
  private final StatusControl status;
  private final PrometheusMeterRegistry metrics;

  HealthScreen(StatusControl status, PrometheusMeterRegistry metrics) {
    this.status = status;
    this.metrics = metrics;
  }

  /** The process answers. */
  @GetMapping("/health/live")
  Map<String, String> live() {
    return Map.of("status", "UP");
  }

  /** The store answers too, and the accounting closes. */
  @GetMapping("/health/ready")
  ResponseEntity<Map<String, String>> ready() {
    try {
      boolean closed = status.accounting().closed();
      return ResponseEntity.status(closed ? 200 : 503)
          .body(Map.of("status", closed ? "UP" : "DOWN", "accounting", closed ? "closed" : "open"));
    } catch (RuntimeException e) {
      return ResponseEntity.status(503)
          .body(Map.of("status", "DOWN", "message", String.valueOf(e.getMessage())));
    }
  }

  @GetMapping(value = "/metrics", produces = "text/plain;version=0.0.4;charset=utf-8")
  String metrics() {
    return metrics.scrape();
  }
}

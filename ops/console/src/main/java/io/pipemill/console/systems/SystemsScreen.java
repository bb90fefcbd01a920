package io.pipemill.console.systems;

import io.pipemill.console.access.Caller;
import io.pipemill.control.doctor.DoctorControl;
import io.pipemill.control.systems.SystemsControl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SystemsScreen {
  private final SystemsControl systems;

  SystemsScreen(SystemsControl systems) {
    this.systems = systems;
  }

  record Reason(@Nullable String reason) {}

  record Done(String system, String state) {}

  @GetMapping("/api/v1/systems")
  SystemsControl.Systems list() {
    return systems.list();
  }

  @GetMapping("/api/v1/systems/check")
  DoctorControl.Checks checkAll() {
    return systems.check(null);
  }

  @GetMapping("/api/v1/systems/{id}/check")
  DoctorControl.Checks check(@PathVariable String id) {
    return systems.check(id);
  }

  @PostMapping("/api/v1/systems/{id}/hold")
  Done hold(@PathVariable String id, @RequestBody Reason reason, HttpServletRequest request) {
    systems.hold(id, reason.reason() == null ? "" : reason.reason(), Caller.of(request));
    return new Done(id, "held");
  }

  @PostMapping("/api/v1/systems/{id}/release")
  Done release(@PathVariable String id, HttpServletRequest request) {
    systems.release(id, Caller.of(request));
    return new Done(id, "running");
  }
}

package io.pipemill.console.doctor;

import io.pipemill.control.doctor.DoctorControl;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DoctorScreen {
  private final DoctorControl doctor;

  DoctorScreen(DoctorControl doctor) {
    this.doctor = doctor;
  }

  @GetMapping("/api/v1/doctor")
  DoctorControl.Checks check() {
    return doctor.check();
  }
}

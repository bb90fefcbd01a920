package io.pipemill.console.status;

import io.pipemill.control.status.StatusControl;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The status page, in English and Chinese, and the figures it shows. */
@RestController
class StatusScreen {
  private final StatusControl status;

  StatusScreen(StatusControl status) {
    this.status = status;
  }

  @GetMapping("/api/v1/status")
  StatusControl.Status status() {
    return status.status();
  }

  @GetMapping("/api/v1/accounting")
  StatusControl.Table accounting() {
    return status.accounting();
  }

  @GetMapping({"/", "/status"})
  ResponseEntity<byte[]> page() throws IOException {
    return file("status.html", MediaType.parseMediaType("text/html;charset=UTF-8"));
  }

  @GetMapping("/status.js")
  ResponseEntity<byte[]> script() throws IOException {
    return file("status.js", MediaType.parseMediaType("text/javascript;charset=UTF-8"));
  }

  @GetMapping("/status.css")
  ResponseEntity<byte[]> style() throws IOException {
    return file("status.css", MediaType.parseMediaType("text/css;charset=UTF-8"));
  }

  private static ResponseEntity<byte[]> file(String name, MediaType type) throws IOException {
    try (InputStream in = StatusScreen.class.getResourceAsStream("/io/pipemill/console/" + name)) {
      if (in == null) {
        return ResponseEntity.notFound().build();
      }
      return ResponseEntity.ok().contentType(type).body(in.readAllBytes());
    }
  }
}

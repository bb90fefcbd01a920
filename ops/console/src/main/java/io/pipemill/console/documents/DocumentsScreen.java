package io.pipemill.console.documents;

import io.pipemill.control.documents.DocumentsControl;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DocumentsScreen {
  private final DocumentsControl documents;

  DocumentsScreen(DocumentsControl documents) {
    this.documents = documents;
  }

  @GetMapping("/api/v1/documents")
  DocumentsControl.Found find(@RequestParam String key) {
    return documents.find(key);
  }

  @GetMapping("/api/v1/documents/{id}")
  DocumentsControl.Shown show(@PathVariable UUID id) {
    return documents.show(id);
  }

  @GetMapping("/api/v1/timeline")
  DocumentsControl.Timeline timeline(@RequestParam String key) {
    return documents.timeline(key);
  }
}

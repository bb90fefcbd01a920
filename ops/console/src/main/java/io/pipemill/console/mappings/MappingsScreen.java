package io.pipemill.console.mappings;

import io.pipemill.control.mappings.MappingsControl;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MappingsScreen {
  private final MappingsControl mappings;

  MappingsScreen(MappingsControl mappings) {
    this.mappings = mappings;
  }

  @GetMapping("/api/v1/mappings/columns")
  MappingsControl.Sources columns() {
    return mappings.columns();
  }

  @GetMapping("/api/v1/documents/{id}/explanation")
  MappingsControl.Explained explain(@PathVariable UUID id, @RequestParam String path) {
    return mappings.explain(id, path);
  }
}

package io.pipemill.console.mappings;

import io.pipemill.console.access.Caller;
import io.pipemill.control.mappings.CrosswalkControl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Codes of the same customer, or item, in several systems. */
@RestController
class CrosswalkScreen {
  private static final String CUSTOMER = "customer";

  private final CrosswalkControl crosswalk;

  CrosswalkScreen(CrosswalkControl crosswalk) {
    this.crosswalk = crosswalk;
  }

  /** Body of a decision or a withdrawal; what is absent is empty, the document a customer. */
  record Pair(
      @Nullable String document,
      @Nullable String systemA,
      @Nullable String codeA,
      @Nullable String systemB,
      @Nullable String codeB,
      @Nullable String note) {

    private CrosswalkControl.Wanted wanted() {
      return new CrosswalkControl.Wanted(
          document == null ? CUSTOMER : document,
          text(systemA),
          text(codeA),
          text(systemB),
          text(codeB),
          text(note));
    }

    private static String text(@Nullable String text) {
      return text == null ? "" : text;
    }
  }

  @GetMapping("/api/v1/mappings/crosswalk")
  CrosswalkControl.Decisions list(
      @RequestParam(defaultValue = CUSTOMER) String document,
      @RequestParam(required = false) @Nullable String system) {
    return crosswalk.list(document, system);
  }

  @GetMapping("/api/v1/mappings/crosswalk/candidates")
  CrosswalkControl.Candidates candidates(
      @RequestParam(defaultValue = CUSTOMER) String document,
      @RequestParam(required = false) @Nullable String system,
      @RequestParam(required = false) @Nullable String min) {
    return crosswalk.candidates(document, system, min);
  }

  @PostMapping("/api/v1/mappings/crosswalk/accept")
  CrosswalkControl.Decided accept(@RequestBody Pair pair, HttpServletRequest request) {
    return crosswalk.accept(pair.wanted(), Caller.of(request));
  }

  @PostMapping("/api/v1/mappings/crosswalk/refuse")
  CrosswalkControl.Decided refuse(@RequestBody Pair pair, HttpServletRequest request) {
    return crosswalk.refuse(pair.wanted(), Caller.of(request));
  }

  @PostMapping("/api/v1/mappings/crosswalk/withdraw")
  CrosswalkControl.Decisions withdraw(@RequestBody Pair pair, HttpServletRequest request) {
    return crosswalk.withdraw(pair.wanted(), Caller.of(request));
  }
}

package io.pipemill.console.mappings;

import io.pipemill.console.access.Caller;
import io.pipemill.control.mappings.ConfirmControl;
import io.pipemill.control.mappings.WorklistControl;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Values that lists do not have, and what people confirm them to mean. */
@RestController
class WorklistScreen {
  private final WorklistControl worklist;
  private final ConfirmControl confirm;

  WorklistScreen(WorklistControl worklist, ConfirmControl confirm) {
    this.worklist = worklist;
    this.confirm = confirm;
  }

  /** Body of a confirmation, an assignment or a withdrawal; what is absent is empty. */
  record Code(
      @Nullable String system,
      @Nullable String list,
      @Nullable String value,
      @Nullable String canonical,
      @Nullable String from,
      @Nullable String owner,
      @Nullable String note,
      @Nullable Boolean newCode,
      @Nullable Boolean unseen,
      @Nullable Boolean replay,
      @Nullable Boolean dryRun) {}

  @GetMapping("/api/v1/mappings/worklist")
  WorklistControl.Worklist list(
      @RequestParam(required = false) @Nullable String system,
      @RequestParam(required = false) @Nullable String list) {
    return worklist.list(system, list);
  }

  @GetMapping("/api/v1/mappings/codes")
  WorklistControl.Confirmations confirmed(@RequestParam(required = false) @Nullable String system) {
    return worklist.confirmed(system);
  }

  @PostMapping("/api/v1/mappings/codes/confirm")
  ConfirmControl.Confirmed confirm(@RequestBody Code code, HttpServletRequest request) {
    return confirm.confirm(
        new ConfirmControl.Wanted(
            text(code.system()),
            text(code.list()),
            text(code.value()),
            text(code.canonical()),
            code.from(),
            text(code.owner()),
            text(code.note()),
            Boolean.TRUE.equals(code.newCode()),
            Boolean.TRUE.equals(code.unseen()),
            Boolean.TRUE.equals(code.replay()),
            Boolean.TRUE.equals(code.dryRun())),
        Caller.of(request));
  }

  @PostMapping("/api/v1/mappings/codes/withdraw")
  WorklistControl.Confirmations withdraw(@RequestBody Code code, HttpServletRequest request) {
    return confirm.withdraw(
        text(code.system()),
        text(code.list()),
        text(code.value()),
        code.from(),
        Caller.of(request));
  }

  @PostMapping("/api/v1/mappings/worklist/assign")
  WorklistControl.Row assign(@RequestBody Code code, HttpServletRequest request) {
    return worklist.assign(
        text(code.system()),
        text(code.list()),
        text(code.value()),
        text(code.owner()),
        Caller.of(request));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}

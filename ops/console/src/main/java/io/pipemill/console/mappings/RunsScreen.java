package io.pipemill.console.mappings;

import io.pipemill.console.access.Caller;
import io.pipemill.control.affected.AffectedControl;
import io.pipemill.control.runs.Run;
import io.pipemill.control.runs.Runs;
import io.pipemill.control.trial.TrialControl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Trials of changed mappings, and the documents a mapping affects: started here, then asked for.
 */
@RestController
class RunsScreen {
  private static final long LONGEST_WAIT_MS = 20_000;
  private static final int LISTED = 1_000;
  private final TrialControl trials;
  private final AffectedControl affected;
  private final Runs runs;

  RunsScreen(TrialControl trials, AffectedControl affected, Runs runs) {
    this.trials = trials;
    this.affected = affected;
    this.runs = runs;
  }

  /** Body of a trial; {@code bundles} are zip archives in Base64. */
  record Trial(
      @Nullable String system,
      @Nullable List<String> bundles,
      @Nullable String from,
      @Nullable String to,
      @Nullable Long limit,
      @Nullable String language) {}

  /** Body of a search for affected documents; what is absent chooses all, or nothing to be done. */
  record Search(
      @Nullable String system,
      @Nullable String document,
      @Nullable Boolean replay,
      @Nullable Boolean dryRun,
      @Nullable Integer limit) {}

  @PostMapping("/api/v1/mappings/try")
  Run tryOut(@RequestBody Trial body, HttpServletRequest request) {
    return trials.start(
        new TrialControl.Wanted(
            body.system() == null ? "" : body.system(),
            body.bundles() == null ? List.of() : body.bundles(),
            body.from(),
            body.to(),
            body.limit(),
            body.language() == null ? "en" : body.language()),
        Caller.of(request));
  }

  @PostMapping("/api/v1/mappings/affected")
  Run affected(@RequestBody Search body, HttpServletRequest request) {
    return affected.start(
        new AffectedControl.Wanted(
            body.system(),
            body.document(),
            Boolean.TRUE.equals(body.replay()),
            Boolean.TRUE.equals(body.dryRun()),
            body.limit() == null ? LISTED : body.limit()),
        Caller.of(request));
  }

  /** How a run stands; answers early when it ends within the time. */
  @GetMapping("/api/v1/mappings/runs/{id}")
  Run run(@PathVariable String id, @RequestParam(defaultValue = "0") long waitMs) {
    return runs.get(id, Math.max(0, Math.min(LONGEST_WAIT_MS, waitMs)));
  }

  @PostMapping("/api/v1/mappings/runs/{id}/cancel")
  Run cancel(@PathVariable String id) {
    return runs.cancel(id);
  }
}

package io.pipemill.console.piles;

import io.pipemill.console.access.Caller;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.control.piles.PilesControl;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The piles of rejected and of dead-lettered documents. */
@RestController
class PilesScreen {
  private static final int MOST = 5_000;
  private static final Map<String, String> STATES =
      Map.of("rejected", PilesControl.REJECTED, "dead-letters", PilesControl.DEAD_LETTERED);
  private final PilesControl piles;

  PilesScreen(PilesControl piles) {
    this.piles = piles;
  }

  /** Body of a replay; what is absent chooses nothing. */
  record Choice(
      @Nullable List<UUID> ids,
      @Nullable Boolean all,
      @Nullable String system,
      @Nullable String code,
      @Nullable String list,
      @Nullable String value,
      @Nullable Boolean dryRun) {}

  /** Body of an edit. */
  record Edit(@Nullable Map<String, String> set, @Nullable Boolean dryRun) {}

  @GetMapping("/api/v1/{pile:rejected|dead-letters}")
  PilesControl.Pile list(
      @PathVariable String pile,
      @RequestParam(required = false) @Nullable String system,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String list,
      @RequestParam(required = false) @Nullable String value,
      @RequestParam(defaultValue = "100") int limit) {
    return piles.list(state(pile), system, code, list, value, Math.max(1, Math.min(MOST, limit)));
  }

  @GetMapping("/api/v1/{pile:rejected|dead-letters}/{id}")
  DocumentsControl.Shown show(@PathVariable String pile, @PathVariable UUID id) {
    return piles.show(state(pile), id);
  }

  @PostMapping("/api/v1/{pile:rejected|dead-letters}/{id}/edit")
  PilesControl.Results edit(
      @PathVariable String pile,
      @PathVariable UUID id,
      @RequestBody Edit edit,
      HttpServletRequest request) {
    return piles.edit(
        id,
        edit.set() == null ? Map.of() : edit.set(),
        Boolean.TRUE.equals(edit.dryRun()),
        Caller.of(request));
  }

  @PostMapping("/api/v1/{pile:rejected|dead-letters}/replay")
  PilesControl.Results replay(
      @PathVariable String pile, @RequestBody Choice choice, HttpServletRequest request) {
    return piles.replay(
        state(pile),
        new PilesControl.Selection(
            choice.ids() == null ? List.of() : choice.ids(),
            Boolean.TRUE.equals(choice.all()),
            choice.system(),
            choice.code(),
            choice.list(),
            choice.value(),
            Boolean.TRUE.equals(choice.dryRun())),
        Caller.of(request));
  }

  private static String state(String pile) {
    String state = STATES.get(pile);
    if (state == null) {
      throw new NotFoundException("pile '" + pile + "': expected one of " + STATES.keySet());
    }
    return state;
  }
}

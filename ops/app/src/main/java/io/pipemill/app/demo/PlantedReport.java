package io.pipemill.app.demo;

import io.pipemill.demo.Planted;
import io.pipemill.hub.timeline.DocumentQueries;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was planted against what was found.
 *
 * @param expected planted errors: documents that have to end rejected, or held for a master
 * @param found those of them that did
 * @param missed planted errors that went through or are nowhere
 * @param unplanned documents that wait for a person without having been planted
 */
record PlantedReport(long expected, long found, List<String> missed, List<String> unplanned) {
  private static final int ALL = 1_000_000;

  static PlantedReport of(List<Planted> planted, DocumentQueries queries) {
    Set<String> waiting = new HashSet<>();
    List<DocumentQueries.Found> piles = new ArrayList<>();
    for (String state : List.of("rejected", "dead-lettered", "held")) {
      piles.addAll(queries.list(state, null, null, ALL));
    }
    List<String> unplanned = new ArrayList<>();
    List<Planted> errors = planted.stream().filter(p -> p.kind().isError()).toList();
    Set<String> keys = new HashSet<>();
    errors.forEach(p -> keys.add(p.system() + " " + p.key()));
    for (DocumentQueries.Found found : piles) {
      String key = found.businessKey() == null ? null : found.system() + " " + found.businessKey();
      if (key != null && keys.contains(key)) {
        waiting.add(key);
        continue;
      }
      // a file that cannot be read has no business key: its name begins the place of its problem
      DocumentQueries.Shown shown = queries.show(found.id());
      String source = shown == null ? "" : shown.sourceKey();
      String place =
          shown == null || shown.problems().isEmpty()
              ? ""
              : String.valueOf(shown.problems().get(0).where());
      String name = place.contains(" ") ? place.substring(0, place.indexOf(' ')) : place;
      String byFile = found.system() + " " + name;
      String byRow = found.system() + " " + source.substring(source.lastIndexOf('=') + 1);
      if (keys.contains(byFile)) {
        waiting.add(byFile);
      } else if (keys.contains(byRow)) {
        waiting.add(byRow);
      } else {
        unplanned.add(
            found.system()
                + " "
                + found.document()
                + " "
                + found.state()
                + " "
                + (found.businessKey() == null ? source : found.businessKey())
                + (found.reason() == null ? "" : " " + found.reason()));
      }
    }
    List<String> missed =
        errors.stream()
            .filter(p -> !waiting.contains(p.system() + " " + p.key()))
            .map(p -> p.system() + " " + p.document() + " " + p.key() + " " + p.kind())
            .toList();
    return new PlantedReport(errors.size(), errors.size() - missed.size(), missed, unplanned);
  }
}

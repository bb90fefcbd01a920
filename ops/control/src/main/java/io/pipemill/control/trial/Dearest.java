package io.pipemill.control.trial;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.control.trial.TrialResult.Dear;
import io.pipemill.hub.remap.StoredRow;
import io.pipemill.hub.remap.Verdict;
import io.pipemill.rules.AtRisk;
import io.pipemill.rules.Measure;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Of the documents that change, those with most money in them before or after; then tonnes. */
final class Dearest {
  private static final int MOST = 20;
  private static final AtRisk NOTHING = new AtRisk(Map.of(), BigDecimal.ZERO);
  private static final Comparator<Ranked> CHEAPEST_FIRST =
      Comparator.comparing(Ranked::money).thenComparing(Ranked::tonnes);

  private final Measure measure;
  private final PriorityQueue<Ranked> kept = new PriorityQueue<>(MOST + 1, CHEAPEST_FIRST);

  private record Ranked(BigDecimal money, BigDecimal tonnes, Dear document) {}

  Dearest(DocumentType type) {
    this.measure = AtRisk.measure(type);
  }

  void add(
      StoredRow stored,
      Verdict verdict,
      @Nullable Object before,
      @Nullable Object after,
      String because) {
    AtRisk was = before == null ? NOTHING : measure.of(before);
    AtRisk is = after == null ? NOTHING : measure.of(after);
    kept.add(
        new Ranked(
            most(was).max(most(is)),
            was.tonnes().max(is.tonnes()),
            new Dear(
                stored.id(),
                stored.businessKey() == null ? stored.sourceKey() : stored.businessKey(),
                verdict.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                was.money(),
                is.money(),
                was.tonnes(),
                is.tonnes(),
                because)));
    if (kept.size() > MOST) {
      kept.poll();
    }
  }

  private static BigDecimal most(AtRisk atRisk) {
    return atRisk.money().values().stream()
        .map(BigDecimal::abs)
        .reduce(BigDecimal.ZERO, BigDecimal::max);
  }

  List<Dear> all() {
    return kept.stream().sorted(CHEAPEST_FIRST.reversed()).map(Ranked::document).toList();
  }
}

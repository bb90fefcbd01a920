package io.pipemill.control.trial;

import io.pipemill.canonical.Violation;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.control.trial.FieldDifferences.Difference;
import io.pipemill.control.trial.TrialResult.Example;
import io.pipemill.control.trial.TrialResult.Field;
import io.pipemill.control.trial.TrialResult.Part;
import io.pipemill.hub.intake.Judging.Judged;
import io.pipemill.hub.remap.Compared;
import io.pipemill.hub.remap.StoredRow;
import io.pipemill.hub.remap.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Adds up what became of the documents of one type; memory does not grow with their number. */
final class TrialCount {
  private static final int EXAMPLES = 3;
  private static final String VERB = "(verb)";
  private static final String OTHER = "(content)";

  private final DocumentType type;
  private final Map<Verdict, Long> counts = new EnumMap<>(Verdict.class);
  private final Causes rejections = new Causes();
  private final Causes accepted = new Causes();
  private final Causes filtered = new Causes();
  private final Causes missing = new Causes();
  private final Map<String, FieldCount> fields = new TreeMap<>();
  private final FieldSums sums;
  private final Dearest dearest;

  TrialCount(DocumentType type) {
    this.type = type;
    this.sums = new FieldSums(type);
    this.dearest = new Dearest(type);
  }

  private static final class FieldCount {
    long documents;
    long values;
    final List<Example> examples = new ArrayList<>();
  }

  void add(Compared one) {
    counts.merge(one.verdict(), 1L, Long::sum);
    Judged now = one.now();
    if (now == null) {
      return;
    }
    Object after = now.fingerprint() == null ? null : now.document();
    String because =
        switch (one.verdict()) {
          case CHANGED -> changed(one, after);
          case NEWLY_REJECTED -> cause(rejections, one.stored(), now.problems().get(0));
          case INCOMPLETE -> lacks(one.stored(), now);
          case NEWLY_ACCEPTED ->
              reason(accepted, one.stored(), String.valueOf(one.stored().reason()));
          case NEWLY_FILTERED -> reason(filtered, one.stored(), String.valueOf(now.reason()));
          default -> "";
        };
    if (!one.stored().counts()) {
      return;
    }
    switch (one.verdict()) {
      case UNCHANGED -> sums.add(after, after);
      // what cannot be told is no difference
      case INCOMPLETE -> sums.add(one.before(), one.before());
      case CHANGED, NEWLY_REJECTED, NEWLY_ACCEPTED, NEWLY_FILTERED -> {
        sums.add(one.before(), after);
        dearest.add(one.stored(), one.verdict(), one.before(), after, because);
      }
      default -> {}
    }
  }

  private String changed(Compared one, @Nullable Object after) {
    List<Difference> differences = new ArrayList<>();
    Judged now = one.now();
    if (now != null && now.verb() != one.stored().verb()) {
      differences.add(new Difference(VERB, VERB, one.stored().verb().name(), now.verb().name()));
    }
    if (one.before() != null && after != null) {
      differences.addAll(FieldDifferences.of(type, one.before(), after));
    }
    if (differences.isEmpty()) {
      differences.add(new Difference(OTHER, OTHER, null, null));
    }
    Set<String> names = new LinkedHashSet<>();
    for (Difference difference : differences) {
      FieldCount count = fields.computeIfAbsent(difference.field(), f -> new FieldCount());
      count.values++;
      if (names.add(difference.field())) {
        count.documents++;
        if (count.examples.size() < EXAMPLES) {
          count.examples.add(
              example(one.stored(), difference.path(), difference.before(), difference.after()));
        }
      }
    }
    return String.join(", ", names);
  }

  private static String cause(Causes into, StoredRow stored, Violation problem) {
    into.add(
        problem.code(),
        problem.field(),
        Causes.message(problem),
        example(stored, problem.field(), null, problem.value()));
    return problem.code() + " " + problem.message();
  }

  private static String reason(Causes into, StoredRow stored, String reason) {
    into.add(reason, "", "", example(stored, "", null, null));
    return reason;
  }

  private String lacks(StoredRow stored, Judged now) {
    Violation problem =
        now.problems().stream().filter(p -> p.code().equals("MAP-110")).findFirst().orElseThrow();
    return cause(missing, stored, problem);
  }

  private static Example example(
      StoredRow stored, String path, @Nullable String before, @Nullable String after) {
    String key = stored.businessKey() == null ? stored.sourceKey() : stored.businessKey();
    return new Example(stored.id(), key, path, before, after);
  }

  private long count(Verdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }

  /**
   * @param version of the mapping that was tried
   */
  Part part(String file, String version, String versionInForce) {
    List<Field> changing =
        fields.entrySet().stream()
            .map(
                e ->
                    new Field(
                        e.getKey(),
                        e.getValue().documents,
                        e.getValue().values,
                        List.copyOf(e.getValue().examples)))
            .sorted(Comparator.comparingLong(Field::documents).reversed())
            .toList();
    return new Part(
        type.name().toString(),
        file,
        version,
        versionInForce,
        counts.values().stream().mapToLong(Long::longValue).sum(),
        count(Verdict.UNCHANGED),
        count(Verdict.CHANGED),
        count(Verdict.NEWLY_REJECTED),
        count(Verdict.NEWLY_ACCEPTED),
        count(Verdict.NEWLY_FILTERED),
        count(Verdict.STILL_REJECTED),
        count(Verdict.STILL_FILTERED),
        count(Verdict.INCOMPLETE),
        count(Verdict.PURGED),
        count(Verdict.NOT_MAPPED),
        rejections.all(),
        accepted.all(),
        filtered.all(),
        missing.all(),
        changing,
        sums.sums(),
        dearest.all());
  }
}

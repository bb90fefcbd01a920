package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.check.ContentProblem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The date of a document, by which entries of code lists count: the first date or time of its
 * header, in the order of the schema, that the mapping fills without reading other fields of the
 * document; where that is absent, {@code eventTime}. Worked out once per record, and only if a
 * record names a code that has a date.
 */
final class AsOf {
  private final ZoneId zone;
  private final List<Pipeline> dates = new ArrayList<>(2);
  private String described = "";

  /**
   * @param zone in which a time has its date
   */
  AsOf(ZoneId zone) {
    this.zone = zone;
  }

  /** Once all fields are compiled. */
  void found(SectionPlan header, @Nullable Pipeline eventTime) {
    for (FieldType field : header.type.children()) {
      if (dates.isEmpty()
          && (field.kind() == FieldKind.DATE || field.kind() == FieldKind.INSTANT)) {
        for (SectionPlan.Planned planned : header.steps) {
          if (planned.step() instanceof Step.Simple step
              && step.field() == field
              && planned.reads().stream().allMatch(name -> header.type.child(name) == null)) {
            dates.add(step.pipeline());
            described = field.name();
          }
        }
      }
    }
    if (eventTime != null) {
      dates.add(eventTime);
      described += described.isEmpty() ? "eventTime" : ", else eventTime";
    }
  }

  String describe() {
    return described;
  }

  /** The date of the record a frame belongs to; null if it has none. */
  @Nullable LocalDate of(Frame frame) {
    Frame root = frame;
    for (Frame above = root.parent; above != null; above = root.parent) {
      root = above;
    }
    RecordTree record = root.record;
    if (root.run.dated != record) {
      root.run.date = date(root);
      root.run.dated = record;
    }
    return root.run.date;
  }

  private @Nullable LocalDate date(Frame root) {
    for (Pipeline pipeline : dates) {
      try {
        Object value = pipeline.untraced(root);
        if (value instanceof LocalDate date) {
          return date;
        }
        if (value instanceof Instant instant) {
          return LocalDate.ofInstant(instant, zone);
        }
      } catch (ContentProblem problem) {
        // the field itself reports it; here there is just no date
        continue;
      }
    }
    return null;
  }
}

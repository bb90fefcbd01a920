package io.pipemill.mapping.in;

import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.value.Recode;
import io.pipemill.mapping.value.Text;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value through a list some of whose entries count from a date on. A source of values and no
 * conversion, because it needs the record; lists without dates are none of its business.
 *
 * @param dated entries of codes that have a date, latest first
 */
record DatedCodes(ValueSource inner, Recode codes, Map<String, List<CodeList.Row>> dated, AsOf asOf)
    implements ValueSource {

  @Override
  public @Nullable Object read(Frame frame) {
    Object value = inner.read(frame);
    return value == null ? null : recoded(value, frame);
  }

  private @Nullable Object recoded(Object value, Frame frame) {
    String code = Text.of(value);
    List<CodeList.Row> entries = dated.get(code);
    if (entries == null) {
      return codes.apply(value);
    }
    CodeList.Row entry = entry(entries, frame);
    return entry == null
        ? codes.unlisted(code, notYet(entries, asOf.of(frame)), dated.keySet())
        : entry.canonical();
  }

  private CodeList.@Nullable Row entry(List<CodeList.Row> entries, Frame frame) {
    LocalDate date = asOf.of(frame);
    for (CodeList.Row entry : entries) {
      if (entry.from() == null || date != null && !date.isBefore(entry.from())) {
        return entry;
      }
    }
    return null;
  }

  private String notYet(List<CodeList.Row> entries, @Nullable LocalDate date) {
    return "is in "
        + codes.describe()
        + " only from "
        + entries.get(entries.size() - 1).from()
        + " on; the document "
        + (date == null ? "has no date" : "is of " + date);
  }

  /** Reads, and tells what it did. */
  @Nullable Object traced(Frame frame, Trace trace) {
    Object value = inner.read(frame);
    trace.raw(inner, value);
    if (value == null) {
      return null;
    }
    List<CodeList.Row> entries = dated.get(Text.of(value));
    if (entries == null) {
      Object found = codes.apply(value);
      trace.step(codes.describe(value), found);
      return found;
    }
    CodeList.Row entry = entry(entries, frame);
    LocalDate date = asOf.of(frame);
    String step = codes.describe() + " as of " + (date == null ? "no date" : date);
    if (entry != null && entry.confirmed() != null) {
      step += ", " + entry.confirmed().told();
    } else if (entry != null && entry.from() != null) {
      step += ", from " + entry.from();
    }
    trace.step(step, entry == null ? null : entry.canonical());
    return recoded(value, frame);
  }

  @Override
  public String columns() {
    return inner.columns();
  }

  @Override
  public String describe() {
    return inner.describe();
  }
}

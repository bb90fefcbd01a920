package io.pipemill.mapping.reverse;

import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.Lookups;
import io.pipemill.mapping.Mapped;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.value.NumberNotation;
import io.pipemill.mapping.value.Text;
import io.pipemill.mapping.value.ToNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends a document out and in again, or a record in and out again. Thread-safe. */
public final class RoundTrip {
  private final InboundMapping in;
  private final OutboundMapping out;

  /** Both of one document type. */
  public RoundTrip(InboundMapping in, OutboundMapping out) {
    this.in = in;
    this.out = out;
  }

  /**
   * What a document becomes on its way out and in again that it was not before; null if nothing.
   */
  @Nullable String ofDocument(Object document, boolean text) {
    OutboundMapping.Written written = out.write(document, envelope());
    if (!written.problems().isEmpty()) {
      return "cannot be written: " + written.problems().get(0).message();
    }
    RecordTree record = RecordForms.readBack(written.record(), in.columns(), text);
    Mapped back = in.map(List.of(record), Lookups.ALL_KNOWN).get(0);
    if (!back.problems().isEmpty()) {
      return "is not read back: " + back.problems().get(0).message();
    }
    if (back.document() == null) {
      return "is not read back: " + back.outOfScope();
    }
    return Differences.first(in.document().root(), document, back.document());
  }

  /**
   * What a record that maps becomes on its way in and out again; null if nothing changes. Compared
   * are the columns the inbound mapping fills fields from; numbers by value, texts that mean
   * nothing like absent ones.
   */
  public @Nullable String ofRecord(RecordTree record, Object document) {
    OutboundMapping.Written written = out.write(document, envelope());
    if (!written.problems().isEmpty()) {
      return "cannot be written: " + written.problems().get(0).message();
    }
    Columns columns = Columns.of(in);
    return different(record, written.record(), "", "", columns);
  }

  /**
   * The columns that are compared.
   *
   * @param numbers with their groups in front, how numbers are written in each; none for a column
   *     that holds no numbers
   * @param blanks what means nothing in them
   */
  record Columns(Map<String, Optional<NumberNotation>> numbers, Set<String> blanks) {
    static Columns of(InboundMapping in) {
      return ReversiblePair.columns(in);
    }
  }

  private static @Nullable String different(
      RecordTree read, RecordTree written, String group, String place, Columns columns) {
    for (String column : read.shape().columns()) {
      Object before = read.value(column);
      Object after = written.value(column);
      Optional<NumberNotation> notation = columns.numbers().get(group + column);
      if (notation != null && !same(before, after, notation.orElse(null), columns.blanks())) {
        return "column "
            + place
            + column
            + ": "
            + Differences.told(before)
            + " is written back as "
            + Differences.told(after);
      }
    }
    for (var below : read.shape().groups()) {
      List<RecordTree> before = read.group(below.name());
      List<RecordTree> after = written.group(below.name());
      String prefix = group + below.name() + ".";
      if (columns.numbers().keySet().stream().noneMatch(name -> name.startsWith(prefix))) {
        continue;
      }
      if (before.size() != after.size()) {
        return "group "
            + place
            + below.name()
            + ": "
            + before.size()
            + " records are written back as "
            + after.size();
      }
      for (int i = 0; i < before.size(); i++) {
        String at = place + below.name() + "[" + (i + 1) + "].";
        String difference = different(before.get(i), after.get(i), prefix, at, columns);
        if (difference != null) {
          return difference;
        }
      }
    }
    return null;
  }

  private static boolean same(
      @Nullable Object before,
      @Nullable Object after,
      @Nullable NumberNotation notation,
      Set<String> blanks) {
    Object there = value(before, blanks);
    Object here = value(after, blanks);
    if (there == null || here == null) {
      return there == here;
    }
    if (notation == null) {
      return Text.of(there).equals(Text.of(here));
    }
    BigDecimal one = ToNumber.number(there, notation);
    BigDecimal other = ToNumber.number(here, notation);
    return one != null && other != null && one.compareTo(other) == 0;
  }

  private static @Nullable Object value(@Nullable Object raw, Set<String> blanks) {
    Object value = Text.clean(raw);
    return value == null || blanks.contains(Text.of(value)) ? null : value;
  }

  private Envelope envelope() {
    UUID id = new UUID(0, 0);
    return new Envelope(
        id,
        in.document().name(),
        "",
        1,
        Verb.PROCESS,
        in.system(),
        "",
        id,
        Instant.EPOCH,
        in.version(),
        List.of());
  }
}

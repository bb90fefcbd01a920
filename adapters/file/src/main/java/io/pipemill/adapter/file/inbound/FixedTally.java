package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts and adds up the lines of a file and holds that against its first and last line. */
final class FixedTally {
  private final FixedPlan plan;
  private final Map<String, Long> counts = new HashMap<>();
  private final BigDecimal[] totals;
  private long lines;
  private long unsummed;
  private @Nullable FixedLine trailer;
  private @Nullable FixedLine head;

  FixedTally(FixedPlan plan) {
    this.plan = plan;
    FixedTrailer declared = plan.trailer();
    this.totals = new BigDecimal[declared == null ? 0 : declared.totals().size()];
    java.util.Arrays.fill(totals, BigDecimal.ZERO);
  }

  /**
   * @throws UnreadableFileException if it is the first or last line of a file and does not stand
   *     there
   */
  void add(FixedLine line) throws UnreadableFileException {
    lines++;
    FixedType type = line.type();
    if (trailer != null) {
      throw misplaced(
          line, "the last line of the file", "a line stands behind the file's last one");
    }
    if (type != null && type == plan.head()) {
      if (lines > 1) {
        throw misplaced(line, "the first line of the file", "a first line stands amid the file");
      }
      whole(line, "first");
      head = line;
    } else if (plan.head() != null && lines == 1) {
      throw misplaced(line, "a line that begins like 'head'", "the file's first line is missing");
    }
    FixedTrailer declared = plan.trailer();
    if (declared != null && type == declared.type()) {
      whole(line, "last");
      trailer = line;
    }
    if (type == null) {
      unsummed = unsummed == 0 ? line.number() : unsummed;
    } else {
      counts.merge(type.name(), 1L, Long::sum);
      sum(line, type);
    }
  }

  private void sum(FixedLine line, FixedType type) {
    FixedTrailer declared = plan.trailer();
    for (int i = 0; declared != null && i < totals.length; i++) {
      FixedTrailer.Total total = declared.totals().get(i);
      if (total.of().equals(type.name())) {
        Object value = line.value(total.column());
        boolean bad = line.broken() != null || value == null && !line.problems().isEmpty();
        if (bad) {
          unsummed = unsummed == 0 ? line.number() : unsummed;
        } else if (value instanceof BigDecimal number) {
          totals[i] = totals[i].add(number);
        }
      }
    }
  }

  private static void whole(FixedLine line, String which) throws UnreadableFileException {
    List<Violation> problems = line.problems();
    if (!problems.isEmpty()) {
      Violation first = problems.get(0);
      throw new UnreadableFileException(
          new Violation(
              "FILE-075",
              first.field(),
              first.value(),
              first.expected(),
              first.where(),
              "the file's " + which + " line cannot be read: " + first.message()));
    }
  }

  private static UnreadableFileException misplaced(
      FixedLine line, String expected, String message) {
    return new UnreadableFileException(
        new Violation("FILE-075", "file", null, expected, line.where(), message));
  }

  /** The file's first line; null if it has none. */
  @Nullable FixedLine head() {
    return head;
  }

  /**
   * Holds the trailer against the lines.
   *
   * @return what could not be checked
   * @throws UnreadableFileException if it is missing, or a count or total is another
   */
  List<Violation> verify() throws UnreadableFileException {
    FixedTrailer declared = plan.trailer();
    List<Violation> notes = new ArrayList<>();
    if (declared == null) {
      return notes;
    }
    FixedLine line = trailer;
    if (line == null) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-075",
              "file",
              lines + " lines",
              "a last line that begins like 'trailer'",
              null,
              "the file's last line is missing: it breaks off"));
    }
    for (FixedTrailer.Count count : declared.counts()) {
      long found = 0;
      for (String of : count.of()) {
        found += of.equals(FixedTrailer.ALL) ? lines : counts.getOrDefault(of, 0L);
      }
      compare("FILE-073", line, count.place(), BigDecimal.valueOf(found), " lines");
    }
    for (int i = 0; i < totals.length; i++) {
      FixedTrailer.Total total = declared.totals().get(i);
      if (unsummed == 0) {
        compare("FILE-074", line, total.place(), totals[i], "");
      } else {
        String column = declared.type().columns().get(total.place()).name();
        notes.add(
            new Violation(
                "FILE-079",
                column,
                null,
                "lines that can all be read",
                line.where(),
                "the control total "
                    + column
                    + " was not checked, because line "
                    + unsummed
                    + " cannot be read"));
      }
    }
    return notes;
  }

  private static void compare(String code, FixedLine line, int place, BigDecimal found, String what)
      throws UnreadableFileException {
    FixedType type = java.util.Objects.requireNonNull(line.type());
    String column = type.columns().get(place).name();
    Object stated = line.value(place);
    if (!(stated instanceof BigDecimal number) || number.compareTo(found) != 0) {
      throw new UnreadableFileException(
          new Violation(
              code,
              column,
              stated == null ? null : String.valueOf(stated),
              found.toPlainString(),
              line.where() + ", column " + column,
              "the file's last line says "
                  + (stated == null ? "nothing" : stated + what)
                  + " in "
                  + column
                  + ", found are "
                  + found.toPlainString()
                  + what
                  + ": lines were lost, added or changed"));
    }
  }
}

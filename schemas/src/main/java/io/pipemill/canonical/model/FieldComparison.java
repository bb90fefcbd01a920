package io.pipemill.canonical.model;

import io.pipemill.canonical.model.CompiledField.FieldDeclaration;
import io.pipemill.canonical.model.SchemaChange.Breaks;
import io.pipemill.canonical.model.SchemaChange.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compares the fields of a document as released with those of now. A limit that became tighter
 * breaks senders, one that became wider breaks readers; a new optional field breaks nobody, because
 * readers pass over fields they do not know. What is not known to be harmless breaks both.
 */
final class FieldComparison {
  private final String document;
  private final List<SchemaChange> changes = new ArrayList<>();

  private FieldComparison(String document) {
    this.document = document;
  }

  static List<SchemaChange> of(String document, XsdField before, XsdField after) {
    FieldComparison comparison = new FieldComparison(document);
    comparison.compare(before, after);
    return comparison.changes;
  }

  private void compare(XsdField before, XsdField after) {
    String path = before.path();
    FieldDeclaration old = before.declaration();
    FieldDeclaration now = after.declaration();
    if (!old.namespace().equals(now.namespace())
        || !old.itemName().equals(now.itemName())
        || old.notation() != now.notation()) {
      add(
          path,
          path.isEmpty() ? Kind.ROOT : Kind.NAMESPACE,
          Breaks.BOTH,
          "{" + old.namespace() + "}" + old.itemName(),
          "{" + now.namespace() + "}" + now.itemName());
    }
    if (before.mustBeThere() != after.mustBeThere()) {
      add(
          path,
          Kind.REQUIRED,
          after.mustBeThere() ? Breaks.SENDERS : Breaks.READERS,
          word(before),
          word(after));
    }
    if (!Objects.equals(old.defaultValue(), now.defaultValue())) {
      add(path, Kind.DEFAULT, Breaks.BOTH, text(old.defaultValue()), text(now.defaultValue()));
    }
    if (!old.documentation().equals(now.documentation())
        || !old.labels().equals(now.labels())
        || old.facets().codes().equals(now.facets().codes())
            && !old.codeMeanings().equals(now.codeMeanings())) {
      add(path, Kind.MEANING, Breaks.NOBODY, meaning(old), meaning(now));
    }
    if (kind(before) != kind(after)) {
      add(path, Kind.TYPE, Breaks.BOTH, before.kind().name(), after.kind().name());
      return;
    }
    values(before, after);
    compareAmount(
        path,
        Kind.OCCURRENCE,
        before.fewest(),
        after.fewest(),
        before.most() < 0 ? null : before.most(),
        after.most() < 0 ? null : after.most());
    children(before, after);
  }

  /** A text with a list of codes is still a text: the list is a limit like others. */
  private static FieldKind kind(XsdField field) {
    return field.kind() == FieldKind.CODE ? FieldKind.TEXT : field.kind();
  }

  private void children(XsdField before, XsdField after) {
    List<String> kept = new ArrayList<>();
    for (XsdField child : before.children()) {
      XsdField now = child(after, child.declaration().name());
      if (now == null) {
        add(
            child.path(),
            Kind.FIELD_REMOVED,
            child.mustBeThere() ? Breaks.BOTH : Breaks.SENDERS,
            word(child),
            "");
      } else {
        kept.add(child.declaration().name());
        compare(child, now);
      }
    }
    List<String> order = new ArrayList<>();
    for (XsdField child : after.children()) {
      if (kept.contains(child.declaration().name())) {
        order.add(child.declaration().name());
      } else {
        add(
            child.path(),
            Kind.FIELD_ADDED,
            child.mustBeThere() ? Breaks.SENDERS : Breaks.NOBODY,
            "",
            word(child));
      }
    }
    if (!order.equals(kept)) {
      add(
          before.path(),
          Kind.ORDER,
          Breaks.BOTH,
          String.join(", ", kept),
          String.join(", ", order));
    }
  }

  private static @Nullable XsdField child(XsdField parent, String name) {
    for (XsdField child : parent.children()) {
      if (child.declaration().name().equals(name)) {
        return child;
      }
    }
    return null;
  }

  private void values(XsdField before, XsdField after) {
    String path = before.path();
    Facets old = before.facets();
    Facets now = after.facets();
    codes(before, after);
    if (old.codes().isEmpty() && now.codes().isEmpty()) {
      compareAmount(
          path,
          Kind.LENGTH,
          old.minLength() == null ? 0 : old.minLength(),
          now.minLength() == null ? 0 : now.minLength(),
          old.maxLength(),
          now.maxLength());
      patterns(path, old.patterns(), now.patterns());
    }
    if (!before.notation().equals(after.notation())) {
      add(path, Kind.PATTERN, Breaks.BOTH, text(before.notation()), text(after.notation()));
    }
    Breaks digits =
        upper(number(old.totalDigits()), true, number(now.totalDigits()), true)
            .and(upper(number(old.fractionDigits()), true, number(now.fractionDigits()), true));
    if (digits != Breaks.NOBODY) {
      add(path, Kind.DIGITS, digits, digits(old), digits(now));
    }
    bounds(before, after);
  }

  private void codes(XsdField before, XsdField after) {
    Set<String> old = before.facets().codes();
    Set<String> now = after.facets().codes();
    if (old.equals(now)) {
      return;
    }
    Breaks breaks = Breaks.NOBODY;
    if (!within(old, after)) {
      breaks = breaks.and(Breaks.SENDERS);
    }
    if (!within(now, before)) {
      breaks = breaks.and(Breaks.READERS);
    }
    add(before.path(), Kind.CODES, breaks, text(new TreeSet<>(old)), text(new TreeSet<>(now)));
  }

  /** Whether every one of the codes, which must be some, is accepted by a field. */
  private static boolean within(Set<String> codes, XsdField field) {
    ValueCheck check = field.check();
    return !codes.isEmpty() && check != null && codes.stream().allMatch(check::accepts);
  }

  private void patterns(String path, List<String> old, List<String> now) {
    if (!old.equals(now)) {
      // all of them must match, so one more is tighter; what another pattern lets through is
      // unknown
      boolean more = now.containsAll(old);
      boolean fewer = old.containsAll(now);
      Breaks breaks =
          more ? fewer ? Breaks.NOBODY : Breaks.SENDERS : fewer ? Breaks.READERS : Breaks.BOTH;
      add(path, Kind.PATTERN, breaks, text(old), text(now));
    }
  }

  private void bounds(XsdField before, XsdField after) {
    Facets old = before.facets();
    Facets now = after.facets();
    Breaks breaks =
        lower(
                first(old.minimum(), old.above()),
                old.minimum() != null,
                first(now.minimum(), now.above()),
                now.minimum() != null)
            .and(
                upper(
                    first(old.maximum(), old.below()),
                    old.maximum() != null,
                    first(now.maximum(), now.below()),
                    now.maximum() != null))
            .and(lower(time(old.earliest()), true, time(now.earliest()), true))
            .and(upper(time(old.latest()), true, time(now.latest()), true));
    if (breaks != Breaks.NOBODY) {
      add(before.path(), Kind.BOUNDS, breaks, boundary(old), boundary(now));
    }
  }

  private void compareAmount(
      String path,
      Kind kind,
      int oldFewest,
      int nowFewest,
      @Nullable Integer oldMost,
      @Nullable Integer nowMost) {
    Breaks breaks =
        lower(number(oldFewest), true, number(nowFewest), true)
            .and(upper(number(oldMost), true, number(nowMost), true));
    if (breaks != Breaks.NOBODY) {
      add(path, kind, breaks, range(oldFewest, oldMost), range(nowFewest, nowMost));
    }
  }

  private static Breaks lower(
      @Nullable BigDecimal old,
      boolean oldInclusive,
      @Nullable BigDecimal now,
      boolean nowInclusive) {
    if (old == null || now == null) {
      return old == now ? Breaks.NOBODY : old == null ? Breaks.SENDERS : Breaks.READERS;
    }
    int order = now.compareTo(old);
    boolean tighter = order > 0 || order == 0 && oldInclusive && !nowInclusive;
    boolean wider = order < 0 || order == 0 && !oldInclusive && nowInclusive;
    return tighter ? Breaks.SENDERS : wider ? Breaks.READERS : Breaks.NOBODY;
  }

  private static Breaks upper(
      @Nullable BigDecimal old,
      boolean oldInclusive,
      @Nullable BigDecimal now,
      boolean nowInclusive) {
    return lower(
        old == null ? null : old.negate(),
        oldInclusive,
        now == null ? null : now.negate(),
        nowInclusive);
  }

  /** A day or an instant as a number in the order of time. */
  private static @Nullable BigDecimal time(@Nullable String bound) {
    if (bound == null) {
      return null;
    }
    if (bound.indexOf('T') < 0) {
      return BigDecimal.valueOf(LocalDate.parse(bound).toEpochDay());
    }
    var instant = OffsetDateTime.parse(bound).toInstant();
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9));
  }

  private static @Nullable BigDecimal number(@Nullable Integer number) {
    return number == null ? null : BigDecimal.valueOf(number);
  }

  private static @Nullable BigDecimal first(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null ? other : one;
  }

  private static String word(XsdField field) {
    return field.kind() + (field.mustBeThere() ? ", required" : ", optional");
  }

  private static String range(int fewest, @Nullable Integer most) {
    return fewest + " … " + (most == null ? "∞" : most);
  }

  private static String digits(Facets facets) {
    return facets.totalDigits() + ", " + facets.fractionDigits() + " behind the point";
  }

  private static String boundary(Facets facets) {
    return Expectation.number("", facets).replaceFirst("^, ", "") + Expectation.bounds(facets);
  }

  private static String meaning(FieldDeclaration field) {
    return new TreeMap<>(field.labels())
        + " "
        + new TreeMap<>(field.documentation())
        + (field.codeMeanings().isEmpty() ? "" : " " + field.codeMeanings());
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private void add(String path, Kind kind, Breaks breaks, String before, String after) {
    changes.add(new SchemaChange(document, path, kind, breaks, before, after));
  }
}

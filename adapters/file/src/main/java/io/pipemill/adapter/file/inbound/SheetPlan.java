package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.workbook.CellNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a mapping expects of a sheet.
 *
 * @param name of its records, which {@code local-name()} reads; null for the sheet's own
 * @param sheets names or patterns of the sheets; empty for the first of the workbook
 * @param headerRow from 1; 0 if it is to be found
 * @param unitsRow from 1; 0 if it is the one below the header, where there are units
 * @param units what may stand in the units row, by column
 * @param key columns that tell one document's rows from another's
 * @param columns those of the mapping that the sheet has
 * @param dates columns whose plain numbers are dates
 * @param cells of the sheet that count as columns of every row, by the name they have in the
 *     mapping
 * @param merged columns in which a merged value counts for every row it covers
 * @param headerRows number of the header's rows; with several, names are joined: Plan/Qty
 * @param sections columns filled by the titles of sections, from the outermost, with their patterns
 * @param totals rows that add up others; null if there are none
 * @param ends what the first text of the row behind the table looks like
 * @param unpivot columns that stand across; null if there are none
 */
record SheetPlan(
    @Nullable String name,
    List<String> sheets,
    int headerRow,
    int unitsRow,
    Map<String, List<String>> units,
    List<String> key,
    Columns columns,
    Set<String> dates,
    Map<String, String> cells,
    Set<String> merged,
    int headerRows,
    Map<String, Wildcard> sections,
    @Nullable TotalsPlan totals,
    List<Wildcard> ends,
    @Nullable Unpivot unpivot) {

  private static final int MOST_ROWS = 1_048_576;

  /** The sheets of {@code source.sheets}, or the one that {@code source} itself describes. */
  static List<SheetPlan> parse(SourceRequest request, List<String> problems) {
    Settings source = request.source();
    Columns mapping = request.shape();
    RowLayout.refuseNested(mapping, source.place(), problems);
    List<String> key = source.list("key");
    List<SheetPlan> plans = new ArrayList<>();
    if (!source.has("sheets")) {
      plans.add(of(null, source, key, mapping, problems));
      return plans;
    }
    Settings sections = source.section("sheets");
    for (String name : sections.keys()) {
      Settings section = sections.section(name);
      List<String> own = section.list("key");
      plans.add(of(name, section, own.isEmpty() ? key : own, mapping, problems));
    }
    for (String column : all(mapping)) {
      if (plans.stream().noneMatch(plan -> plan.wanted().contains(column))) {
        problems.add(
            sections.place() + ": column " + column + " of the mapping is expected of no sheet");
      }
    }
    return plans;
  }

  private static SheetPlan of(
      @Nullable String name,
      Settings section,
      List<String> key,
      Columns mapping,
      List<String> problems) {
    List<String> sheets = section.list("sheet");
    Set<String> known = new LinkedHashSet<>(all(mapping));
    known.addAll(key);
    List<String> listed = section.list("columns");
    verify(section.place() + ".columns", listed, known, problems);
    Columns columns = listed.isEmpty() ? mapping : restricted(mapping, listed);
    if (!mapping.groups().isEmpty() && key.isEmpty()) {
      problems.add(
          section.place()
              + ".key: missing, expected the columns that tell one document's rows from another's");
    }
    Set<String> wanted = new LinkedHashSet<>(all(columns));
    wanted.addAll(key);
    Settings declared = section.section("units");
    Map<String, List<String>> units = new LinkedHashMap<>();
    for (String column : declared.keys()) {
      units.put(column, declared.list(column).stream().map(SheetPlan::plain).toList());
    }
    Map<String, String> cells = cells(section.section("cells"), problems);
    verify(section.place() + ".cells", List.copyOf(cells.keySet()), wanted, problems);
    List<String> dates = section.list("dates");
    List<String> merged = section.list("merged");
    Map<String, Wildcard> titles = titles(section.section("sections"));
    verify(section.place() + ".sections", List.copyOf(titles.keySet()), wanted, problems);
    TotalsPlan totals = TotalsPlan.parse(section, titles.keySet(), problems);
    if (totals != null) {
      verify(section.place() + ".totals.in", totals.in(), wanted, problems);
      verify(section.place() + ".totals.check", totals.check(), wanted, problems);
    }
    Unpivot unpivot = Unpivot.parse(section, problems);
    if (unpivot != null) {
      verify(section.place() + ".unpivot", unpivot.columns(), wanted, problems);
    }
    verify(section.place() + ".units", List.copyOf(units.keySet()), wanted, problems);
    verify(section.place() + ".dates", dates, wanted, problems);
    verify(section.place() + ".merged", merged, wanted, problems);
    return new SheetPlan(
        name,
        sheets.isEmpty() && name != null ? List.of(name) : sheets,
        section.integer("headerRow", 0, 1, MOST_ROWS),
        section.integer("unitsRow", 0, 1, MOST_ROWS),
        units,
        key,
        columns,
        Set.copyOf(dates),
        cells,
        Set.copyOf(merged),
        section.integer("headerRows", 1, 1, 5),
        titles,
        totals,
        Wildcard.all(section.list("end")),
        unpivot);
  }

  private static Map<String, Wildcard> titles(Settings declared) {
    Map<String, Wildcard> titles = new LinkedHashMap<>();
    for (String column : declared.keys()) {
      titles.put(column, Wildcard.of(declared.text(column, "*")));
    }
    return titles;
  }

  private static Map<String, String> cells(Settings declared, List<String> problems) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (String name : declared.keys()) {
      String cell = declared.text(name, "").strip().toUpperCase(Locale.ROOT);
      int row = CellNames.row(cell);
      if (CellNames.column(cell) < 0 || row < 1 || row > SheetTemplate.TOP) {
        problems.add(
            declared.place()
                + "."
                + name
                + ": found "
                + cell
                + ", expected a cell of the first "
                + SheetTemplate.TOP
                + " rows such as B2");
      } else {
        cells.put(name, cell);
      }
    }
    return cells;
  }

  private static void verify(
      String place, List<String> names, Set<String> known, List<String> problems) {
    for (String name : names) {
      if (!known.contains(name)) {
        String like = RowLayout.like(name, List.copyOf(known));
        problems.add(
            place
                + ": found "
                + name
                + ", expected a column of the mapping"
                + (like == null ? "" : ", did you mean '" + like + "'?"));
      }
    }
  }

  private static List<String> all(Columns columns) {
    Set<String> all = new LinkedHashSet<>(columns.columns());
    columns.groups().values().forEach(group -> all.addAll(group.columns()));
    all.remove("local-name()");
    return List.copyOf(all);
  }

  /**
   * The columns the sheet has to have. The records have all columns of the mapping all the same, so
   * that one mapping reads sheets that differ.
   */
  private static Columns restricted(Columns mapping, List<String> listed) {
    Map<String, Columns> groups = new LinkedHashMap<>();
    mapping.groups().forEach((name, group) -> groups.put(name, restricted(group, listed)));
    return new Columns(mapping.columns().stream().filter(listed::contains).toList(), groups);
  }

  /** Names of all columns that must be there, with those that are single cells. */
  Set<String> wanted() {
    Set<String> wanted = new LinkedHashSet<>(all(columns));
    wanted.addAll(key);
    return wanted;
  }

  /** Names that must stand in the header. */
  Set<String> headings() {
    Set<String> headings = wanted();
    headings.removeAll(cells.keySet());
    headings.removeAll(sections.keySet());
    if (unpivot != null) {
      headings.removeAll(unpivot.columns());
    }
    return headings;
  }

  /** The sheets of a workbook that are meant, in its order. */
  List<String> of(List<String> workbook) {
    if (sheets.isEmpty()) {
      return workbook.subList(0, 1);
    }
    List<Pattern> patterns = sheets.stream().map(SheetPlan::glob).toList();
    return workbook.stream()
        .filter(sheet -> patterns.stream().anyMatch(p -> p.matcher(plain(sheet)).matches()))
        .toList();
  }

  private static Pattern glob(String text) {
    StringBuilder pattern = new StringBuilder();
    for (char c : plain(text).toCharArray()) {
      pattern.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(
        pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  /** A name without the line breaks and blanks that cells have for the eye. */
  static String plain(String text) {
    return text.strip().replaceAll("[\\s\\u00a0\\u3000]+", " ");
  }
}

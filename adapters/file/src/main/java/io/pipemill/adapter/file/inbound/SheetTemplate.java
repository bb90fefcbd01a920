package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.adapter.file.internal.workbook.CellNames;
import io.pipemill.adapter.file.internal.workbook.Merged;
import io.pipemill.adapter.file.internal.workbook.SheetRow;
import io.pipemill.adapter.file.internal.workbook.SheetRows;
import io.pipemill.adapter.file.internal.workbook.Workbook;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the top of a sheet against what the mapping expects: a template that someone has changed is
 * told as one, before its rows are rejected one by one.
 */
final class SheetTemplate {
  /** Rows in which a header, and single cells, are looked for. */
  static final int TOP = 60;

  /**
   * What was found.
   *
   * @param layout of its rows
   * @param width of the header; behind it the layout has the single cells
   * @param cells what they hold
   * @param dataFrom number of the first row of data
   * @param across columns that stand across; null if there are none
   */
  record Found(
      RowLayout layout,
      int width,
      List<Object> cells,
      int dataFrom,
      Unpivot.@Nullable Found across) {}

  private final String sheet;
  private final SheetPlan plan;
  private final Columns all;
  private final Set<String> wanted;
  private final List<SheetRow> top;
  private final HeaderNames headings;

  private SheetTemplate(
      String sheet, SheetPlan plan, Columns all, List<SheetRow> top, List<Merged> merged) {
    this.sheet = sheet;
    this.plan = plan;
    this.all = all;
    this.wanted = plan.headings();
    this.top = top;
    this.headings = new HeaderNames(top, plan.headerRows(), merged);
  }

  /**
   * @param all columns of the mapping, those of other sheets too
   * @throws UnreadableFileException if the sheet is another template
   */
  static Found find(Workbook workbook, String sheet, SheetPlan plan, Columns all)
      throws IOException {
    int last =
        Math.max(TOP, Math.max(plan.headerRow(), plan.unitsRow()) + 1) + plan.headerRows() - 1;
    List<SheetRow> top = new ArrayList<>();
    List<Merged> merged = List.of();
    try (SheetRows rows = workbook.rows(sheet)) {
      SheetRow row = rows.next();
      for (; row != null && row.number() <= last; row = rows.next()) {
        top.add(row);
      }
      if (plan.headerRows() > 1) {
        // which cells are merged stands behind the rows
        while (row != null) {
          row = rows.next();
        }
        merged = rows.merged();
      }
    }
    return new SheetTemplate(sheet, plan, all, top, merged).find();
  }

  private Found find() throws UnreadableFileException {
    SheetRow best = best();
    if (best == null) {
      throw wrong("", null, "a header with " + wanted, place(1), "the sheet is empty");
    }
    SheetRow header = best;
    int fixed = plan.headerRow();
    if (fixed > 0) {
      SheetRow there = row(fixed);
      header = there == null ? new SheetRow(fixed, new @Nullable Object[0]) : there;
    } else if (fitting(best) * 2 < wanted.size() || fitting(best) == 0 && plan.unpivot() != null) {
      throw wrong(
          String.join(", ", wanted),
          String.join(" | ", names(best)),
          "a row with the columns " + wanted,
          place(best.number()),
          "no header was found in the first "
              + TOP
              + " rows; row "
              + best.number()
              + " has "
              + fitting(best)
              + " of "
              + wanted.size()
              + " columns");
    }
    List<String> names = names(header);
    verify(header, names, best);
    List<Object> cells = cells();
    Unpivot unpivot = plan.unpivot();
    int first = header.number();
    Unpivot.Found across =
        unpivot == null
            ? null
            : unpivot.find(
                names,
                wanted,
                names.size() + plan.cells().size() + plan.sections().size(),
                column -> cell(column, first));
    int lastHeader = first + plan.headerRows() - 1;
    int units = verifyUnits(lastHeader, names, across);
    RowLayout layout = layout(names, across);
    return new Found(layout, names.size(), cells, Math.max(lastHeader, units) + 1, across);
  }

  /** The header's columns, then single cells, titles of sections, and what stands across. */
  private RowLayout layout(List<String> names, Unpivot.@Nullable Found across)
      throws UnreadableFileException {
    List<String> own = ofMapping(names);
    List<String> letters =
        new ArrayList<>(IntStream.range(0, names.size()).mapToObj(CellNames::letters).toList());
    own.addAll(plan.cells().keySet());
    own.addAll(plan.sections().keySet());
    while (letters.size() < own.size()) {
      letters.add("");
    }
    if (across != null) {
      across.across().stream().forEach(place -> own.set(place, names.get(place)));
      own.addAll(across.plan().columns());
      letters.addAll(Unpivot.offsets(across));
    }
    String record = plan.name() == null ? sheet : plan.name();
    return RowLayout.ofSheet(record, own, plan.key(), all, letters);
  }

  private List<Object> cells() throws UnreadableFileException {
    List<Object> values = new ArrayList<>();
    for (Map.Entry<String, String> each : plan.cells().entrySet()) {
      int number = CellNames.row(each.getValue());
      SheetRow row = row(number);
      Object value = row == null ? null : row.cell(CellNames.column(each.getValue()));
      if (value == null || value.toString().isBlank()) {
        throw wrong(
            each.getKey(),
            null,
            "a value in cell " + each.getValue(),
            cell(CellNames.column(each.getValue()), number),
            "cell " + each.getValue() + " with '" + each.getKey() + "' is empty");
      }
      values.add(value);
    }
    return values;
  }

  /** The row that has most of the columns. */
  private @Nullable SheetRow best() {
    SheetRow best = null;
    for (SheetRow row : top) {
      // with several rows, the row above a header has those names that only stand in its first one
      boolean below = plan.headerRows() > 1 && best != null && row.number() == best.number() + 1;
      int more = best == null ? 1 : fitting(row) - fitting(best);
      if (more > 0 || more == 0 && below && fitting(row) > 0) {
        best = row;
      }
    }
    return best;
  }

  private int fitting(SheetRow row) {
    List<String> names = names(row);
    int fitting = (int) wanted.stream().filter(column -> place(names, column) >= 0).count();
    Unpivot unpivot = plan.unpivot();
    return unpivot != null && unpivot.anyHeading(names) ? fitting + 1 : fitting;
  }

  private @Nullable SheetRow row(int number) {
    return top.stream().filter(row -> row.number() == number).findFirst().orElse(null);
  }

  private List<String> names(SheetRow row) {
    return headings.of(row);
  }

  private static int place(List<String> names, String column) {
    String plain = SheetPlan.plain(column);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equalsIgnoreCase(plain)) {
        return i;
      }
    }
    return -1;
  }

  /** The names as the mapping writes them; what it does not want is nameless. */
  private List<String> ofMapping(List<String> names) {
    List<String> own = new ArrayList<>(names.stream().map(name -> "").toList());
    for (String column : wanted) {
      own.set(place(names, column), column);
    }
    return own;
  }

  private void verify(SheetRow header, List<String> names, SheetRow best)
      throws UnreadableFileException {
    List<String> missing = wanted.stream().filter(c -> place(names, c) < 0).toList();
    if (!missing.isEmpty()) {
      List<String> free =
          names.stream()
              .filter(n -> !n.isEmpty() && wanted.stream().noneMatch(c -> same(c, n)))
              .toList();
      StringBuilder hint = new StringBuilder();
      for (String column : missing) {
        String like = RowLayout.like(SheetPlan.plain(column), free);
        hint.append(hint.length() == 0 ? "" : ", ").append('\'').append(column).append('\'');
        if (like != null) {
          hint.append(" (renamed to '").append(like).append("' in ");
          hint.append(CellNames.letters(names.indexOf(like))).append(header.number()).append("?)");
        }
      }
      String moved =
          best.number() != header.number() && fitting(best) > wanted.size() - missing.size()
              ? "; row "
                  + best.number()
                  + " has "
                  + fitting(best)
                  + " of them: the header has moved, correct or leave out source.headerRow"
              : "";
      throw wrong(
          String.join(", ", missing),
          String.join(" | ", names),
          "columns " + wanted,
          place(header.number()),
          "of "
              + wanted.size()
              + " columns "
              + missing.size()
              + " are missing in row "
              + header.number()
              + ": "
              + hint
              + moved);
    }
    for (String column : wanted) {
      int first = place(names, column);
      for (int i = first + 1; i < names.size(); i++) {
        if (same(column, names.get(i))) {
          throw wrong(
              column,
              column,
              "each column once",
              cell(i, header.number()),
              "column '"
                  + column
                  + "' stands twice: in "
                  + CellNames.letters(first)
                  + " and in "
                  + CellNames.letters(i));
        }
      }
    }
  }

  private static boolean same(String column, String name) {
    return SheetPlan.plain(column).equalsIgnoreCase(name);
  }

  /** Number of the units row, 0 if there is none. */
  private int verifyUnits(int headerRow, List<String> names, Unpivot.@Nullable Found across)
      throws UnreadableFileException {
    if (plan.units().isEmpty()) {
      return plan.unitsRow();
    }
    int number = plan.unitsRow() > 0 ? plan.unitsRow() : headerRow + 1;
    SheetRow row = row(number);
    for (Map.Entry<String, List<String>> unit : plan.units().entrySet()) {
      int value =
          across == null ? -1 : List.copyOf(across.plan().values().keySet()).indexOf(unit.getKey());
      if (across == null || value < 0) {
        verifyUnit(unit.getKey(), unit.getValue(), row, number, place(names, unit.getKey()));
      } else {
        for (Unpivot.Turn turn : across.turns()) {
          verifyUnit(unit.getKey(), unit.getValue(), row, number, turn.places()[value]);
        }
      }
    }
    return number;
  }

  private void verifyUnit(
      String name, List<String> units, @Nullable SheetRow row, int number, int column)
      throws UnreadableFileException {
    Object cell = row == null ? null : row.cell(column);
    String found = cell == null ? "" : SheetPlan.plain(cell.toString());
    if (!units.contains(found)) {
      throw new UnreadableFileException(
          new Violation(
              "FILE-038",
              name,
              found,
              String.join(" or ", units),
              cell(column, number),
              "the sheet is another template: column '"
                  + name
                  + "' is in '"
                  + found
                  + "', expected "
                  + String.join(" or ", units)));
    }
  }

  private String place(int row) {
    return SheetPlace.row(sheet, row);
  }

  private String cell(int column, int row) {
    return SheetPlace.cell(sheet, column, row);
  }

  private UnreadableFileException wrong(
      String field, @Nullable String value, String expected, String where, String message) {
    return new UnreadableFileException(
        new Violation(
            "FILE-034",
            field,
            value,
            expected,
            where,
            "sheet '" + sheet + "' is another template than the mapping expects: " + message));
  }
}

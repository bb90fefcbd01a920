package io.pipemill.control.workbook;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.control.workbook.Book.Fact;
import io.pipemill.control.workbook.Book.Legend;
import io.pipemill.control.workbook.Sheet.Column;
import io.pipemill.control.workbook.Sheet.Look;
import io.pipemill.control.workbook.Sheet.Mark;
import io.pipemill.control.workbook.Sheet.Row;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.describe.Examples;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.SystemDescription;
import io.pipemill.mapping.signed.SignedMappings;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the workbook of one system together. */
final class BookBuilder {
  private final DocumentCatalog catalog;
  private final Words words;
  private final LocalDate today;
  private final ZoneId zone;

  BookBuilder(DocumentCatalog catalog, String language, LocalDate today, ZoneId zone) {
    this.catalog = catalog;
    this.words = Words.of(language);
    this.today = today;
    this.zone = zone;
  }

  Book build(SystemDescription system, @Nullable SignedMappings signed, Examples examples) {
    List<Comparison> comparisons = comparisons(system, signed, catalog, words);
    MappingSheets mappings = new MappingSheets(words, signed != null);
    OtherSheets others = new OtherSheets(words, mappings, catalog, comparisons);
    List<Sheet> sheets = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      MappingDescription now = comparison.now();
      sheets.add(
          mappings.fields(
              comparison, catalog.type(now.document()), examples.of(system.system(), now)));
    }
    int fieldSheets = sheets.size();
    sheets.add(others.rules());
    sheets.addAll(others.lists());
    sheets.add(others.ignored());
    sheets.add(others.unfilled());
    sheets.replaceAll(mappings::shown);
    ExternalSystem about = system.system();
    return new Book(
        words.language(),
        words.get("cover.title"),
        words.of(about.names()),
        facts(about, signed),
        versions(comparisons, sheets.subList(0, fieldSheets), signed, mappings),
        system.findings().stream()
            .filter(finding -> finding.error())
            .map(f -> f.file() + ":" + f.line() + " " + f.code() + " " + f.message())
            .toList(),
        words.get("cover.statement", about.id()),
        signatures(),
        legend(sheets),
        sheets,
        words.get("cover"),
        today.toString());
  }

  static List<Comparison> comparisons(
      SystemDescription system,
      @Nullable SignedMappings signed,
      DocumentCatalog catalog,
      Words words) {
    List<Comparison> comparisons = new ArrayList<>();
    for (MappingDescription mapping : system.mappings()) {
      MappingBundle then = signed == null ? null : signed.bundle(mapping.file());
      comparisons.add(
          new Comparison(
              mapping,
              then == null ? null : MappingDescription.of(then, catalog),
              signed != null,
              words));
    }
    return comparisons;
  }

  private List<Fact> facts(ExternalSystem about, @Nullable SignedMappings signed) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact(words.get("cover.system"), words.of(about.names())));
    facts.add(new Fact(words.get("cover.id"), about.id()));
    facts.add(new Fact(words.get("cover.owner"), about.owner()));
    facts.add(new Fact(words.get("cover.transport"), about.transport()));
    facts.add(new Fact(words.get("cover.date"), today.toString()));
    facts.add(
        new Fact(
            words.get("cover.signed"),
            signed == null
                ? words.get("cover.unsigned")
                : words.get(
                    "cover.signed.by",
                    signed.by(),
                    signed.at().atZone(zone).toLocalDate().toString())));
    return facts;
  }

  private Sheet versions(
      List<Comparison> comparisons,
      List<Sheet> sheets,
      @Nullable SignedMappings signed,
      MappingSheets mappings) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < comparisons.size(); i++) {
      MappingDescription now = comparisons.get(i).now();
      MappingBundle then = signed == null ? null : signed.bundle(now.file());
      Mark mark = mark(now, then, signed != null);
      Mark shown = missing(now) > 0 ? Mark.MISSING : mark;
      rows.add(
          new Row(
              shown,
              false,
              List.of(
                  mappings.name(now),
                  now.file(),
                  now.version(),
                  then == null ? words.get("none") : then.version(),
                  String.valueOf(now.fields().stream().filter(f -> !f.section()).count()),
                  String.valueOf(missing(now)),
                  state(mark, signed != null, sheets.get(i)))));
    }
    if (signed != null) {
      for (MappingBundle gone : signed.bundles()) {
        if (comparisons.stream().noneMatch(c -> c.now().file().equals(gone.file()))) {
          rows.add(
              new Row(
                  Mark.REMOVED,
                  false,
                  List.of(
                      gone.file(),
                      gone.file(),
                      words.get("none"),
                      gone.version(),
                      "",
                      "",
                      words.get("change.removed"))));
        }
      }
    }
    return new Sheet(
        "",
        words.get("cover.versions"),
        List.of(),
        List.of(
            mappings.column("mapping", 24, Look.WORDS),
            mappings.column("file", 24, Look.CODE),
            mappings.column("version", 20, Look.CODE),
            mappings.column("signed", 20, Look.CODE),
            mappings.column("filled", 10, Look.WORDS),
            mappings.column("missing", 14, Look.WORDS),
            mappings.column("state", 34, Look.WORDS)),
        rows,
        "");
  }

  private static Mark mark(MappingDescription now, @Nullable MappingBundle then, boolean signed) {
    if (!signed) {
      return Mark.NONE;
    }
    if (then == null) {
      return Mark.ADDED;
    }
    return then.version().equals(now.version()) ? Mark.NONE : Mark.CHANGED;
  }

  private static long missing(MappingDescription mapping) {
    return mapping.unfilled().stream().filter(MappingDescription.Unfilled::required).count();
  }

  private String state(Mark mark, boolean signed, Sheet sheet) {
    if (!signed) {
      return words.get("state.unsigned");
    }
    return switch (mark) {
      case NONE -> words.get("state.same");
      case ADDED -> words.get("state.new");
      default -> {
        Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
        sheet.rows().forEach(row -> counts.merge(row.mark(), 1, Integer::sum));
        yield words.get(
            "state.changed",
            counts.getOrDefault(Mark.ADDED, 0),
            counts.getOrDefault(Mark.REMOVED, 0),
            counts.getOrDefault(Mark.CHANGED, 0));
      }
    };
  }

  private Sheet signatures() {
    List<Row> rows = new ArrayList<>();
    for (String role : List.of("prepared", "checked", "approved")) {
      rows.add(new Row(Mark.NONE, false, List.of(words.get("role." + role), "", "", "")));
    }
    return new Sheet(
        "",
        words.get("cover.signatures"),
        List.of(),
        List.of(
            new Column(words.get("column.role"), 24, Look.WORDS),
            new Column(words.get("column.name"), 24, Look.WORDS),
            new Column(words.get("column.date"), 20, Look.WORDS),
            new Column(words.get("column.signature"), 20, Look.WORDS)),
        rows,
        "");
  }

  private List<Legend> legend(List<Sheet> sheets) {
    List<Legend> legend = new ArrayList<>();
    for (Mark mark : List.of(Mark.ADDED, Mark.CHANGED, Mark.REMOVED, Mark.MISSING)) {
      if (sheets.stream().anyMatch(s -> s.rows().stream().anyMatch(r -> r.mark() == mark))) {
        legend.add(new Legend(mark, words.get("legend." + mark)));
      }
    }
    return legend;
  }
}

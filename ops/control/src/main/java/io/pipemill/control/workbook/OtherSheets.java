package io.pipemill.control.workbook;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.control.workbook.Sheet.Column;
import io.pipemill.control.workbook.Sheet.Look;
import io.pipemill.control.workbook.Sheet.Mark;
import io.pipemill.control.workbook.Sheet.Row;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.CodeTable;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Ignored;
import io.pipemill.mapping.describe.MappingDescription.Rule;
import io.pipemill.mapping.describe.MappingDescription.Unfilled;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules, code lists, ignored columns and fields not filled, of all mappings of a system. */
final class OtherSheets {
  private final Words words;
  private final MappingSheets sheets;
  private final DocumentCatalog catalog;
  private final List<Comparison> comparisons;

  OtherSheets(
      Words words, MappingSheets sheets, DocumentCatalog catalog, List<Comparison> comparisons) {
    this.words = words;
    this.sheets = sheets;
    this.catalog = catalog;
    this.comparisons = comparisons;
  }

  Sheet rules() {
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      String mapping = sheets.name(comparison.now());
      for (Rule rule : Comparison.rules(comparison.now())) {
        rows.add(rule(mapping, rule, comparison.of(rule)));
      }
      for (Rule rule : comparison.removedRules()) {
        rows.add(rule(mapping, rule, comparison.removed()));
      }
    }
    return new Sheet(
        words.get("rules"),
        words.get("rules.title"),
        List.of(words.get("rules.note")),
        sheets.columns(
            sheets.column("mapping", 22, Look.WORDS),
            sheets.column("rule", 30, Look.WORDS),
            sheets.column("written", 80, Look.CODE),
            sheets.column("source", 26, Look.CODE),
            sheets.column("line", 7, Look.WORDS)),
        rows,
        words.get("rules.none"));
  }

  private Row rule(String mapping, Rule rule, Change change) {
    String base = rule.key().replaceAll("\\[\\d+]$", "");
    String key = "rule." + (base.startsWith("keys.") ? "keys" : base);
    String told =
        words.has(key) ? words.get(key, base.substring(base.indexOf('.') + 1)) : rule.key();
    return sheets.row(
        change,
        false,
        List.of(
            mapping,
            told,
            rule.text(),
            String.join("\n", rule.sources()),
            rule.line() == 0 ? "" : String.valueOf(rule.line())));
  }

  /** One for each list, with the mappings that name it. */
  List<Sheet> lists() {
    Map<String, Comparison> owners = new LinkedHashMap<>();
    for (Comparison comparison : comparisons) {
      comparison.now().lists().forEach(list -> owners.putIfAbsent(list.name(), comparison));
    }
    List<Sheet> all = new ArrayList<>();
    owners.keySet().stream()
        .sorted()
        .forEach(
            name -> {
              Comparison owner = owners.get(name);
              CodeTable list = owner == null ? null : owner.now().list(name);
              if (owner != null && list != null) {
                all.add(list(list, owner));
              }
            });
    return all;
  }

  private Sheet list(CodeTable list, Comparison owner) {
    List<Column> columns = new ArrayList<>();
    for (String column : list.columns()) {
      String key = "list.column." + column;
      columns.add(
          new Column(
              words.has(key) ? words.get(key) : column,
              column.startsWith("name") ? 40 : 24,
              column.startsWith("name") ? Look.WORDS : Look.CODE));
    }
    List<Row> rows = new ArrayList<>();
    owner
        .list(list)
        .forEach(
            (cells, change) -> {
              List<String> row = new ArrayList<>(cells);
              while (row.size() < columns.size()) {
                row.add("");
              }
              rows.add(sheets.row(change, false, row.subList(0, columns.size())));
            });
    Set<String> users = new LinkedHashSet<>();
    for (Comparison comparison : comparisons) {
      for (Field field : comparison.now().fields()) {
        if (field.lists().contains(list.name())) {
          users.add(sheets.name(comparison.now()) + ": " + field.target());
        }
      }
    }
    return new Sheet(
        words.get("list", list.name()),
        words.get("list.title", list.name()),
        List.of(words.get("list.note", list.rows().size(), String.join(", ", users))),
        sheets.columns(columns.toArray(new Column[0])),
        rows,
        words.get("list.none"));
  }

  Sheet ignored() {
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      for (Ignored ignored : comparison.now().ignored()) {
        rows.add(ignored(comparison, ignored, comparison.of(ignored)));
      }
      for (Ignored ignored : comparison.removedIgnored()) {
        rows.add(ignored(comparison, ignored, comparison.removed()));
      }
    }
    return new Sheet(
        words.get("ignored"),
        words.get("ignored.title"),
        List.of(words.get("ignored.note")),
        sheets.columns(
            sheets.column("mapping", 22, Look.WORDS),
            sheets.column("source", 44, Look.CODE),
            sheets.column("reason", 70, Look.WORDS),
            sheets.column("line", 7, Look.WORDS)),
        rows,
        words.get("ignored.none"));
  }

  private Row ignored(Comparison comparison, Ignored ignored, Change change) {
    return sheets.row(
        change,
        false,
        List.of(
            sheets.name(comparison.now()),
            ignored.column(),
            ignored.reason(),
            String.valueOf(ignored.line())));
  }

  Sheet unfilled() {
    FieldWords fieldWords = new FieldWords(words);
    List<Row> rows = new ArrayList<>();
    for (Comparison comparison : comparisons) {
      MappingDescription mapping = comparison.now();
      DocumentType type = catalog.type(mapping.document());
      for (Unfilled unfilled : mapping.unfilled()) {
        FieldType field = type.field(unfilled.path());
        Change change =
            unfilled.required()
                ? new Change(Mark.MISSING, words.get("missing"))
                : comparison.ofUnfilled(unfilled.path());
        boolean in = mapping.direction() == Direction.IN;
        rows.add(
            sheets.row(
                change,
                false,
                List.of(
                    sheets.name(mapping),
                    unfilled.path(),
                    field == null ? "" : fieldWords.meaning(type, field),
                    field == null ? "" : fieldWords.type(field),
                    in ? fieldWords.required(type, unfilled.path()) : "")));
      }
    }
    return new Sheet(
        words.get("unfilled"),
        words.get("unfilled.title"),
        List.of(words.get("unfilled.note")),
        sheets.columns(
            sheets.column("mapping", 22, Look.WORDS),
            sheets.column("field", 32, Look.CODE),
            sheets.column("meaning", 60, Look.WORDS),
            sheets.column("type", 30, Look.WORDS),
            sheets.column("required", 14, Look.WORDS)),
        rows,
        words.get("unfilled.none"));
  }
}

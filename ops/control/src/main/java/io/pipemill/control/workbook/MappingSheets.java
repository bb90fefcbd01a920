package io.pipemill.control.workbook;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.control.workbook.Sheet.Column;
import io.pipemill.control.workbook.Sheet.Look;
import io.pipemill.control.workbook.Sheet.Mark;
import io.pipemill.control.workbook.Sheet.Row;
import io.pipemill.mapping.describe.Examples.Example;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.describe.MappingDescription.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sheet of one mapping: a row for each thing that is filled. */
final class MappingSheets {
  private final Words words;
  private final FieldWords fieldWords;
  private final boolean signed;

  /**
   * @param signed whether the sheets say what changed
   */
  MappingSheets(Words words, boolean signed) {
    this.words = words;
    this.fieldWords = new FieldWords(words);
    this.signed = signed;
  }

  Sheet fields(Comparison comparison, DocumentType type, Map<String, Example> examples) {
    MappingDescription mapping = comparison.now();
    boolean in = mapping.direction() == Direction.IN;
    List<Row> rows = new ArrayList<>();
    for (Field field : mapping.fields()) {
      Change change = comparison.of(field);
      rows.add(row(field, change, type, in, examples.get(field.key())));
    }
    if (in) {
      for (var unfilled : mapping.unfilled()) {
        if (unfilled.required()) {
          rows.add(missing(unfilled.path(), type));
        }
      }
    }
    comparison
        .removedFields()
        .forEach(field -> rows.add(row(field, comparison.removed(), type, in, null)));
    return new Sheet(
        name(mapping),
        title(mapping),
        List.of(
            words.get(in ? "fields.note.in" : "fields.note.out"),
            words.get("fields.note.version", mapping.file(), mapping.version())),
        in ? inboundColumns() : outboundColumns(),
        rows,
        words.get("fields.none"));
  }

  String name(MappingDescription mapping) {
    return words.get("name." + mapping.direction(), mapping.document().name());
  }

  String title(MappingDescription mapping) {
    return words.get("title." + mapping.direction(), mapping.document());
  }

  /** Puts what changed in front, where there is a signed version to compare with. */
  List<Column> columns(Column... columns) {
    List<Column> all = new ArrayList<>();
    if (signed) {
      all.add(new Column(words.get("column.change"), 28, Look.WORDS));
    }
    all.addAll(List.of(columns));
    return all;
  }

  Row row(Change change, boolean section, List<String> cells) {
    List<String> all = new ArrayList<>();
    if (signed) {
      all.add(told(change));
    }
    all.addAll(cells);
    return new Row(change.mark(), section, all);
  }

  private String told(Change change) {
    return switch (change.mark()) {
      case NONE -> "";
      case CHANGED -> words.get("mark.CHANGED") + "\n" + change.what();
      default -> words.get("mark." + change.mark());
    };
  }

  /** Without the column of changes, where no row has any. */
  Sheet shown(Sheet sheet) {
    if (!signed || sheet.rows().stream().anyMatch(row -> row.mark() != Mark.NONE)) {
      return sheet;
    }
    List<String> notes = new ArrayList<>(sheet.notes());
    if (!sheet.rows().isEmpty()) {
      notes.add(words.get("unchanged"));
    }
    return new Sheet(
        sheet.name(),
        sheet.title(),
        notes,
        sheet.columns().subList(1, sheet.columns().size()),
        sheet.rows().stream()
            .map(
                row ->
                    new Row(row.mark(), row.section(), row.cells().subList(1, row.cells().size())))
            .toList(),
        sheet.none());
  }

  Column column(String key, int width, Look look) {
    return new Column(words.get("column." + key), width, look);
  }

  private List<Column> inboundColumns() {
    return columns(
        column("field", 24, Look.CODE),
        column("meaning", 34, Look.WORDS),
        column("type", 18, Look.WORDS),
        column("required", 13, Look.WORDS),
        column("source", 26, Look.CODE),
        column("steps", 42, Look.WORDS),
        column("list", 16, Look.CODE),
        column("example.source", 22, Look.CODE),
        column("example.canonical", 22, Look.CODE),
        column("line", 7, Look.WORDS));
  }

  private List<Column> outboundColumns() {
    return columns(
        column("target", 30, Look.CODE),
        column("field", 24, Look.CODE),
        column("meaning", 34, Look.WORDS),
        column("type", 18, Look.WORDS),
        column("steps", 42, Look.WORDS),
        column("list", 16, Look.CODE),
        column("example.canonical", 22, Look.CODE),
        column("example.target", 22, Look.CODE),
        column("line", 7, Look.WORDS));
  }

  private Row row(
      Field field, Change change, DocumentType type, boolean in, @Nullable Example example) {
    String named = in ? field.target() : first(field.sources());
    FieldType canonical = named.isEmpty() ? null : type.field(named);
    String meaning = canonical == null ? envelope(field) : fieldWords.meaning(type, canonical);
    String holds = canonical == null ? "" : fieldWords.type(canonical);
    String sources = String.join("\n", field.sources());
    String steps = fieldWords.steps(field.steps(), in ? Direction.IN : Direction.OUT);
    String lists = String.join("\n", field.lists());
    String from = example == null ? "" : example.from();
    String to = example == null ? "" : example.to();
    String line =
        field.file().contains("/")
            ? field.file() + ":" + field.line()
            : String.valueOf(field.line());
    String path = field.target();
    List<String> cells =
        in
            ? List.of(
                path,
                meaning,
                holds,
                fieldWords.required(type, path),
                sources,
                steps,
                lists,
                from,
                to,
                line)
            : List.of(path, sources, meaning, holds, steps, lists, from, to, line);
    return row(change, field.section(), cells);
  }

  private Row missing(String path, DocumentType type) {
    FieldType field = type.field(path);
    List<String> cells =
        List.of(
            path,
            field == null ? "" : fieldWords.meaning(type, field),
            field == null ? "" : fieldWords.type(field),
            fieldWords.required(type, path),
            words.get("missing"),
            "",
            "",
            "",
            "",
            "");
    return row(new Change(Mark.MISSING, words.get("missing")), false, cells);
  }

  private String envelope(Field field) {
    String source = first(field.sources());
    String key = "meaning." + source;
    return words.has(key) ? words.get(key) : "";
  }

  private static String first(List<String> texts) {
    return texts.isEmpty() ? "" : texts.get(0);
  }
}

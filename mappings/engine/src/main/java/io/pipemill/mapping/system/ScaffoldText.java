package io.pipemill.mapping.system;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.canonical.model.FieldType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The texts of a scaffolded system folder, made from the model of its document type. */
public final class ScaffoldText {
  private static final List<String> USUAL_UNITS = List.of("t", "m3", "Cel", "kg/m3", "kPa", "mm");

  private final String id;
  private final String transport;
  private final DocumentType type;
  private final StringBuilder sample = new StringBuilder();
  private final StringBuilder sampleLines = new StringBuilder();

  public ScaffoldText(String id, String transport, DocumentType type) {
    this.id = id;
    this.transport = transport;
    this.type = type;
  }

  /** Path in the folder to text. */
  public Map<String, String> files() {
    String document = type.name().name();
    Map<String, String> files = new LinkedHashMap<>();
    files.put("system.yaml", system());
    files.put(document + ".in.yaml", mapping());
    files.put("golden/" + document + "/first/source.json", golden());
    files.put("README.md", readme());
    return files;
  }

  private String system() {
    String settings =
        transport.equals("jdbc")
            ? """
            # where the tables are; the password comes from the environment (env:NAME) or a file (file:PATH)
            jdbc: {url: "jdbc:postgresql://127.0.0.1:5432/%s", user: pipemill, passwordFrom: env:%s_PASSWORD, poll: 1s}
            """
                .formatted(id.replace('-', '_'), upper(id))
            : """
            # files dropped in inbox/%s; format: csv, excel, xml, dbf or fixed (adapters/file/README.md says their keys)
            file: {format: csv, encoding: UTF-8, delimiter: ",", header: true, pattern: "*.csv"}
            """
                .formatted(id);
    return """
        # What this system is and how it is reached.
        apiVersion: pipemill/v1
        id: %s
        name: {en: %s, zh: %s}
        owner: who answers for it
        transport: %s
        %s# documents it sends (in: one <document>.in.yaml each) and takes (out: one <document>.out.yaml each)
        documents: {in: [%s], out: []}
        # a customer or item nobody knows: reject, hold (wait for it) or create (make it from the document)
        onMissing: {customer: reject, item: reject}
        # versions: newest        # or every: may a newer version overtake one that is not yet sent
        # deletes: cancel         # or ignore: what a record gone from the source means
        """
        .formatted(id, id, id, transport, settings, type.name().name());
  }

  private String mapping() {
    StringBuilder text = new StringBuilder();
    String key =
        type.businessKey().stream().map(ScaffoldText::column).collect(Collectors.joining(", "));
    boolean lines = type.root().child("lines") != null;
    text.append("# ").append(type.name()).append(" out of ").append(id).append(".\n");
    text.append("# Left: canonical field. Right: source column, or {from: COLUMN, …}. ");
    text.append("Run `./pipemill mappings check` while you edit.\n");
    text.append("apiVersion: pipemill/v1\ndocument: ").append(type.name()).append('\n');
    if (transport.equals("jdbc")) {
      text.append("source: {table: ").append(upper(type.name().name())).append(", key: [");
      text.append(key).append("], changedBy: UPDATED_AT");
      text.append(
          lines
              ? ", lines: {table: %s_LINE, join: [%s], key: [%s]}}\n"
                  .formatted(upper(type.name().name()), key, column("lineNumber"))
              : "}\n");
    } else {
      text.append("# rows with the same key are the lines of one document\nsource: {key: [");
      text.append(key).append("]");
      text.append(lines ? ", lines: {key: [" + column("lineNumber") + "]}}\n" : "}\n");
    }
    text.append("# zone: Asia/Shanghai                                  # of times without one\n");
    text.append("# verb: {from: STATUS, values: {X: cancel}, default: process}\n");
    text.append("# eventTime: UPDATED_AT\n");
    text.append("# filter: {cel: \"source.STATUS != 'D'\", reason: DRAFT}   # what passes\n");
    text.append("fields:\n");
    sample.append('{');
    fields(type.root(), "", "  ", text, sample);
    text.append("# columns that are left out on purpose, each with the reason:\n");
    text.append("# ignore: {OPERATOR_MEMO: free text of the clerk}\n");
    return text.toString();
  }

  private void fields(
      FieldType owner, String prefix, String indent, StringBuilder text, StringBuilder json) {
    for (FieldType field : owner.children()) {
      String path = prefix + field.name();
      if (field.kind() == FieldKind.GROUP) {
        if (field.required()) {
          fields(field, path + ".", indent, text, json);
        } else {
          comment(indent + "# " + path + ".…", field, text);
        }
      } else if (field.kind() == FieldKind.LIST) {
        list(field, path, indent, text);
      } else {
        boolean mapped = field.required();
        String line = (mapped ? "" : "# ") + path + ": " + spec(field, path);
        comment(indent + line, field, text);
        if (mapped) {
          json.append(json.length() > 1 ? ", " : "");
          json.append('"').append(column(path)).append("\": ").append(value(field));
        }
      }
    }
  }

  private void list(FieldType field, String path, String indent, StringBuilder text) {
    boolean lines = path.equals("lines");
    if (!lines) {
      comment(indent + "# " + path + ": {each: …}", field, text);
      return;
    }
    text.append(indent).append(path).append(":\n");
    sampleLines.append('{');
    fields(field, "", indent + "  ", text, sampleLines);
    sampleLines.append('}');
  }

  private static void comment(String line, FieldType field, StringBuilder text) {
    String documentation = field.documentation().strip().replaceAll("\\s+", " ");
    text.append(line);
    if (!documentation.isEmpty()) {
      text.append(" ".repeat(Math.max(2, 64 - line.length()))).append("# ").append(documentation);
    }
    text.append('\n');
  }

  private static String spec(FieldType field, String path) {
    String column = column(path);
    return switch (field.kind()) {
      case QUANTITY -> "{from: " + column + ", unit: " + quoted(unit(field)) + "}";
      case MONEY -> "{from: " + column + ", currency: CNY}";
      case UNIT_PRICE -> "{from: " + column + ", currency: CNY, per: t}";
      case DATE -> "{from: " + column + ", date: yyyy-MM-dd}";
      case CODE ->
          "{from: "
              + column
              + ", values: {"
              + String.join(
                  ", ", new TreeSet<>(field.codes()).stream().map(c -> c + ": " + c).toList())
              + "}}";
      default -> column;
    };
  }

  /** Of the units a field allows, the one most sources have. */
  private static String unit(FieldType field) {
    FieldType unit = field.child("unit");
    Set<String> allowed = unit == null ? Set.of() : unit.codes();
    return allowed.isEmpty()
        ? "t"
        : USUAL_UNITS.stream()
            .filter(allowed::contains)
            .findFirst()
            .orElseGet(() -> new TreeSet<>(allowed).first());
  }

  /** A unit may begin with what YAML reads as a list. */
  private static String quoted(String unit) {
    return unit.matches("[A-Za-z][A-Za-z0-9/]*") ? unit : '"' + unit + '"';
  }

  private static String value(FieldType field) {
    return switch (field.kind()) {
      case QUANTITY, MONEY, UNIT_PRICE, DECIMAL -> "12.5";
      case INTEGER -> "1";
      case BOOLEAN -> "true";
      case DATE -> "\"2026-03-15\"";
      case INSTANT -> "{\"i\": \"2026-03-15T02:00:00Z\"}";
      case CODE -> "\"" + new TreeSet<>(field.codes()).first() + "\"";
      default ->
          switch (field.name()) {
            case "currency" -> "\"CNY\"";
            case "country" -> "\"CN\"";
            case "unit", "primaryUnit" -> "\"t\"";
            case "plate", "trailerPlate" -> "\"鲁B12345\"";
            default -> "\"" + upper(field.name()) + "-1\"";
          };
    };
  }

  private String golden() {
    String lines = sampleLines.length() == 0 ? "" : ",\n \"lines\": [\n  " + sampleLines + "\n ]";
    return sample + lines + "}\n";
  }

  private String readme() {
    return """
        # %s

        What this system is, who runs it, how it is reached; its quirks: key style, flags, units, encodings, dates.
        这个系统是什么、由谁运行、如何连接；它的特点：主键、标志、单位、编码、日期。

        | file | what |
        |---|---|
        | system.yaml | transport, documents, policies |
        | %s.in.yaml | how a record becomes a document |
        | codelists/*.csv | source,canonical,name_en,name_zh; named in a mapping by `codelist: <file name>` |
        | golden/%s/first | an example: source.json must become canonical.xml |

        Next: put the real columns into the mapping, `./pipemill mappings check`, replace the example by a real record, `./pipemill demo --systems-dir <folder above this one>`.
        """
        .formatted(id, type.name().name(), type.name().name());
  }

  private static String column(String path) {
    return upper(path.replace(".", "_"));
  }

  /** {@code orderNumber} → {@code ORDER_NUMBER}, {@code crude-retail} → {@code CRUDE_RETAIL}. */
  private static String upper(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}

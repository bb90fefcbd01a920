package io.pipemill.cli.mappings;

import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import java.io.PrintWriter;
import java.util.List;
import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/** What a trial found, as tables; the report on the node has all of it. */
final class TryPrint {
  private static final List<String> COUNTS =
      List.of(
          "unchanged",
          "changed",
          "newlyRejected",
          "newlyAccepted",
          "newlyFiltered",
          "stillRejected",
          "stillFiltered",
          "incomplete",
          "purged",
          "notMapped");
  private static final int DEAREST = 10;
  private final PrintWriter out;

  TryPrint(PrintWriter out) {
    this.out = out;
  }

  void print(JsonNode run, JsonNode result) {
    for (JsonNode part : result.path("documents")) {
      document(part);
    }
    out.println(
        Texts.of(
            "try.done",
            run.path("examined").asLong(0),
            run.path("seconds").asString(""),
            run.path("perSecond").asLong(0)));
    if (!result.path("complete").asBoolean(true)) {
      out.println(Texts.of("try.part"));
    }
    out.println(Texts.of("try.report", result.path("html").asString("")));
    out.println("  " + result.path("json").asString(""));
  }

  private void document(JsonNode part) {
    out.println(
        Texts.of(
            "try.mapping",
            part.path("document").asString(),
            part.path("file").asString(),
            part.path("version").asString(),
            part.path("versionInForce").asString()));
    Table counts = new Table("result", "#documents");
    for (String count : COUNTS) {
      if (part.path(count).asLong(0) > 0) {
        counts.row(Texts.of("try." + count), part.path(count).asString());
      }
    }
    counts.row(Texts.of("try.examined"), part.path("examined").asString());
    counts.print(out);
    causes(part.path("rejections"), "try.causes.rejections");
    causes(part.path("missing"), "try.causes.missing");
    causes(part.path("filtered"), "try.causes.filtered");
    causes(part.path("accepted"), "try.causes.accepted");
    fields(part.path("fields"));
    sums(part.path("sums"));
    dearest(part.path("dearest"));
    out.println();
  }

  private void causes(JsonNode causes, String heading) {
    if (causes.isEmpty()) {
      return;
    }
    heading(heading);
    Table table = new Table("code", "field", "#documents", "example", "message");
    for (JsonNode cause : causes) {
      JsonNode example = cause.path("examples").path(0);
      String value = example.path("after").asString("");
      table.row(
          cause.path("code").asString(),
          cause.path("field").asString(),
          cause.path("documents").asString(),
          example.path("businessKey").asString("") + (value.isEmpty() ? "" : ": " + value),
          cause.path("message").asString());
    }
    table.print(out);
  }

  private void fields(JsonNode fields) {
    if (fields.isEmpty()) {
      return;
    }
    heading("try.fields");
    Table table = new Table("field", "#documents", "#values", "key", "example");
    for (JsonNode field : fields) {
      JsonNode example = field.path("examples").path(0);
      table.row(
          field.path("field").asString(),
          field.path("documents").asString(),
          field.path("values").asString(),
          example.path("businessKey").asString(""),
          example.path("before").asString("–") + " → " + example.path("after").asString("–"));
    }
    table.print(out);
  }

  private void sums(JsonNode sums) {
    Table table = new Table("field", "unit", "#before", "#after", "#difference");
    for (JsonNode sum : sums) {
      if (sum.path("difference").asDecimal().signum() != 0) {
        table.row(
            sum.path("field").asString(),
            sum.path("unit").asString(),
            sum.path("before").asDecimal().toPlainString(),
            sum.path("after").asDecimal().toPlainString(),
            sum.path("difference").asDecimal().toPlainString());
      }
    }
    if (table.isEmpty()) {
      out.println(Texts.of("try.sums.same", sums.size()));
      return;
    }
    heading("try.sums");
    table.print(out);
  }

  private void dearest(JsonNode documents) {
    if (documents.isEmpty()) {
      return;
    }
    heading("try.dearest");
    Table table = new Table("key", "result", "#before", "#after", "#tonnes", "because");
    for (JsonNode document : documents.valueStream().limit(DEAREST).toList()) {
      table.row(
          document.path("businessKey").asString(""),
          Texts.of("verdict." + document.path("verdict").asString()),
          money(document.path("moneyBefore")),
          money(document.path("moneyAfter")),
          document.path("tonnesBefore").asDecimal().toPlainString()
              + " → "
              + document.path("tonnesAfter").asDecimal().toPlainString(),
          document.path("because").asString(""));
    }
    table.print(out);
  }

  private void heading(String key) {
    out.println();
    out.println(Texts.of(key));
  }

  private static String money(JsonNode byCurrency) {
    StringJoiner text = new StringJoiner(" + ");
    byCurrency
        .properties()
        .forEach(f -> text.add(f.getValue().asDecimal().toPlainString() + " " + f.getKey()));
    return text.toString();
  }
}

package io.pipemill.control.trial;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.control.trial.TrialResult.Cause;
import io.pipemill.control.trial.TrialResult.Dear;
import io.pipemill.control.trial.TrialResult.Example;
import io.pipemill.control.trial.TrialResult.Field;
import io.pipemill.control.trial.TrialResult.Part;
import io.pipemill.control.trial.TrialResult.Sum;
import io.pipemill.control.workbook.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** What a trial found, as one HTML page for the people who decide on the release. */
final class TrialPage {
  private static final String BUNDLE = "io.pipemill.control.trial.texts";
  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private final TrialResult result;
  private final Map<String, DocumentType> types;
  private final Words words;
  private final Html out;

  private TrialPage(TrialResult result, Map<String, DocumentType> types, Words words, Html out) {
    this.result = result;
    this.types = types;
    this.words = words;
    this.out = out;
  }

  static byte[] bytes(
      TrialResult result, Map<String, DocumentType> types, String language, ZonedDateTime at) {
    Words words = Words.of(BUNDLE, language);
    return Html.page(
        language,
        words.get("title") + " · " + result.system(),
        out -> new TrialPage(result, types, words, out).page(at));
  }

  private void page(ZonedDateTime at) throws XMLStreamException {
    out.text("h1", "", words.get("title"));
    out.text("p", "subtitle", result.system());
    out.start("dl", "");
    fact("at", at.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx")));
    fact("period", period());
    fact("complete", words.get(result.complete() ? "complete.yes" : "complete.no"));
    out.end();
    out.text("p", "statement", words.get("statement"));
    for (Part part : result.documents()) {
      section(part);
    }
  }

  private String period() {
    String from = result.from() == null ? words.get("period.first") : result.from();
    String to = result.to() == null ? words.get("period.last") : result.to();
    return from + " – " + to;
  }

  private void fact(String key, String value) throws XMLStreamException {
    out.text("dt", "", words.get(key));
    out.text("dd", "", value);
  }

  private void section(Part part) throws XMLStreamException {
    out.start("section", "");
    out.text("h2", "", part.document());
    out.text("p", "note", words.get("mapping", part.file(), part.version(), part.versionInForce()));
    if (part.version().equals(part.versionInForce())) {
      out.text("p", "note", words.get("mapping.same"));
    }
    counts(part);
    sums(part);
    causes("rejections", part.rejections(), "missing");
    causes("missing", part.missing(), "missing");
    causes("filtered", part.filtered(), "changed");
    causes("accepted", part.accepted(), "added");
    fields(part);
    dearest(part);
    out.end();
  }

  private void counts(Part part) throws XMLStreamException {
    List<Html.Row> rows = new ArrayList<>();
    count(rows, "unchanged", part.unchanged(), part, "");
    count(rows, "changed", part.changed(), part, "changed");
    count(rows, "newlyRejected", part.newlyRejected(), part, "missing");
    count(rows, "newlyAccepted", part.newlyAccepted(), part, "added");
    count(rows, "newlyFiltered", part.newlyFiltered(), part, "changed");
    count(rows, "stillRejected", part.stillRejected(), part, "");
    count(rows, "stillFiltered", part.stillFiltered(), part, "");
    count(rows, "incomplete", part.incomplete(), part, "missing");
    count(rows, "purged", part.purged(), part, "");
    count(rows, "notMapped", part.notMapped(), part, "");
    rows.add(
        new Html.Row(
            "group",
            List.of(words.get("count.examined"), Long.toString(part.examined()), "100 %", "")));
    out.table(headings("result", "documents", "share", "meaning"), List.of(3, 1, 1, 8), rows);
  }

  private void count(List<Html.Row> rows, String key, long count, Part part, String mark) {
    rows.add(
        new Html.Row(
            count == 0 ? "" : mark,
            List.of(
                words.get("count." + key),
                Long.toString(count),
                share(BigDecimal.valueOf(count), BigDecimal.valueOf(part.examined())),
                words.get("meaning." + key))));
  }

  private static String share(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? ""
        : part.multiply(HUNDRED).divide(whole.abs(), new MathContext(3)).toPlainString() + " %";
  }

  private void sums(Part part) throws XMLStreamException {
    out.text("h2", "", words.get("sums"));
    if (part.sums().isEmpty()) {
      out.text("p", "note", words.get("sums.none"));
      return;
    }
    out.text("p", "note", words.get("sums.note"));
    List<Html.Row> rows = new ArrayList<>();
    for (Sum sum : part.sums()) {
      rows.add(
          new Html.Row(
              sum.difference().signum() == 0 ? "" : "changed",
              List.of(
                  field(part, sum.field()),
                  sum.unit(),
                  sum.before().toPlainString(),
                  sum.after().toPlainString(),
                  (sum.difference().signum() > 0 ? "+" : "") + sum.difference().toPlainString(),
                  sum.difference().signum() == 0 ? "" : share(sum.difference(), sum.before()))));
    }
    out.table(
        headings("field", "unit", "before", "after", "difference", "share"),
        List.of(4, 1, 3, 3, 3, 1),
        rows);
  }

  private void causes(String key, List<Cause> causes, String mark) throws XMLStreamException {
    if (causes.isEmpty()) {
      return;
    }
    out.text("h2", "", words.get("causes." + key));
    List<Html.Row> rows = new ArrayList<>();
    for (Cause cause : causes) {
      StringJoiner examples = new StringJoiner("\n");
      for (Example example : cause.examples()) {
        examples.add(
            example.businessKey() + (example.after() == null ? "" : ": " + example.after()));
      }
      rows.add(
          new Html.Row(
              mark,
              List.of(
                  cause.code(),
                  cause.field(),
                  cause.message(),
                  Long.toString(cause.documents()),
                  examples.toString())));
    }
    out.table(
        headings("code", "field", "message", "documents", "examples"),
        List.of(2, 3, 6, 1, 4),
        rows);
  }

  private void fields(Part part) throws XMLStreamException {
    out.text("h2", "", words.get("fields"));
    if (part.fields().isEmpty()) {
      out.text("p", "note", words.get("fields.none"));
      return;
    }
    List<Html.Row> rows = new ArrayList<>();
    for (Field field : part.fields()) {
      StringJoiner examples = new StringJoiner("\n");
      for (Example example : field.examples()) {
        examples.add(
            example.businessKey()
                + "  "
                + example.path()
                + ": "
                + value(example.before())
                + " → "
                + value(example.after()));
      }
      rows.add(
          new Html.Row(
              "changed",
              List.of(
                  field(part, field.field()),
                  Long.toString(field.documents()),
                  Long.toString(field.values()),
                  examples.toString())));
    }
    out.table(headings("field", "documents", "values", "examples"), List.of(4, 1, 1, 9), rows);
  }

  private void dearest(Part part) throws XMLStreamException {
    if (part.dearest().isEmpty()) {
      return;
    }
    out.text("h2", "", words.get("dearest"));
    List<Html.Row> rows = new ArrayList<>();
    for (Dear dear : part.dearest()) {
      rows.add(
          new Html.Row(
              dear.verdict().equals("newly-rejected") ? "missing" : "",
              List.of(
                  String.valueOf(dear.businessKey()),
                  words.get("verdict." + dear.verdict()),
                  money(dear.moneyBefore()),
                  money(dear.moneyAfter()),
                  dear.tonnesBefore().toPlainString(),
                  dear.tonnesAfter().toPlainString(),
                  dear.because(),
                  dear.id().toString())));
    }
    out.table(
        headings(
            "key",
            "result",
            "money.before",
            "money.after",
            "tonnes.before",
            "tonnes.after",
            "because",
            "id"),
        List.of(3, 2, 2, 2, 2, 2, 5, 4),
        rows);
  }

  private List<String> headings(String... keys) {
    List<String> headings = new ArrayList<>();
    for (String key : keys) {
      headings.add(words.get("heading." + key));
    }
    return headings;
  }

  private static String money(Map<String, BigDecimal> money) {
    StringJoiner text = new StringJoiner(" + ");
    money.forEach((currency, amount) -> text.add(amount.toPlainString() + " " + currency));
    return text.toString();
  }

  private String value(@Nullable String value) {
    return value == null ? words.get("absent") : value;
  }

  private String field(Part part, String path) {
    DocumentType type = types.get(part.document());
    FieldType field = type == null ? null : type.field(path);
    String label = field == null ? "" : field.label(words.language());
    return field == null || label.equals(field.name()) ? path : label + "\n" + path;
  }
}

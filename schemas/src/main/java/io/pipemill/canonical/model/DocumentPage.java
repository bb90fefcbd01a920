package io.pipemill.canonical.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pages for people: each field with its meaning in English and in Chinese, side by side. */
final class DocumentPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="UTF-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>%s</title>
      <style>
      body { font: 15px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 2rem; color: #1b1f24; background: #fff; }
      h1 small, .zh { color: #57606a; font-weight: normal; }
      table { border-collapse: collapse; width: 100%%; }
      th, td { border-bottom: 1px solid #d8dee4; padding: .4rem .6rem; text-align: left; vertical-align: top; }
      th { position: sticky; top: 0; background: #f6f8fa; }
      code { font-family: ui-monospace, monospace; white-space: nowrap; }
      ul { margin: .3rem 0 0; padding-left: 1.2rem; }
      .required { font-weight: 600; }
      .made { color: #57606a; margin-top: 2rem; }
      @media (prefers-color-scheme: dark) {
        body { background: #0d1117; color: #e6edf3; } th { background: #161b22; } th, td { border-color: #30363d; }
        a { color: #58a6ff; }
      }
      </style>
      </head>
      <body>
      """;

  private static final FieldWords ENGLISH = new FieldWords("en");
  private static final FieldWords CHINESE = new FieldWords("zh");

  private final StringBuilder html = new StringBuilder();

  private DocumentPage(String title) {
    html.append(HEAD.formatted(escaped(title)));
  }

  static String of(CompiledDocument document, CompiledField root) {
    DocumentPage page = new DocumentPage(root.name + " " + document.name());
    page.document(document, root);
    return page.end();
  }

  /** The list of all documents. */
  static String index(Collection<DocumentType> documents) {
    DocumentPage page = new DocumentPage(ENGLISH.text("page.index"));
    page.html.append("<h1>").append(both("page.index")).append("</h1>\n<ul>\n");
    for (DocumentType document : documents) {
      String file = document.name() + "/" + document.root().name();
      page.html
          .append("<li><a href=\"%s.html\">%s</a> ".formatted(file, document.name()))
          .append(zh(document.root().label("zh")))
          .append(" — ")
          .append(escaped(document.root().documentation()))
          .append("</li>\n");
    }
    page.html.append("</ul>\n");
    return page.end();
  }

  private void document(CompiledDocument document, CompiledField root) {
    html.append("<p><a href=\"../../index.html\">← %s</a></p>\n".formatted(both("page.all")))
        .append("<h1>%s <small>%s · ".formatted(escaped(root.name), document.name()))
        .append(zh(root.label("zh")))
        .append("</small></h1>\n<p>")
        .append(meaning(root.documentation))
        .append("</p>\n<table>\n");
    fact("page.key", String.join(" + ", document.businessKey()));
    fact("page.search", String.join(", ", document.searchKeys()));
    String worth = document.worth();
    fact("page.worth", worth == null ? "" : worth);
    String quantity = document.quantity();
    fact("page.quantity", quantity == null ? "" : quantity);
    fact("page.namespace", root.namespace);
    html.append(
        "<tr><th>%s</th><td><a href=\"%s.xsd\">XSD</a> · <a href=\"%s.schema.json\">JSON Schema</a></td></tr>\n</table>\n"
            .formatted(both("page.files"), root.name, root.name));
    html.append("<h2>%s</h2>\n<table>\n<tr>".formatted(both("page.field")));
    for (String column : List.of("field", "name", "type", "required", "meaning")) {
      html.append("<th>").append(both("page." + column)).append("</th>");
    }
    html.append("</tr>\n");
    root.withDescendants().stream().skip(1).forEach(this::field);
    html.append("</table>\n");
  }

  private void fact(String key, String value) {
    if (!value.isEmpty()) {
      html.append(
          "<tr><th>%s</th><td><code>%s</code></td></tr>\n".formatted(both(key), escaped(value)));
    }
  }

  private void field(CompiledField field) {
    boolean required = field.required || field.wrapperRequired;
    long depth = field.path.chars().filter(c -> c == '.').count();
    html.append(
            "<tr id=\"%s\"><td style=\"padding-left:%spx\"><code%s title=\"%s\">%s</code></td>"
                .formatted(
                    field.path,
                    10 + 22 * depth,
                    required ? " class=\"required\"" : "",
                    field.path,
                    field.name + (field.kind == FieldKind.LIST ? "[]" : "")))
        .append("<td>" + zh(field.labels.getOrDefault("zh", "")) + "</td>")
        .append("<td>" + escaped(String.join("; ", ENGLISH.limits(field))) + "<br>")
        .append(zh(String.join("；", CHINESE.limits(field))) + "</td>")
        .append("<td>" + (required ? both("page.yes") : "") + "</td>")
        .append("<td>" + meaning(field.documentation));
    if (field.kind == FieldKind.CODE) {
      html.append("<ul>");
      new TreeMap<>(field.codeMeanings)
          .forEach(
              (code, meanings) ->
                  html.append(
                      "<li><code>%s</code> %s</li>".formatted(escaped(code), line(meanings))));
      html.append("</ul>");
    }
    html.append("</td></tr>\n");
  }

  private String end() {
    return html.append("<p class=\"made\">")
        .append(escaped(ENGLISH.text("page.made")))
        .append("<br>")
        .append(escaped(CHINESE.text("page.made")))
        .append("</p>\n</body>\n</html>\n")
        .toString();
  }

  private static String both(String key) {
    return escaped(ENGLISH.text(key)) + " " + zh(CHINESE.text(key));
  }

  private static String meaning(Map<String, String> meanings) {
    return texts(meanings, "<br>");
  }

  private static String line(Map<String, String> meanings) {
    return texts(meanings, " ");
  }

  private static String texts(Map<String, String> meanings, String between) {
    String english = escaped(meanings.getOrDefault("en", ""));
    String chinese = zh(meanings.getOrDefault("zh", ""));
    return english.isEmpty() || chinese.isEmpty() ? english + chinese : english + between + chinese;
  }

  private static String zh(String text) {
    return text.isEmpty() ? "" : "<span class=\"zh\" lang=\"zh\">" + escaped(text) + "</span>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.StrictText;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a file of lines of fixed width looks like.
 *
 * @param charset of its texts
 * @param inBytes whether widths count bytes, else characters
 * @param lineLength bytes of every line in a file without line breaks; 0 with them
 * @param shortLines whether columns may be missing at the end of a line
 * @param head the file's first line, whose columns belong to every document; null without
 * @param document a line that is a document or begins one
 * @param groups kinds of lines below it, by the name of the group; empty if every line is a
 *     document, or rows of one key are the lines of one
 * @param trailer the file's last line; null without
 * @param key columns that tell the lines of one document; empty if they follow each other
 */
record FixedPlan(
    Charset charset,
    boolean inBytes,
    int lineLength,
    boolean shortLines,
    @Nullable FixedType head,
    FixedType document,
    Map<String, FixedType> groups,
    @Nullable FixedTrailer trailer,
    List<String> key) {

  static FixedPlan parse(SourceRequest request, Charset charset, List<String> problems) {
    Settings file = request.settings();
    Settings source = request.source();
    boolean inBytes =
        file.choice("widths", "bytes", List.of("bytes", "characters")).equals("bytes");
    if ("\n".getBytes(charset).length != 1) {
      problems.add(
          file.place()
              + ".encoding: found "
              + charset.name()
              + ", expected one whose line breaks are single bytes, such as GB18030, UTF-8 or"
              + " IBM1047");
    }
    FixedType head = source.has("head") ? type("head", source, charset, problems) : null;
    FixedType document = FixedType.parse("document", source, charset, problems);
    Map<String, FixedType> groups = new LinkedHashMap<>();
    for (String name : request.shape().groups().keySet()) {
      Settings group =
          name.equals("lines") ? source.section(name) : source.section("groups").section(name);
      if (group.has("columns") || group.has("prefix")) {
        groups.put(name, FixedType.parse(name, group, charset, problems));
      }
      group.has("key");
    }
    FixedTrailer trailer =
        source.has("trailer")
            ? FixedTrailer.parse(source.section("trailer"), document, groups, charset, problems)
            : null;
    FixedPlan plan =
        new FixedPlan(
            charset,
            inBytes,
            file.integer("lineLength", 0, 1, 1_000_000),
            file.choice("shortLines", "reject", List.of("reject", "pad")).equals("pad"),
            head,
            document,
            groups,
            trailer,
            source.list("key"));
    plan.verify(request.shape(), source.place(), problems);
    return plan;
  }

  private static FixedType type(
      String name, Settings source, Charset charset, List<String> problems) {
    return FixedType.parse(name, source.section(name), charset, problems);
  }

  private void verify(Columns shape, String place, List<String> problems) {
    List<String> names = new ArrayList<>(document.names());
    if (head != null) {
      names.addAll(head.names());
    }
    if (head != null && head.prefix().length == 0) {
      problems.add(place + ".head.prefix: missing, expected what the first line begins with");
    }
    if (names.size() > new HashSet<>(names).size()) {
      problems.add(place + ".head.columns: a name stands in " + place + ".columns too");
    }
    boolean typed = !groups.isEmpty();
    known(shape.columns(), names, place + ".columns", problems);
    key.forEach(column -> known(List.of(column), document.names(), place + ".columns", problems));
    shape
        .groups()
        .forEach(
            (name, columns) -> {
              FixedType group = groups.get(name);
              if (!columns.groups().isEmpty() || typed && group == null) {
                problems.add(
                    place
                        + ": found group "
                        + name
                        + (group == null ? "" : " with groups below it")
                        + ", expected groups with a prefix and columns, and none below them");
              } else {
                List<String> own = group == null ? names : group.names();
                known(columns.columns(), own, place + "." + name + ".columns", problems);
                if (group != null) {
                  key.forEach(
                      k -> known(List.of(k), own, place + "." + name + ".columns", problems));
                }
              }
            });
    if (!typed && !shape.groups().isEmpty() && key.isEmpty()) {
      problems.add(
          place
              + ".key: missing, expected the columns that tell one document's lines from another's, or"
              + " a prefix and columns of the group");
    }
    if (typed && document.prefix().length == 0) {
      problems.add(place + ".prefix: missing, expected what the line of a document begins with");
    }
  }

  private static void known(
      List<String> wanted, List<String> names, String place, List<String> problems) {
    for (String name : wanted) {
      if (!names.contains(name)) {
        String like = RowLayout.like(name, names);
        problems.add(
            place
                + "."
                + name
                + ": missing, expected its width"
                + (like == null ? "" : ", did you mean '" + like + "'?"));
      }
    }
  }

  /** What a line is; null if it begins like none. */
  @Nullable FixedType type(byte[] line) {
    if (head != null && head.begins(line)) {
      return head;
    }
    if (trailer != null && trailer.type().begins(line)) {
      return trailer.type();
    }
    for (FixedType group : groups.values()) {
      if (group.begins(line)) {
        return group;
      }
    }
    return document.begins(line) ? document : null;
  }

  /** The prefixes of all kinds of lines, for people. */
  String prefixes() {
    List<FixedType> types = new ArrayList<>();
    if (head != null) {
      types.add(head);
    }
    types.add(document);
    types.addAll(groups.values());
    if (trailer != null) {
      types.add(trailer.type());
    }
    StrictText texts = new StrictText(charset);
    return types.stream()
        .map(t -> texts.decode(t.prefix(), 0, t.prefix().length))
        .toList()
        .toString();
  }

  byte blank() {
    return " ".getBytes(charset)[0];
  }
}

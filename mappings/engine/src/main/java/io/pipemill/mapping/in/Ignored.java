package io.pipemill.mapping.in;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code ignore:}: columns left out on purpose, each with a reason. */
final class Ignored {
  private final Findings findings;

  Ignored(Findings findings) {
    this.findings = findings;
  }

  /** Column to its place; a column that is mapped all the same is a dead entry. */
  Map<String, Place> read(SectionReader keys, RecordColumns record) {
    Map<String, Place> ignored = new LinkedHashMap<>();
    YamlValue.Mapping section = keys.section("ignore");
    if (section == null) {
      return ignored;
    }
    Map<String, Place> read = record.all();
    for (YamlValue.Entry entry : section.entries()) {
      String reason = entry.value() instanceof YamlValue.Scalar scalar ? scalar.text().strip() : "";
      if (reason.isEmpty()) {
        findings.error(
            entry.place(),
            "MAP-043",
            "no reason",
            entry.key() + ": why it is left out",
            "column '" + entry.key() + "' is ignored without a reason");
      }
      if (read.containsKey(entry.key())) {
        findings.error(
            entry.place(),
            "MAP-042",
            entry.key(),
            "either mapped or ignored",
            "dead entry: column '"
                + entry.key()
                + "' is ignored and used in line "
                + line(read, entry.key()));
      }
      ignored.put(entry.key(), entry.place());
    }
    return ignored;
  }

  private static int line(Map<String, Place> read, String column) {
    Place place = read.get(column);
    return place == null ? 0 : place.line();
  }
}

package io.pipemill.mapping.reverse;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeList;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.unit.UnitConversion;
import io.pipemill.mapping.unit.UnitWords;
import io.pipemill.mapping.unit.Units;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps of a value can be undone. */
final class Steps {
  private static final Map<String, String> LOST = new HashMap<>();

  static {
    LOST.put("cel", "a calculation has no inverse");
    LOST.put("default", "an absent value and its default look the same");
    LOST.put("when", "what it leaves out is not kept");
    LOST.put("crosswalk", "a crosswalk is asked in one direction");
    LOST.put("cut", "what is cut off is not kept");
    LOST.put("decimals", "rounding loses digits");
    LOST.put("width", "the width as it was is not kept");
    LOST.put("repair", "the text as it was is not kept");
    LOST.put("words", "万吨 and t are the same afterwards");
    LOST.put("join", "texts that are joined cannot be taken apart");
  }

  private final CodeLists lists;
  private final Findings findings;

  Steps(CodeLists lists, Findings findings) {
    this.lists = lists;
    this.findings = findings;
  }

  void lost(Place place, String what, String why) {
    findings.error(
        place,
        "MAP-080",
        what,
        "steps that can be undone, or no reversible: true",
        "'" + what + "' cannot be undone: " + why);
  }

  /** Tells the keys of a value, inbound or outbound, that lose something. */
  void check(YamlValue.Mapping spec) {
    for (YamlValue.Entry entry : spec.entries()) {
      String why = LOST.get(entry.key());
      if (why != null) {
        lost(entry.place(), entry.key(), why);
      }
    }
    if (spec.get("unmapped") instanceof YamlValue.Scalar unmapped
        && !unmapped.text().equals("reject")) {
      lost(unmapped.place(), "unmapped", "unlisted codes have no word to go back to");
    }
    if (spec.get("number") instanceof YamlValue.Mapping number
        && number.get("words") instanceof YamlValue.Scalar words
        && words.text().equals("true")) {
      lost(words.place(), "words", "1.25万 and 12500 are the same afterwards");
    }
    if (spec.get("date") instanceof YamlValue.Sequence patterns && patterns.items().size() > 1) {
      lost(patterns.place(), "date", "there are several patterns to write it in");
    }
    if (spec.get("codelist") instanceof YamlValue.Scalar name) {
      list(name);
    }
    if (spec.get("values") instanceof YamlValue.Mapping values) {
      Set<Object> seen = new HashSet<>();
      for (YamlValue.Entry entry : values.entries()) {
        if (entry.value() instanceof YamlValue.Scalar value && !seen.add(value.text())) {
          lost(entry.place(), "values", "several codes become '" + value.text() + "'");
        }
      }
    }
  }

  private void list(YamlValue.Scalar name) {
    CodeList list = lists.list(name.text());
    if (list == null) {
      return;
    }
    Map<String, String> sources = new HashMap<>();
    for (CodeList.Row row : list.rows()) {
      String earlier = sources.putIfAbsent(row.canonical(), row.source());
      if (earlier != null && !earlier.equals(row.source())) {
        lost(
            name.place(),
            "codelist " + name.text(),
            "'" + earlier + "' and '" + row.source() + "' both become '" + row.canonical() + "'");
        return;
      }
    }
  }

  /** The one column an inbound value is read from; null (and a finding) if there is none such. */
  @Nullable String column(String path, YamlValue spec, Place place) {
    YamlValue from = spec;
    if (spec instanceof YamlValue.Mapping keys) {
      check(keys);
      from = keys.get("from");
      if (from == null) {
        return null;
      }
    }
    if (from instanceof YamlValue.Sequence sequence && sequence.items().size() == 1) {
      from = sequence.items().get(0);
    }
    if (!(from instanceof YamlValue.Scalar scalar)) {
      lost(place, path, "it has several sources");
      return null;
    }
    if (scalar.text().startsWith("../") || scalar.text().equals("local-name()")) {
      lost(place, path, "it is read from elsewhere than its own record");
      return null;
    }
    return scalar.text();
  }

  /** A conversion that is exact one way must be exact the other way. */
  void units(String path, YamlValue.Mapping keys) {
    if (keys.get("unit") instanceof YamlValue.Scalar unit
        && keys.get("to") instanceof YamlValue.Scalar to) {
      UnitWords.Word word = UnitWords.unit(unit.text());
      String from = word == null ? unit.text() : word.code();
      UnitConversion back = Units.conversion(to.text(), from);
      if (back != null && !back.exact()) {
        lost(to.place(), "to", path + " goes back to " + from + " only by rounding");
      }
    }
  }
}

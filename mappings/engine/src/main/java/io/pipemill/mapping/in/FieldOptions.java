package io.pipemill.mapping.in;

import io.pipemill.canonical.model.FieldKind;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which keys the section of a field may have, by what the field holds. */
final class FieldOptions {
  private static final Map<FieldKind, Set<String>> OPTIONS = new EnumMap<>(FieldKind.class);
  private static final Set<String> ALL = new TreeSet<>();

  static {
    put(FieldKind.TEXT, "codelist values unmapped crosswalk cut width");
    put(FieldKind.CODE, "codelist values unmapped crosswalk width");
    put(FieldKind.DECIMAL, "number decimals rounding");
    put(FieldKind.INTEGER, "number");
    put(FieldKind.BOOLEAN, "codelist values unmapped width");
    put(FieldKind.DATE, "date zone");
    put(FieldKind.INSTANT, "date zone");
    put(FieldKind.QUANTITY, "number decimals rounding unit to scheme");
    put(FieldKind.MONEY, "number decimals rounding currency");
    put(FieldKind.UNIT_PRICE, "number decimals rounding currency per base");
  }

  private FieldOptions() {}

  private static void put(FieldKind kind, String words) {
    Set<String> options = new TreeSet<>(PipelineCompiler.COMMON);
    options.addAll(Set.of(words.split(" ")));
    OPTIONS.put(kind, options);
    ALL.addAll(options);
  }

  /** Reports keys nobody knows, and known ones that do not fit the field. */
  static void check(YamlValue.Mapping spec, String path, FieldKind kind, Findings findings) {
    Set<String> options = OPTIONS.getOrDefault(kind, Set.of());
    for (YamlValue.Entry entry : spec.entries()) {
      String key = entry.key();
      if (options.contains(key)) {
        continue;
      }
      String expected = "one of " + String.join(", ", options);
      if (ALL.contains(key)) {
        String holds = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        findings.error(
            entry.place(),
            "MAP-013",
            key,
            expected,
            path + " holds " + holds + ": '" + key + "' does not fit it");
      } else {
        findings.error(
            entry.place(),
            "MAP-002",
            key,
            expected,
            "unknown key '" + key + "'" + NearWord.hint(key, options));
      }
    }
  }
}

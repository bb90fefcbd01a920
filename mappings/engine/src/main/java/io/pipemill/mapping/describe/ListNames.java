package io.pipemill.mapping.describe;

import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The code lists that a part of a mapping file names. */
final class ListNames {
  private ListNames() {}

  static List<String> of(YamlValue value) {
    Set<String> names = new LinkedHashSet<>();
    collect(value, names);
    return new ArrayList<>(names);
  }

  private static void collect(YamlValue value, Set<String> into) {
    if (value instanceof YamlValue.Mapping section) {
      for (YamlValue.Entry entry : section.entries()) {
        if (entry.key().equals("codelist") && entry.value() instanceof YamlValue.Scalar name) {
          into.add(name.text());
        } else if (!entry.key().equals("values")) {
          collect(entry.value(), into);
        }
      }
    } else if (value instanceof YamlValue.Sequence list) {
      list.items().forEach(item -> collect(item, into));
    }
  }
}

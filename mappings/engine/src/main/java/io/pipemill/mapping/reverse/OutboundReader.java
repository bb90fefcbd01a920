package io.pipemill.mapping.reverse;

import io.pipemill.canonical.model.FieldType;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads which canonical field each column of an outbound mapping is written from, and tells every
 * step of those an inbound mapping reads that has no inverse.
 */
final class OutboundReader {
  private final Steps steps;
  private final Set<String> wanted;

  /** By column with its groups in front; paths from the root, without indexes. */
  private final Map<String, String> paths = new HashMap<>();

  /**
   * @param wanted columns that are read back
   */
  OutboundReader(Steps steps, Set<String> wanted) {
    this.steps = steps;
    this.wanted = wanted;
  }

  Map<String, String> read(YamlValue.Mapping file) {
    if (file.get("fields") instanceof YamlValue.Mapping fields) {
      fields(fields, "", "", false);
    }
    return paths;
  }

  private void fields(YamlValue.Mapping fields, String group, String element, boolean inGroup) {
    for (YamlValue.Entry entry : fields.entries()) {
      String column = group + entry.key();
      if (inGroup && Set.of("each", "where", "when").contains(entry.key())) {
        continue;
      }
      if (entry.value() instanceof YamlValue.Mapping spec
          && spec.get("each") instanceof YamlValue.Scalar each
          && !spec.has("join")) {
        if (wanted.stream().anyMatch(one -> one.startsWith(column + "."))) {
          for (String key : Set.of("where", "when")) {
            YamlValue.Entry condition = spec.entry(key);
            if (condition != null) {
              steps.lost(condition.place(), key, "what it leaves out is not written");
            }
          }
        }
        fields(spec, column + ".", full(each.text(), element) + ".", true);
      } else if (wanted.contains(column)) {
        column(entry, column, element);
      }
    }
  }

  private void column(YamlValue.Entry entry, String column, String element) {
    YamlValue from = entry.value();
    if (from instanceof YamlValue.Mapping spec) {
      steps.check(spec);
      from = spec.get("from");
    }
    if (from instanceof YamlValue.Scalar path) {
      paths.put(column, full(path.text(), element));
    } else if (from != null) {
      steps.lost(entry.place(), column, "it is written from several fields");
    }
  }

  private static String full(String path, String element) {
    return path.startsWith("document.") ? path.substring("document.".length()) : element + path;
  }

  /** Whether a column written from one path gives back what is read into the other. */
  static boolean same(String written, String read, FieldType field) {
    return written.equals(read) || !field.children().isEmpty() && written.equals(read + ".value");
  }
}

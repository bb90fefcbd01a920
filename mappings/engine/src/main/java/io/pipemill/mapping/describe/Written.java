package io.pipemill.mapping.describe;

import io.pipemill.mapping.yaml.YamlValue;

/** A part of a mapping file as one line of text, in the notation of the file. */
final class Written {
  private Written() {}

  static String text(YamlValue value) {
    if (value instanceof YamlValue.Scalar scalar) {
      return scalar.text();
    }
    StringBuilder text = new StringBuilder();
    if (value instanceof YamlValue.Mapping mapping) {
      for (YamlValue.Entry entry : mapping.entries()) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(entry.key())
            .append(": ")
            .append(inner(entry.value()));
      }
    } else if (value instanceof YamlValue.Sequence sequence) {
      for (YamlValue item : sequence.items()) {
        text.append(text.isEmpty() ? "" : ", ").append(inner(item));
      }
    }
    return text.toString();
  }

  /** {@code {cel: …}} or the expression itself. */
  static String condition(YamlValue condition) {
    YamlValue cel =
        condition instanceof YamlValue.Mapping rule && rule.has("cel")
            ? rule.get("cel")
            : condition;
    return cel == null ? "" : text(cel);
  }

  private static String inner(YamlValue value) {
    if (value instanceof YamlValue.Mapping) {
      return "{" + text(value) + "}";
    }
    return value instanceof YamlValue.Sequence ? "[" + text(value) + "]" : text(value);
  }
}

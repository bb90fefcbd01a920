package io.pipemill.mapping.fragment;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.MappingHeader;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code fragments/<name>.yaml}. */
final class FragmentFile {
  private FragmentFile() {}

  /** Null (and findings) if it is none. */
  static @Nullable Fragment read(Fragments.Source source, Findings findings) {
    YamlValue.Mapping root = YamlFile.read(source.file(), source.text(), findings);
    if (root == null) {
      return null;
    }
    SectionReader keys = new SectionReader(root, findings);
    keys.only(Set.of("apiVersion", "parameters", "fields"));
    MappingHeader.apiVersion(keys, findings);
    YamlValue.Mapping fields = keys.section("fields");
    if (fields == null) {
      if (!keys.has("fields")) {
        findings.error(keys.place(), "MAP-003", "nothing", "fields: …", "'fields' is missing");
      }
      return null;
    }
    Map<String, Optional<String>> parameters = parameters(keys, findings);
    Map<String, Place> named = Parameters.named(fields);
    named.forEach(
        (name, place) -> {
          if (!parameters.containsKey(name)) {
            findings.unknown(place, "MAP-072", "parameter", name, parameters.keySet());
          }
        });
    for (String name : parameters.keySet()) {
      if (!named.containsKey(name)) {
        findings.error(
            keys.place("parameters"),
            "MAP-072",
            name,
            "${" + name + "} in a key or value below",
            "dead entry: no field names the parameter '" + name + "'");
      }
    }
    return new Fragment(source.name(), source.file(), parameters, fields);
  }

  /** {@code {prefix: , country: CN}}: without a value, a use must give one. */
  private static Map<String, Optional<String>> parameters(SectionReader keys, Findings findings) {
    Map<String, Optional<String>> parameters = new LinkedHashMap<>();
    YamlValue.Mapping section = keys.section("parameters");
    if (section != null) {
      for (YamlValue.Entry entry : section.entries()) {
        if (entry.value() instanceof YamlValue.Scalar scalar) {
          parameters.put(
              entry.key(), scalar.absent() ? Optional.empty() : Optional.of(scalar.text()));
        } else {
          findings.error(
              entry.place(),
              "MAP-004",
              entry.value().kind(),
              "nothing, or what it is where a use does not say",
              "parameter '" + entry.key() + "' holds " + entry.value().kind());
        }
      }
    }
    return parameters;
  }
}

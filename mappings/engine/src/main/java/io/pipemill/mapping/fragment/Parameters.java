package io.pipemill.mapping.fragment;

import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${name}} in the keys and values of a fragment. */
final class Parameters {
  private static final Pattern NAME = Pattern.compile("\\$\\{([^}]*)}");

  private Parameters() {}

  /** The names that stand in a part of a file, each with its first place. */
  static Map<String, Place> named(YamlValue value) {
    Map<String, Place> names = new LinkedHashMap<>();
    collect(value, names);
    return names;
  }

  private static void collect(YamlValue value, Map<String, Place> into) {
    if (value instanceof YamlValue.Scalar scalar) {
      collect(scalar.text(), scalar.place(), into);
    } else if (value instanceof YamlValue.Sequence sequence) {
      sequence.items().forEach(item -> collect(item, into));
    } else if (value instanceof YamlValue.Mapping mapping) {
      for (YamlValue.Entry entry : mapping.entries()) {
        collect(entry.key(), entry.place(), into);
        collect(entry.value(), into);
      }
    }
  }

  private static void collect(String text, Place place, Map<String, Place> into) {
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      into.putIfAbsent(matcher.group(1), place);
    }
  }

  /** The same with the arguments put in; places stay those of the fragment. */
  static YamlValue filled(YamlValue value, Map<String, String> arguments) {
    if (value instanceof YamlValue.Scalar scalar) {
      return new YamlValue.Scalar(
          scalar.place(), filled(scalar.text(), arguments), scalar.quoted());
    }
    if (value instanceof YamlValue.Sequence sequence) {
      List<YamlValue> items = new ArrayList<>();
      sequence.items().forEach(item -> items.add(filled(item, arguments)));
      return new YamlValue.Sequence(sequence.place(), items);
    }
    return filled((YamlValue.Mapping) value, arguments);
  }

  static YamlValue.Mapping filled(YamlValue.Mapping mapping, Map<String, String> arguments) {
    List<YamlValue.Entry> entries = new ArrayList<>();
    for (YamlValue.Entry entry : mapping.entries()) {
      entries.add(
          new YamlValue.Entry(
              filled(entry.key(), arguments), entry.place(), filled(entry.value(), arguments)));
    }
    return new YamlValue.Mapping(mapping.place(), entries);
  }

  private static String filled(String text, Map<String, String> arguments) {
    return NAME.matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(arguments.getOrDefault(match.group(1), match.group())));
  }
}

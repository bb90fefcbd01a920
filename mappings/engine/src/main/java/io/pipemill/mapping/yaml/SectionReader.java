package io.pipemill.mapping.yaml;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.check.NearWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a section key by key and says what is wrong with keys and values. */
public final class SectionReader {
  private final YamlValue.Mapping section;
  private final Findings findings;

  public SectionReader(YamlValue.Mapping section, Findings findings) {
    this.section = section;
    this.findings = findings;
  }

  public YamlValue.Mapping section() {
    return section;
  }

  public Place place() {
    return section.place();
  }

  /** Place of a key, or of the section if the key is not there. */
  public Place place(String key) {
    YamlValue.Entry entry = section.entry(key);
    return entry == null ? section.place() : entry.place();
  }

  /** Reports every key that is none of these, with a did-you-mean. */
  public void only(Set<String> known) {
    for (YamlValue.Entry entry : section.entries()) {
      if (!known.contains(entry.key())) {
        findings.error(
            entry.place(),
            "MAP-002",
            entry.key(),
            "one of " + String.join(", ", known.stream().sorted().toList()),
            "unknown key '" + entry.key() + "'" + NearWord.hint(entry.key(), known));
      }
    }
  }

  public boolean has(String key) {
    return section.has(key);
  }

  /** A single value as text; null (and a finding, if something else stands there) otherwise. */
  public @Nullable String text(String key) {
    YamlValue value = section.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof YamlValue.Scalar scalar && !scalar.absent()) {
      return scalar.text();
    }
    wrong(key, value, "a single value");
    return null;
  }

  public String required(String key) {
    String text = text(key);
    if (text == null && !section.has(key)) {
      findings.error(
          section.place(), "MAP-003", "nothing", key + ": …", "'" + key + "' is missing");
    }
    return text == null ? "" : text;
  }

  public boolean flag(String key, boolean fallback) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    if (!text.equals("true") && !text.equals("false")) {
      findings.error(
          place(key), "MAP-004", text, "true or false", key + ": '" + text + "' is no flag");
    }
    return text.equals("true");
  }

  public int integer(String key, int fallback, int min, int max) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below with the limits
    }
    String expected = "a whole number from " + min + " to " + max;
    findings.error(place(key), "MAP-004", text, expected, key + " must be " + expected);
    return fallback;
  }

  /** One of the given words. */
  public String choice(String key, String fallback, Set<String> words) {
    String text = text(key);
    if (text == null) {
      return fallback;
    }
    if (!words.contains(text)) {
      findings.unknown(place(key), "MAP-004", key, text, words);
      return fallback;
    }
    return text;
  }

  /** A list of texts; a single value counts as a list of one. */
  public List<String> list(String key) {
    YamlValue value = section.get(key);
    List<String> texts = new ArrayList<>();
    if (value == null) {
      return texts;
    }
    List<YamlValue> items =
        value instanceof YamlValue.Sequence sequence ? sequence.items() : List.of(value);
    for (YamlValue item : items) {
      if (item instanceof YamlValue.Scalar scalar) {
        texts.add(scalar.text());
      } else {
        wrong(key, item, "a single value");
      }
    }
    return texts;
  }

  /** The section below a key, or null. */
  public YamlValue.@Nullable Mapping section(String key) {
    YamlValue value = section.get(key);
    if (value == null || value instanceof YamlValue.Scalar scalar && scalar.absent()) {
      return null;
    }
    if (value instanceof YamlValue.Mapping mapping) {
      return mapping;
    }
    wrong(key, value, "a section");
    return null;
  }

  private void wrong(String key, YamlValue value, String expected) {
    String found =
        value instanceof YamlValue.Scalar scalar && scalar.absent() ? "nothing" : value.kind();
    findings.error(
        place(key),
        "MAP-004",
        found,
        expected,
        "'" + key + "' holds " + found + ", expected " + expected);
  }
}

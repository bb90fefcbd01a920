package io.pipemill.mapping.fragment;

import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fields of fragments in the place of {@code use: {fragment: …, with: {…}}}, wherever
 * fields stand. What comes out of a fragment keeps the fragment's file and lines, so that findings
 * and {@code explain} point there.
 */
public final class FragmentUses {
  private static final String USE = "use";
  private static final String FRAGMENT = "fragment";
  private static final int MOST = 1000;
  private final Fragments fragments;
  private final Findings findings;
  private final Map<String, String> texts = new TreeMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int uses;

  public FragmentUses(Fragments fragments, Findings findings) {
    this.fragments = fragments;
    this.findings = findings;
  }

  /** A mapping file with its {@code fields} expanded; the same if it uses no fragment. */
  public YamlValue.Mapping expanded(YamlValue.Mapping file) {
    List<YamlValue.Entry> entries = new ArrayList<>();
    boolean any = false;
    for (YamlValue.Entry entry : file.entries()) {
      boolean fields = entry.key().equals("fields") && entry.value() instanceof YamlValue.Mapping;
      YamlValue value = fields ? value(entry.value()) : entry.value();
      any |= value != entry.value();
      entries.add(new YamlValue.Entry(entry.key(), entry.place(), value));
    }
    return any ? new YamlValue.Mapping(file.place(), entries) : file;
  }

  /** Texts of the fragments used so far, by name: part of what a mapping's version covers. */
  public Map<String, String> texts() {
    return texts;
  }

  private YamlValue value(YamlValue value) {
    if (value instanceof YamlValue.Mapping mapping) {
      List<YamlValue.Entry> entries = new ArrayList<>();
      boolean any = false;
      for (YamlValue.Entry entry : mapping.entries()) {
        List<YamlValue.Mapping> used = used(entry);
        if (used.isEmpty()) {
          YamlValue expanded = value(entry.value());
          any |= expanded != entry.value();
          entries.add(
              expanded == entry.value()
                  ? entry
                  : new YamlValue.Entry(entry.key(), entry.place(), expanded));
        } else {
          any = true;
          used.forEach(use -> entries.addAll(fields(use)));
        }
      }
      return any ? new YamlValue.Mapping(mapping.place(), entries) : mapping;
    }
    if (value instanceof YamlValue.Sequence sequence) {
      List<YamlValue> items = sequence.items().stream().map(this::value).toList();
      return items.equals(sequence.items())
          ? sequence
          : new YamlValue.Sequence(sequence.place(), items);
    }
    return value;
  }

  /** A field may be called {@code use}: only a section with {@code fragment} is a use. */
  private static List<YamlValue.Mapping> used(YamlValue.Entry entry) {
    if (!entry.key().equals(USE)) {
      return List.of();
    }
    List<YamlValue> items =
        entry.value() instanceof YamlValue.Sequence sequence
            ? sequence.items()
            : List.of(entry.value());
    List<YamlValue.Mapping> uses = new ArrayList<>();
    for (YamlValue item : items) {
      if (item instanceof YamlValue.Mapping mapping && mapping.has(FRAGMENT)) {
        uses.add(mapping);
      } else {
        return List.of();
      }
    }
    return uses;
  }

  private List<YamlValue.Entry> fields(YamlValue.Mapping use) {
    SectionReader keys = new SectionReader(use, findings);
    keys.only(Set.of(FRAGMENT, "with"));
    String name = keys.required(FRAGMENT);
    Fragments.Source source = fragments.source(name);
    if (source == null) {
      findings.unknown(keys.place(FRAGMENT), "MAP-071", FRAGMENT, name, fragments.names());
      return List.of();
    }
    if (open.contains(name) || ++uses > MOST) {
      findings.error(
          keys.place(FRAGMENT),
          "MAP-073",
          open.contains(name) ? name : "more than " + MOST + " uses",
          "fragments that end",
          "fragment '" + name + "' uses itself, or there are more than " + MOST + " uses");
      return List.of();
    }
    Fragment fragment = fragments.fragment(source);
    texts.put(name, source.text());
    Map<String, String> arguments = fragment == null ? null : arguments(keys, fragment);
    if (fragment == null || arguments == null) {
      return List.of();
    }
    open.push(name);
    YamlValue expanded = value(Parameters.filled(fragment.fields(), arguments));
    open.pop();
    return expanded instanceof YamlValue.Mapping mapping ? mapping.entries() : List.of();
  }

  /** Null (and findings) if one is missing or unknown. */
  private @Nullable Map<String, String> arguments(SectionReader keys, Fragment fragment) {
    int before = findings.errors();
    Map<String, String> arguments = new HashMap<>();
    YamlValue.Mapping given = keys.section("with");
    if (given != null) {
      SectionReader with = new SectionReader(given, findings);
      for (YamlValue.Entry entry : given.entries()) {
        String text = with.text(entry.key());
        if (!fragment.parameters().containsKey(entry.key())) {
          findings.unknown(
              entry.place(),
              "MAP-072",
              "parameter of fragment '" + fragment.name() + "'",
              entry.key(),
              fragment.parameters().keySet());
        } else if (text != null) {
          arguments.put(entry.key(), text);
        }
      }
    }
    for (Map.Entry<String, Optional<String>> parameter : fragment.parameters().entrySet()) {
      String name = parameter.getKey();
      if (given != null && given.has(name)) {
        continue;
      }
      parameter
          .getValue()
          .ifPresentOrElse(
              text -> arguments.put(name, text),
              () ->
                  findings.error(
                      keys.place(),
                      "MAP-072",
                      "no " + name,
                      "with: {" + name + ": …}",
                      "fragment '" + fragment.name() + "' needs its parameter '" + name + "'"));
    }
    return findings.errors() > before ? null : arguments;
  }
}

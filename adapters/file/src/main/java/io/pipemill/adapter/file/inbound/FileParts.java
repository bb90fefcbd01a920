package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Documents whose header and lines come in files of their own: {@code files: {header: "*_H.csv",
 * lines: "*_L.csv", wait: 10m}}. Files belong together whose names agree in what the star stands
 * for.
 *
 * @param parts the header's first
 * @param patience how long the others are awaited after the first was seen
 */
record FileParts(List<Part> parts, Duration patience) {
  static final String HEADER = "header";

  /**
   * @param name header, or the group whose records the file has
   * @param shown the pattern as written
   */
  record Part(String name, String shown, String pattern, String before, String after) {

    /** What the star stands for in a file's name; null if it is no such file. */
    @Nullable String common(String file) {
      String name = file.toLowerCase(Locale.ROOT);
      return name.length() > before.length() + after.length()
              && name.startsWith(before)
              && name.endsWith(after)
          ? name.substring(before.length(), name.length() - after.length())
          : null;
    }
  }

  /** Null if the section has none. */
  static @Nullable FileParts parse(Settings source, List<String> problems) {
    if (!source.has("files")) {
      return null;
    }
    Settings section = source.section("files");
    Duration patience = section.duration("wait", Duration.ofMinutes(10));
    List<Part> parts = new ArrayList<>();
    for (String name : section.keys()) {
      if (!name.equals("wait")) {
        String pattern = section.text(name, "");
        int star = pattern.indexOf('*');
        if (star < 0 || star != pattern.lastIndexOf('*') || pattern.matches(".*[?\\[\\]{},].*")) {
          problems.add(
              section.place()
                  + "."
                  + name
                  + ": found "
                  + pattern
                  + ", expected a name with one star for what the files share, such as *_H.csv");
          continue;
        }
        String plain = pattern.toLowerCase(Locale.ROOT);
        Part part =
            new Part(name, pattern, plain, plain.substring(0, star), plain.substring(star + 1));
        parts.add(name.equals(HEADER) ? 0 : parts.size(), part);
      }
    }
    if (parts.size() < 2 || !parts.get(0).name.equals(HEADER)) {
      problems.add(
          section.place()
              + ": found "
              + section.keys()
              + ", expected header and at least one group, such as lines");
    }
    for (Part one : parts) {
      for (Part other : parts) {
        if (one != other && other.common(one.pattern.replace("*", "x")) != null) {
          problems.add(
              section.place()
                  + ": found "
                  + one.pattern
                  + " and "
                  + other.pattern
                  + ", expected patterns of which no name fits two");
          return new FileParts(parts, patience);
        }
      }
    }
    return new FileParts(List.copyOf(parts), patience);
  }

  /** One glob for all of them. */
  String pattern() {
    return "{" + String.join(",", parts.stream().map(Part::pattern).toList()) + "}";
  }

  /**
   * Puts files together.
   *
   * @param complete those of which nothing is missing, the header with its partners
   * @param alone the others, with what each of them waits for
   */
  record Joined(List<SourceFile> complete, Map<SourceFile, String> alone) {}

  /** What the star stands for, in the case of one of the names. */
  private String common(Map<String, SourceFile> set, String fallback) {
    for (Part part : parts) {
      SourceFile file = set.get(part.name);
      if (file != null) {
        String name = file.name();
        return name.substring(part.before.length(), name.length() - part.after.length());
      }
    }
    return fallback;
  }

  /** In the order of the headers; files that are no parts are left out. */
  Joined join(List<SourceFile> files) {
    Map<String, Map<String, SourceFile>> sets = new TreeMap<>();
    for (SourceFile file : files) {
      for (Part part : parts) {
        String common = part.common(file.name());
        if (common != null) {
          sets.computeIfAbsent(common, each -> new HashMap<>()).putIfAbsent(part.name, file);
        }
      }
    }
    List<SourceFile> complete = new ArrayList<>();
    Map<SourceFile, String> alone = new LinkedHashMap<>();
    for (Map.Entry<String, Map<String, SourceFile>> set : sets.entrySet()) {
      List<String> missing =
          parts.stream()
              .filter(part -> !set.getValue().containsKey(part.name))
              .map(part -> part.shown.replace("*", common(set.getValue(), set.getKey())))
              .toList();
      List<SourceFile> there =
          parts.stream()
              .map(part -> set.getValue().get(part.name))
              .filter(java.util.Objects::nonNull)
              .toList();
      if (missing.isEmpty()) {
        complete.add(there.get(0).with(there.subList(1, there.size())));
      } else {
        there.forEach(file -> alone.put(file, String.join(" and ", missing)));
      }
    }
    return new Joined(complete, alone);
  }
}

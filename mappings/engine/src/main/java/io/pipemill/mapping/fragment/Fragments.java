package io.pipemill.mapping.fragment;

import io.pipemill.mapping.check.Findings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fragments a system's mappings can name: its own first, then the shared ones. */
public final class Fragments {
  /** The folder they stand in, in a system's folder or beside all of them. */
  public static final String FOLDER = "fragments";

  public static final Fragments NONE = new Fragments(List.of(), new Findings(""));

  /**
   * @param name name without {@code .yaml}
   * @param file for findings, relative to the system folder
   * @param shared whether it stands in the folder for all systems
   */
  public record Source(String name, String file, String text, boolean shared) {}

  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, Optional<Fragment>> read = new HashMap<>();
  private final Findings findings;

  public Fragments(List<Source> sources, Findings findings) {
    this.findings = findings;
    for (Source source : sources) {
      this.sources.putIfAbsent(source.name(), source);
    }
  }

  /** Those a mapping was kept with. */
  public static Fragments kept(Map<String, String> texts, Findings findings) {
    List<Source> sources = new ArrayList<>();
    texts.forEach(
        (name, text) -> sources.add(new Source(name, FOLDER + "/" + name + ".yaml", text, false)));
    return new Fragments(sources, findings);
  }

  /** Null if there is none of that name. */
  @Nullable Source source(String name) {
    return sources.get(name);
  }

  /** Read at first use; null (and findings) if it is wrong. */
  @Nullable Fragment fragment(Source source) {
    Optional<Fragment> known = read.get(source.name());
    if (known == null) {
      known = Optional.ofNullable(FragmentFile.read(source, findings));
      read.put(source.name(), known);
    }
    return known.orElse(null);
  }

  Set<String> names() {
    return new TreeSet<>(sources.keySet());
  }

  /** Own fragments that nothing named. */
  public List<Source> unused() {
    return sources.values().stream()
        .filter(source -> !source.shared() && !read.containsKey(source.name()))
        .toList();
  }
}

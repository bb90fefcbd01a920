package io.pipemill.mapping.codes;

import io.pipemill.mapping.check.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The code lists a system can name: its own first, then the shared ones. */
public final class CodeLists {
  /**
   * @param name name without {@code .csv}
   * @param file for findings, relative to the system folder
   * @param shared whether it stands in the folder for all systems
   */
  public record Source(String name, String file, String text, boolean shared) {}

  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, CodeList> read = new LinkedHashMap<>();
  private final Findings findings;
  private final List<ConfirmedCode> confirmed;

  public CodeLists(List<Source> sources, Findings findings) {
    this(sources, List.of(), findings);
  }

  /**
   * @param confirmed codes that lie over the lists; those the lists have themselves, and those they
   *     contradict, are left out
   */
  public CodeLists(List<Source> sources, List<ConfirmedCode> confirmed, Findings findings) {
    this.findings = findings;
    this.confirmed = List.copyOf(confirmed);
    for (Source source : sources) {
      this.sources.putIfAbsent(source.name(), source);
    }
  }

  /** The list of that name, read at first use; null if there is none. */
  public @Nullable CodeList list(String name) {
    Source source = sources.get(name);
    if (source == null) {
      return null;
    }
    CodeList list = read.get(name);
    if (list == null) {
      CodeList file = CodeListFile.read(name, source.file(), source.text(), findings);
      list = confirmed.isEmpty() ? file : file.with(Layer.over(file, confirmed).inForce());
      read.put(name, list);
    }
    return list;
  }

  public Set<String> names() {
    return new TreeSet<>(sources.keySet());
  }

  /** Own lists that nothing named. */
  public List<Source> unused() {
    Set<String> used = new HashSet<>(read.keySet());
    List<Source> unused = new ArrayList<>();
    for (Source source : sources.values()) {
      if (!source.shared() && !used.contains(source.name())) {
        unused.add(source);
      }
    }
    return unused;
  }
}

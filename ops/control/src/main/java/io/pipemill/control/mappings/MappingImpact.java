package io.pipemill.control.mappings;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.control.NotFoundException;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.Direction;
import io.pipemill.mapping.describe.MappingDescription.Field;
import io.pipemill.mapping.describe.MappingDescription.Rule;
import io.pipemill.mapping.describe.SystemDescription;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a source column, a canonical field, a code list or a file touches: the entries
 * that name it, and then those that take what these fill, on to the systems the documents go to.
 */
public final class MappingImpact {
  private final DocumentCatalog catalog = DocumentCatalog.load();

  /** What a thing of that name is. */
  public enum Kind {
    COLUMN,
    FIELD,
    CODELIST,
    FILE
  }

  /**
   * @param kind what was found under the name
   * @param system whose mapping it is
   * @param document {@code sales-order/v1}
   * @param direction in or out
   * @param target what is filled: a canonical field or a target column; of a rule its key
   * @param through what it takes from: the name asked for, or the field that passes it on
   * @param direct false if it is touched only by way of another field
   * @param place file and line
   */
  public record Touched(
      Kind kind,
      String system,
      String document,
      String direction,
      String target,
      String through,
      boolean direct,
      String place) {}

  /**
   * @param systems ids of the systems touched
   */
  public record Impact(String what, List<String> systems, List<Touched> touched) {}

  /** One entry of a mapping, field or rule alike. */
  private record Entry(
      SystemDescription system,
      MappingDescription mapping,
      String target,
      Set<String> sources,
      Set<String> reads,
      List<String> lists,
      boolean field,
      boolean section,
      String file,
      int line) {}

  /**
   * @param what a column ({@code NET_TON}, {@code lines.NET_TON}), a canonical field ({@code
   *     customer.code}, {@code sales-order:customer.code}), a code list or a file of a system
   * @throws NotFoundException if nothing of that name is there, with what was probably meant
   */
  public Impact of(List<Path> roots, String what) {
    List<Entry> all = new ArrayList<>();
    for (SystemDescription system : new FolderDescriber(catalog).describe(roots).systems()) {
      system.mappings().forEach(mapping -> entries(system, mapping, all));
    }
    List<Touched> touched = new ArrayList<>();
    Set<Entry> seen = new HashSet<>();
    boolean known = direct(all, what, touched, seen) | fields(all, what, touched, seen);
    if (!known) {
      throw new NotFoundException(what + NearWord.hint(what, names(all)));
    }
    Set<String> systems = new TreeSet<>();
    touched.forEach(one -> systems.add(one.system()));
    return new Impact(what, List.copyOf(systems), touched);
  }

  private static void entries(
      SystemDescription system, MappingDescription mapping, List<Entry> into) {
    for (Rule rule : mapping.rules()) {
      into.add(
          new Entry(
              system,
              mapping,
              rule.key(),
              Set.copyOf(rule.sources()),
              Set.of(),
              List.of(),
              false,
              false,
              mapping.file(),
              rule.line()));
    }
    for (Field field : mapping.fields()) {
      into.add(
          new Entry(
              system,
              mapping,
              field.target(),
              new LinkedHashSet<>(field.sources()),
              new LinkedHashSet<>(field.reads()),
              field.lists(),
              true,
              field.section(),
              field.file(),
              field.line()));
    }
  }

  /** Columns, code lists and files. */
  private boolean direct(List<Entry> all, String what, List<Touched> touched, Set<Entry> seen) {
    boolean known = false;
    for (Entry entry : all) {
      Kind kind = kind(entry, what);
      if (kind != null && seen.add(entry)) {
        known = true;
        touched.add(touched(kind, entry, what, true));
        follow(all, entry, touched, seen);
      }
    }
    return known;
  }

  private static @Nullable Kind kind(Entry entry, String what) {
    if (file(entry, what)) {
      return Kind.FILE;
    }
    String list = what.endsWith(".csv") ? name(what).replace(".csv", "") : what;
    if (entry.lists.contains(list)
        && (what.equals(list)
            || !what.contains("systems/")
            || what.contains(entry.system.system().id()))) {
      return Kind.CODELIST;
    }
    boolean inbound = entry.mapping.direction() == Direction.IN;
    if (inbound && entry.sources.stream().anyMatch(column -> column(column, what))) {
      return Kind.COLUMN;
    }
    return !inbound && entry.field && column(entry.target, what) ? Kind.COLUMN : null;
  }

  /** A mapping file by its path; the folder's name tells whose it is. */
  private static boolean file(Entry entry, String what) {
    Path path = Path.of(what.replace('\\', '/'));
    Path folder = path.getParent();
    if (entry.file.contains("/")) {
      // a fragment; one beside all systems touches each that uses it
      Path above = folder == null ? null : folder.getParent();
      return name(what).equals(name(entry.file))
          && folder != null
          && folder.endsWith("fragments")
          && (!what.contains("systems/")
              || above != null && above.endsWith(entry.system.system().id()));
    }
    if (!name(what).equals(entry.mapping.file())) {
      return false;
    }
    return folder == null
        || String.valueOf(folder.getFileName()).equals(entry.system.system().id());
  }

  private static String name(String path) {
    return path.substring(path.replace('\\', '/').lastIndexOf('/') + 1);
  }

  /** Whole, or without the groups in front; case does not count, as in databases. */
  private static boolean column(String column, String what) {
    String upper = column.toUpperCase(Locale.ROOT);
    String wanted = what.toUpperCase(Locale.ROOT);
    return upper.equals(wanted) || upper.endsWith("." + wanted);
  }

  /** Canonical fields of every document type that has one of that name. */
  private boolean fields(List<Entry> all, String what, List<Touched> touched, Set<Entry> seen) {
    int colon = what.indexOf(':');
    String of = colon < 0 ? "" : what.substring(0, colon);
    String path = what.substring(colon + 1);
    boolean known = false;
    for (DocumentType type : catalog.all()) {
      boolean wanted =
          of.isEmpty() || of.equals(type.name().name()) || of.equals(type.name().toString());
      if (wanted && type.field(path) != null && !path.isEmpty()) {
        known = true;
        for (Entry entry : all) {
          boolean filled =
              entry.field
                  && entry.mapping.direction() == Direction.IN
                  && entry.mapping.document().equals(type.name())
                  && takes(entry, entry.target, path);
          if (filled && seen.add(entry)) {
            touched.add(touched(Kind.FIELD, entry, path, true));
          }
        }
        takers(all, type.name(), path, true, touched, seen);
      }
    }
    return known;
  }

  /** Entries that take what an entry fills, of this system and of those the document goes to. */
  private void follow(List<Entry> all, Entry entry, List<Touched> touched, Set<Entry> seen) {
    if (entry.field && entry.mapping.direction() == Direction.IN) {
      takers(all, entry.mapping.document(), entry.target, false, touched, seen);
    }
  }

  private void takers(
      List<Entry> all,
      DocumentName document,
      String path,
      boolean direct,
      List<Touched> touched,
      Set<Entry> seen) {
    for (Entry entry : all) {
      if (!entry.mapping.document().equals(document)) {
        continue;
      }
      boolean inbound = entry.mapping.direction() == Direction.IN;
      Set<String> taken = inbound ? entry.reads : entry.sources;
      if (taken.stream().anyMatch(source -> takes(entry, source, path)) && seen.add(entry)) {
        touched.add(touched(Kind.FIELD, entry, path, direct));
        if (inbound) {
          takers(all, document, entry.target, false, touched, seen);
        }
      }
    }
  }

  /** The head of a list names the list; what its elements hold is told by the entries below it. */
  private static boolean takes(Entry entry, String name, String path) {
    return entry.section ? (name + ".").startsWith(path + ".") : overlaps(name, path);
  }

  /** One is the other or a part of it: who takes quantity.value is touched by quantity. */
  private static boolean overlaps(String one, String other) {
    return one.equals(other) || one.startsWith(other + ".") || other.startsWith(one + ".");
  }

  private static Touched touched(Kind kind, Entry entry, String through, boolean direct) {
    return new Touched(
        kind,
        entry.system.system().id(),
        entry.mapping.document().toString(),
        entry.mapping.direction().name().toLowerCase(Locale.ROOT),
        entry.target,
        through,
        direct,
        entry.system.system().id() + "/" + entry.file + ":" + entry.line);
  }

  private Set<String> names(List<Entry> all) {
    Set<String> names = new TreeSet<>();
    for (Entry entry : all) {
      names.addAll(entry.sources);
      names.addAll(entry.lists);
      names.add(entry.target);
      entry.sources.forEach(source -> names.add(source.substring(source.lastIndexOf('.') + 1)));
    }
    return names;
  }
}

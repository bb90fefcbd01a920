package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceBatch;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the files of one inbox, oldest first, each from its first record to its last. */
final class FileSource implements SourceAdapter {
  private static final int MOST_FILES = 100;
  private static final long MOST_WEIGHT = 16 * 1024 * 1024;
  private static final int RAW_OF_UNREADABLE = 1024 * 1024;

  /** A file given to its end in the last batch. */
  private record Ended(
      SourceFile file, long records, @Nullable Violation unreadable, List<Violation> notes) {}

  private final FileConfig config;
  private final FileFormat format;
  private final Path folder;
  private final Inbox inbox;
  private final Reasons reasons;
  private final Departures departures;
  private final Deque<SourceFile> queue = new ArrayDeque<>();
  private final List<Ended> ended = new ArrayList<>();

  /** Which file a hash of the last batch is of. */
  private final Map<String, SourceFile> fileOfHash = new HashMap<>();

  /** Null if each file is a source of its own. */
  private final @Nullable AwaitedParts parts;

  private @Nullable Reading reading;
  private String expected = "";

  FileSource(FileConfig config, FileFormat format, Path home) {
    this.config = config;
    this.format = format;
    this.folder = home.resolve("inbox").resolve(config.system());
    this.inbox = new Inbox(folder, config.pattern(), config.settle(), format);
    this.parts = config.parts() == null ? null : new AwaitedParts(config.parts());
    this.reasons = new Reasons(folder);
    this.departures =
        new Departures(
            home.resolve("done").resolve(config.system()),
            home.resolve("rejected").resolve(config.system()),
            reasons,
            new Moves(folder));
  }

  @Override
  public SourceBatch read(String position, int limit) {
    try {
      return batch(position, limit);
    } catch (IOException e) {
      forget();
      throw failure(e);
    } catch (RuntimeException | Error e) {
      forget();
      throw e;
    }
  }

  private SourceBatch batch(String text, int limit) throws IOException {
    FilePosition position = FilePosition.parse(text);
    if (!text.equals(expected)) {
      forget();
    }
    departures.finish();
    finishMoves(position);
    ended.clear();
    fileOfHash.clear();
    List<Arrival> arrivals = new ArrayList<>();
    List<String> done = new ArrayList<>();
    long weight = 0;
    Reading now = current(position);
    while (now != null && done.size() < MOST_FILES) {
      fileOfHash.put(now.hash(), now.file());
      Violation unreadable = now.unreadable();
      if (unreadable != null) {
        arrivals.add(unreadable(now, unreadable));
      }
      while (arrivals.size() < limit && weight < MOST_WEIGHT && now.more()) {
        FileRecord record = now.next();
        if (record != null) {
          arrivals.add(arrival(now, record));
          weight += record.weight() + (record.raw() == null ? 0 : record.raw().length);
        }
      }
      if (now.more()) {
        break;
      }
      done.add(now.file().id());
      if (!now.file().partners().isEmpty()) {
        // after a crash they may be there without each other
        for (SourceFile each : now.file().single()) {
          done.add(each.id());
        }
      }
      ended.add(new Ended(now.file(), now.given(), unreadable, now.notes()));
      now.close();
      reading = null;
      boolean room = arrivals.size() < limit && weight < MOST_WEIGHT;
      now = room && done.size() < MOST_FILES ? next() : null;
    }
    boolean more = reading != null || !queue.isEmpty();
    if (arrivals.isEmpty() && done.isEmpty()) {
      expected = text;
      return new SourceBatch(arrivals, text, false);
    }
    Reading open = reading;
    FilePosition next =
        new FilePosition(
            position.number() + 1,
            done,
            open == null ? null : open.file().id(),
            open == null ? null : open.hash(),
            open == null ? 0 : open.given());
    expected = next.text();
    return new SourceBatch(arrivals, expected, more);
  }

  /** The file to go on with: the one being read, as far as it is still the same. */
  private @Nullable Reading current(FilePosition position) throws IOException {
    Reading open = reading;
    if (open != null && open.file().unchanged()) {
      return open;
    }
    close(open);
    reading = null;
    String id = position.id();
    if (id != null) {
      for (SourceFile file : present()) {
        if (file.id().equals(id)) {
          Reading again = Reading.open(file, format, config);
          reading = again;
          if (again.hash().equals(position.hash())) {
            again.skip(position.records());
          }
          queue.removeIf(queued -> queued.id().equals(id));
          return again;
        }
      }
    }
    return next();
  }

  private @Nullable Reading next() throws IOException {
    if (queue.isEmpty()) {
      List<SourceFile> settled = inbox.settled();
      queue.addAll(parts == null ? settled : parts.ready(settled, inbox.all()));
      ended.forEach(each -> queue.removeIf(file -> file.id().equals(each.file.id())));
    }
    while (!queue.isEmpty()) {
      SourceFile file = queue.removeFirst();
      if (!file.unchanged()) {
        continue;
      }
      Reading opened = Reading.open(file, format, config);
      if (file.unchanged()) {
        reading = opened;
        return opened;
      }
      // written to while it was looked at: it had not settled
      opened.close();
    }
    return null;
  }

  /** What the inbox has, settled or not; of files that belong together the complete ones first. */
  private List<SourceFile> present() throws IOException {
    List<SourceFile> all = inbox.all();
    if (parts == null) {
      return all;
    }
    List<SourceFile> joined = new ArrayList<>(parts.complete(all));
    joined.addAll(all);
    return joined;
  }

  /** Moves what was stored but, after a crash, not moved. */
  private void finishMoves(FilePosition position) throws IOException {
    if (position.done().isEmpty()) {
      return;
    }
    Map<String, Ended> known = new LinkedHashMap<>();
    ended.forEach(each -> known.put(each.file.id(), each));
    for (SourceFile file : present()) {
      if (!position.done().contains(file.id())) {
        continue;
      }
      Ended before = known.get(file.id());
      if (parts != null && before == null && file.partners().isEmpty()) {
        if (file.unchanged() && !departures.follows(file)) {
          departures.move(file, 0, parts.missing(file), List.of());
        }
        continue;
      }
      if (before != null) {
        departures.move(file, before.records, before.unreadable, before.notes);
        continue;
      }
      try (Reading again = Reading.open(file, format, config)) {
        again.skip(Long.MAX_VALUE);
        departures.move(file, again.given(), again.unreadable(), again.notes());
      }
    }
    queue.removeIf(file -> position.done().contains(file.id()));
  }

  private Arrival arrival(Reading from, FileRecord record) {
    String name = from.file().name();
    RecordTree tree = record.tree();
    return new Arrival(
        from.hash() + ":" + from.given(),
        from.hash(),
        from.file().modified(),
        tree == null ? null : named(tree, name),
        record.raw(),
        record.problems().stream().map(p -> p.at(place(from.file(), p.where()))).toList(),
        false,
        false);
  }

  /** Files that belong together name themselves; everything else is in the first one. */
  private static String place(SourceFile file, @Nullable String where) {
    if (where == null) {
      return file.name();
    }
    boolean named =
        file.partners().stream()
            .map(SourceFile::name)
            .anyMatch(name -> where.equals(name) || where.startsWith(name + " "));
    return named ? where : file.name() + " " + where;
  }

  /** The place of a record names its file; the places below it need not. */
  private static RecordTree named(RecordTree tree, String file) {
    @Nullable Object[] values = new @Nullable Object[tree.shape().columns().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = tree.value(i);
    }
    @SuppressWarnings("unchecked")
    List<RecordTree>[] groups = (List<RecordTree>[]) new List<?>[tree.shape().groups().size()];
    for (int g = 0; g < groups.length; g++) {
      groups[g] = tree.group(g);
    }
    return new RecordTree(tree.shape(), values, groups, file + " " + tree.where());
  }

  private static Arrival unreadable(Reading file, Violation violation) throws IOException {
    String where = place(file.file(), violation.where());
    return new Arrival(
        file.hash() + ":0",
        file.hash(),
        file.file().modified(),
        null,
        file.content().all(RAW_OF_UNREADABLE),
        List.of(violation.at(where)),
        false,
        false);
  }

  @Override
  public void rejected(SourceBatch batch, Map<String, List<Violation>> problems) {
    try {
      for (Map.Entry<String, List<Violation>> each : problems.entrySet()) {
        note(each.getKey(), each.getValue());
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void note(String key, List<Violation> violations) throws IOException {
    int colon = key.indexOf(':');
    SourceFile file = colon < 0 ? null : fileOfHash.get(key.substring(0, colon));
    if (file != null) {
      reasons.add(file, Long.parseLong(key.substring(colon + 1)), violations);
    }
  }

  @Override
  public void stored(SourceBatch batch) {
    if (!batch.next().equals(expected)) {
      return;
    }
    try {
      for (Arrival arrival : batch.arrivals()) {
        if (!arrival.problems().isEmpty()) {
          note(arrival.key(), arrival.problems());
        }
      }
      for (Ended each : ended) {
        departures.move(each.file, each.records, each.unreadable, each.notes);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void forget() {
    close(reading);
    reading = null;
    queue.clear();
    ended.clear();
    fileOfHash.clear();
  }

  private static void close(@Nullable Reading open) {
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // it was only read from
      }
    }
  }

  @Override
  public List<String> columns() {
    return List.of();
  }

  @Override
  public CheckResult check() {
    String component = config.system() + " (file, " + config.format() + ")";
    try {
      List<SourceFile> waiting = inbox.all();
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("inbox", folder.toString());
      facts.put("files waiting", String.valueOf(waiting.size()));
      long incomplete = waiting.stream().filter(file -> !format.complete(file)).count();
      if (incomplete > 0) {
        facts.put("files waiting for a part of theirs", String.valueOf(incomplete));
      }
      if (parts != null) {
        facts.put("without their partner", String.valueOf(parts.alone(waiting)));
      }
      long others;
      try (var entries = Files.list(folder)) {
        others =
            entries
                .filter(path -> !path.getFileName().toString().startsWith("."))
                .filter(path -> !inbox.wanted(path))
                .filter(path -> format.alone(path.getFileName().toString()))
                .count();
      }
      if (others > 0) {
        return new CheckResult(
            component,
            CheckResult.Level.WARN,
            others + " files in the inbox do not match " + config.pattern() + " and stay there",
            facts);
      }
      return new CheckResult(component, CheckResult.Level.OK, "readable", facts);
    } catch (IOException e) {
      return CheckResult.fail(component, String.valueOf(failure(e).getMessage()));
    }
  }

  private AdapterException failure(IOException e) {
    return new AdapterException(
        "FILE-091",
        ErrorKind.TRANSIENT,
        AdapterException.Outcome.NOT_DONE,
        config.system()
            + ": inbox "
            + folder
            + ": "
            + e.getClass().getSimpleName()
            + " "
            + e.getMessage(),
        e);
  }

  @Override
  public void close() {
    forget();
  }
}

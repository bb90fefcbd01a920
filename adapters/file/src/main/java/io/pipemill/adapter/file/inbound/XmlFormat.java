package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.adapter.file.internal.XmlInput;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XML: each element at one of {@code source.path} is a record. */
final class XmlFormat implements FileFormat {

  /**
   * One of the record paths.
   *
   * @param path from the root element
   * @param elements what is kept below
   * @param plan what is made of it
   */
  record RecordPath(XmlPath path, XmlElements elements, XmlPlan plan) {}

  private final FileConfig config;
  private final List<RecordPath> paths = new ArrayList<>();
  private final XmlInput input = new XmlInput();

  XmlFormat(FileConfig config, SourceRequest request, List<String> problems) {
    this.config = config;
    Settings source = request.source();
    Map<String, String> namespaces = new HashMap<>();
    Settings declared = source.section("namespaces");
    for (String prefix : declared.keys()) {
      namespaces.put(prefix, declared.text(prefix, ""));
    }
    source.has("key");
    List<String> texts = source.list("path");
    if (texts.isEmpty()) {
      problems.add(
          source.place() + ".path: missing, expected the path of a record such as /order:Order");
    }
    for (String text : texts) {
      try {
        XmlPath path = XmlPath.parse(text, namespaces);
        boolean plain = path.steps().stream().allMatch(step -> step.predicates().isEmpty());
        if (path.steps().isEmpty() || path.attribute() != null || !plain) {
          throw new IllegalArgumentException("expected elements without predicates");
        }
        XmlElements elements = XmlElements.root();
        String name = path.steps().get(path.steps().size() - 1).local();
        XmlPlan plan =
            XmlPlan.of(
                name,
                elements,
                null,
                XmlPlan.label(path),
                request.shape(),
                source,
                namespaces,
                problems);
        paths.add(new RecordPath(path, elements, plan));
      } catch (IllegalArgumentException e) {
        problems.add(source.place() + ".path: found " + text + ": " + e.getMessage());
      }
    }
  }

  @Override
  public Survey survey(Content file) throws IOException {
    long records = 0;
    try (XmlCursor all = new XmlCursor(file.open(), input, paths, config, null)) {
      List<FileRecord> few = new ArrayList<>();
      long weight = 0;
      for (FileRecord each = all.next(); each != null; each = all.next()) {
        records++;
        weight += each.weight();
        if (weight < 4 * 1024 * 1024) {
          few.add(each);
        } else {
          few.clear();
        }
      }
      if (records == few.size()) {
        return kept(file, few);
      }
    }
    byte @Nullable [] raw = records == 1 ? file.all(config.maxRecordBytes()) : null;
    return () -> new XmlCursor(file.open(), input, paths, config, raw);
  }

  /** Small files are parsed once. */
  private Survey kept(Content file, List<FileRecord> records) throws IOException {
    byte[] raw = records.size() == 1 ? file.all(config.maxRecordBytes()) : null;
    return () -> {
      var each = records.iterator();
      return new Cursor() {
        @Override
        public @Nullable FileRecord next() {
          if (!each.hasNext()) {
            return null;
          }
          FileRecord record = each.next();
          return new FileRecord(record.tree(), raw, record.problems(), record.weight());
        }

        @Override
        public void close() {}
      };
    };
  }

  /** The failure for a root element that no path names. */
  static UnreadableFileException otherRoot(String uri, String local, List<RecordPath> paths) {
    List<String> expected =
        paths.stream()
            .map(p -> p.path().steps().get(0))
            .map(step -> "{" + step.uri() + "}" + step.local())
            .distinct()
            .toList();
    return new UnreadableFileException(
        new Violation(
            "FILE-023",
            "root element",
            "{" + uri + "}" + local,
            String.join(" or ", expected),
            "/" + local,
            "the file's root element is none of the mapping's paths"));
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** CSV in several files: one with headers, one with the rows of each group, joined by the key. */
final class PartsFormat implements FileFormat {

  /**
   * One file of a set, surveyed.
   *
   * @param content of it
   * @param layout of its rows
   * @param last the last row of each key
   */
  record Part(Content content, RowLayout layout, LongIntMap last) {}

  private final FileConfig config;
  private final FileParts parts;
  private final List<String> key;
  private final Columns columns;

  PartsFormat(FileConfig config, FileParts parts, SourceRequest request, List<String> problems) {
    this.config = config;
    this.parts = parts;
    this.key = request.source().list("key");
    this.columns = request.shape();
    String place = request.source().place();
    if (key.isEmpty()) {
      problems.add(place + ".key: missing, expected the columns that both files share");
    }
    Set<String> groups = new LinkedHashSet<>(columns.groups().keySet());
    parts.parts().forEach(part -> groups.remove(part.name()));
    for (FileParts.Part part : parts.parts()) {
      if (!part.name().equals(FileParts.HEADER) && !columns.groups().containsKey(part.name())) {
        problems.add(
            place
                + ".files."
                + part.name()
                + ": found "
                + part.name()
                + ", expected header or one of the mapping's groups "
                + columns.groups().keySet());
      }
    }
    if (!groups.isEmpty()) {
      problems.add(place + ".files: missing, expected a file for each of the groups " + groups);
    }
    if (columns.groups().values().stream().anyMatch(group -> !group.groups().isEmpty())) {
      problems.add(place + ": found groups below groups, expected none: each file is flat");
    }
    if (!config.format().equals("csv") || !config.header() || request.source().has("unpivot")) {
      problems.add(place + ".files: found more than plain rows, expected CSV with headers");
    }
  }

  @Override
  public Survey survey(Content file) throws IOException {
    List<Part> surveyed = new ArrayList<>();
    surveyed.add(part(file, FileParts.HEADER, columns));
    for (int i = 1; i < parts.parts().size(); i++) {
      String group = parts.parts().get(i).name();
      Content partner = file.partners().get(i - 1);
      try {
        partner.verifySize(config.maxBytes());
        surveyed.add(part(partner, group, columns.groups().getOrDefault(group, columns)));
      } catch (UnreadableFileException e) {
        Violation wrong = e.violation();
        String name = partner.file().name();
        throw new UnreadableFileException(
            wrong.at(wrong.where() == null ? name : name + " " + wrong.where()));
      }
    }
    return () -> PartsCursor.open(surveyed, config);
  }

  private Part part(Content content, String name, Columns wanted) throws IOException {
    try (CsvRows rows = new CsvRows(content.open(), config)) {
      RowLayout layout = RowLayout.part(name, header(rows), key, wanted.columns());
      LongIntMap last = new LongIntMap();
      int number = 0;
      for (CsvRow row = rows.next(); row != null; row = rows.next()) {
        String rowKey = layout.key(row);
        if (rowKey != null) {
          last.put(LongIntMap.hash(rowKey), number);
        }
        number++;
      }
      return new Part(content, layout, last);
    }
  }

  static List<String> header(CsvRows rows) throws IOException {
    CsvRow header = rows.next();
    if (header == null) {
      throw new UnreadableFileException(
          new Violation("FILE-001", "file", null, "a header and rows", null, "the file is empty"));
    }
    return header.fields().getFields();
  }
}

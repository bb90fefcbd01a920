package io.pipemill.adapter.file.inbound;

import io.pipemill.canonical.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why records of a file were rejected, gathered in a hidden file beside it while it is read, and
 * written as {@code <file>.reason.json} when it is moved.
 */
final class Reasons {
  private static final int MOST_WRITTEN = 10_000;

  /** A place in a file, as this adapter and the mapping write it: file, place, column. */
  private static final Pattern LINE =
      Pattern.compile("(.* )?line (\\d+)(?:, column (.*?)(?:, column .*)?)?");

  /** {@code 'May'!I12}, or {@code 'May'!12} for a row. */
  private static final Pattern CELL =
      Pattern.compile("(?:.* )?'((?:[^']|'')+)'!([A-Z]*)(\\d+)(?:, column (.*))?");

  /** {@code record 12} of a table. */
  private static final Pattern RECORD = Pattern.compile("(?:.* )?record (\\d+)(?:, column (.*))?");

  private static final Pattern XPATH = Pattern.compile("(?:.* )?(/\\S*?)(?:, column (.*))?");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What was gathered.
   *
   * @param records numbers of the rejected records
   * @param reasons for people, in the order of the records
   */
  record Gathered(Set<Long> records, ArrayNode reasons) {}

  private final Path folder;

  Reasons(Path folder) {
    this.folder = folder;
  }

  /** Adds reasons for one record of a file; repeating them does no harm. */
  void add(SourceFile file, long record, List<Violation> violations) throws IOException {
    String fileId = file.id();
    StringBuilder lines = new StringBuilder();
    for (Violation violation : violations) {
      ObjectNode node = json(violation, file.name());
      node.put("record", record);
      lines.append(JSON.writeValueAsString(node)).append('\n');
    }
    if (violations.isEmpty()) {
      lines.append("{\"record\":").append(record).append("}\n");
    }
    Files.createDirectories(folder);
    Files.writeString(path(fileId), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  Gathered gathered(String fileId) throws IOException {
    Set<Long> records = new HashSet<>();
    Set<String> once = new HashSet<>();
    ArrayNode reasons = JSON.createArrayNode();
    if (!Files.exists(path(fileId))) {
      return new Gathered(records, reasons);
    }
    try (BufferedReader lines = Files.newBufferedReader(path(fileId), StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode node = parsed(line);
        if (node != null) {
          records.add(node.path("record").longValue(0));
          if (node.has("code") && reasons.size() < MOST_WRITTEN && once.add(line)) {
            ObjectNode reason = (ObjectNode) node;
            reason.remove("record");
            reasons.add(reason);
          }
        }
      }
    }
    return new Gathered(records, reasons);
  }

  void forget(String fileId) throws IOException {
    Files.deleteIfExists(path(fileId));
  }

  static byte[] bytes(ArrayNode reasons) {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(reasons);
  }

  static ArrayNode only(Violation violation, String file) {
    ArrayNode reasons = JSON.createArrayNode();
    reasons.add(json(violation, file));
    return reasons;
  }

  /** A line that a crash has cut short is none. */
  private static @Nullable JsonNode parsed(String line) {
    try {
      return JSON.readTree(line);
    } catch (tools.jackson.core.JacksonException e) {
      return null;
    }
  }

  static ObjectNode json(Violation violation, String name) {
    ObjectNode node = JSON.createObjectNode();
    node.put("code", violation.code());
    node.put("message", violation.message());
    node.put("field", violation.field());
    node.put("value", violation.value());
    node.put("expected", violation.expected());
    String where = violation.where();
    if (where == null) {
      node.putNull("where");
      return node;
    }
    ObjectNode place = node.putObject("where");
    Matcher line = LINE.matcher(where);
    Matcher xpath = XPATH.matcher(where);
    Matcher cell = CELL.matcher(where);
    Matcher record = RECORD.matcher(where);
    if (cell.matches()) {
      place.put("sheet", cell.group(1).replace("''", "'"));
      if (cell.group(2).isEmpty()) {
        place.put("row", Long.parseLong(cell.group(3)));
      } else {
        place.put("cell", cell.group(2) + cell.group(3));
      }
      column(place, cell.group(4));
    } else if (line.matches()) {
      file(place, line.group(1), name);
      place.put("line", Long.parseLong(line.group(2)));
      column(place, line.group(3));
    } else if (record.matches()) {
      place.put("record", Long.parseLong(record.group(1)));
      column(place, record.group(2));
    } else if (xpath.matches()) {
      place.put("xpath", xpath.group(1));
      column(place, xpath.group(2));
    } else {
      place.put("place", where);
    }
    return node;
  }

  /** Of files that belong together the one it is about, unless that is the one told of. */
  private static void file(ObjectNode place, @Nullable String prefix, String name) {
    String file = prefix == null ? "" : prefix.strip();
    if (!file.isEmpty() && !file.equals(name) && !file.startsWith(name + " ")) {
      place.put("file", file);
    }
  }

  private static void column(ObjectNode place, @Nullable String name) {
    if (name != null) {
      place.put("column", name);
    }
  }

  private Path path(String fileId) {
    return folder.resolve("." + fileId + ".reasons.part");
  }
}

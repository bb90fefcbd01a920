package io.pipemill.canonical.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One change of released XSDs and what the gate says to it, from a file: the reason; {@code expect:
 * <whom it breaks> <what changed> <document> <field>}, with {@code and more} if the change shows in
 * other places too; then edits of files, each {@code file:} with {@code replace … with … end},
 * {@code create … end} or {@code delete}.
 */
record ChangeCase(String name, List<String> expected, boolean more, List<Edit> edits) {

  private record Edit(String file, String before, String after) {}

  private static final String WHOLE = "(whole)";

  static List<ChangeCase> all() {
    try (Stream<Path> files = Files.list(Folders.module().resolve("src/test/compatibility"))) {
      return files
          .filter(file -> file.toString().endsWith(".case"))
          .sorted()
          .map(ChangeCase::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ChangeCase read(Path file) {
    try {
      List<String> expected = new ArrayList<>();
      List<Edit> edits = new ArrayList<>();
      boolean more = false;
      String edited = "";
      Iterator<String> lines = Files.readAllLines(file).iterator();
      lines.next(); // the reason
      while (lines.hasNext()) {
        String line = lines.next();
        if (line.startsWith("expect: ")) {
          expected.add(line.substring("expect: ".length()));
        } else if (line.equals("and more")) {
          more = true;
        } else if (line.startsWith("file: ")) {
          edited = line.substring("file: ".length());
        } else if (line.equals("replace")) {
          edits.add(new Edit(edited, until(lines, "with"), until(lines, "end")));
        } else if (line.equals("create")) {
          edits.add(new Edit(edited, WHOLE, until(lines, "end")));
        } else if (line.equals("delete")) {
          edits.add(new Edit(edited, WHOLE, ""));
        } else {
          throw new IllegalStateException(file + " has the line '" + line + "'");
        }
      }
      String name = file.getFileName().toString().replace(".case", "");
      return new ChangeCase(name, expected, more, edits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String until(Iterator<String> lines, String end) {
    StringBuilder text = new StringBuilder();
    for (String line = lines.next(); !line.equals(end); line = lines.next()) {
      text.append(text.isEmpty() ? "" : "\n").append(line);
    }
    return text.toString();
  }

  /** Whom the whole change breaks. */
  SchemaChange.Breaks breaks() {
    return expected.stream()
        .map(line -> SchemaChange.Breaks.valueOf(line.split(" ")[0]))
        .reduce(SchemaChange.Breaks.NOBODY, SchemaChange.Breaks::and);
  }

  /** Documents it changes. */
  List<String> documents() {
    return expected.stream().map(line -> line.split(" ")[2]).distinct().toList();
  }

  /** A copy of the released XSDs with the change made. */
  void apply(Path released, Path to) {
    try (Stream<Path> files = Files.walk(released)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = to.resolve(released.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
      for (Edit edit : edits) {
        Path file = to.resolve(edit.file);
        if (!edit.before.equals(WHOLE)) {
          edit(file, edit);
        } else if (edit.after.isEmpty()) {
          Files.delete(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.writeString(file, edit.after);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void edit(Path file, Edit edit) throws IOException {
    String text = Files.readString(file);
    if (!text.contains(edit.before)) {
      throw new IllegalStateException(name + ": " + file + " does not have\n" + edit.before);
    }
    int at = text.indexOf(edit.before);
    Files.writeString(
        file, text.substring(0, at) + edit.after + text.substring(at + edit.before.length()));
  }

  @Override
  public String toString() {
    return name;
  }

  /** As in the files. */
  static String line(SchemaChange change) {
    return String.join(
            " ",
            Arrays.asList(
                change.breaks().name(), change.kind().name(), change.document(), change.field()))
        .strip();
  }
}

package io.pipemill.adapter.file.inbound;

import io.pipemill.adapter.file.internal.BadCell;
import io.pipemill.adapter.file.internal.StrictText;
import io.pipemill.adapter.file.internal.UnreadableFileException;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The lines of a file, cut into columns. */
final class FixedLines implements AutoCloseable {
  private static final @Nullable Object[] NONE = new @Nullable Object[0];
  private final FixedPlan plan;
  private final FixedBytes lines;
  private final StrictText texts;

  FixedLines(InputStream in, FixedPlan plan, int most) throws IOException {
    this.plan = plan;
    this.texts = new StrictText(plan.charset());
    this.lines = new FixedBytes(in, plan.charset(), plan.lineLength(), most);
  }

  /**
   * The next line that is not blank; null behind the last.
   *
   * @throws UnreadableFileException if it is not of the file's encoding
   */
  @Nullable FixedLine next() throws IOException {
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      if (!blank(line, 0)) {
        return cut(line);
      }
    }
    return null;
  }

  private FixedLine cut(byte[] line) throws UnreadableFileException {
    FixedType type = plan.type(line);
    String text = plan.inBytes() && type != null ? null : whole(line);
    if (type == null) {
      return new FixedLine(null, lines.number(), NONE, unknown(line));
    }
    int length = text == null ? line.length : text.codePointCount(0, text.length());
    @Nullable Object[] cells = new @Nullable Object[type.columns().size()];
    for (int i = 0; i < cells.length; i++) {
      FixedColumn column = type.columns().get(i);
      int end = Math.min(column.end(), length);
      if (column.from() < end) {
        cells[i] =
            text == null
                ? ofBytes(line, column, end)
                : column.value(part(text, column.from(), end));
      }
    }
    boolean longer = length > type.width() && !blankBehind(line, text, type.width());
    boolean shorter = length < type.width() && !plan.shortLines();
    Violation broken = longer || shorter ? wrongLength(type, length) : null;
    return new FixedLine(type, lines.number(), cells, broken);
  }

  private @Nullable Object ofBytes(byte[] line, FixedColumn column, int end)
      throws UnreadableFileException {
    String cell = texts.decode(line, column.from(), end);
    if (cell != null) {
      return column.value(cell);
    }
    String hex = BadCell.hex(line, column.from(), end);
    whole(line);
    return new BadCell(
        "FILE-072",
        hex,
        "whole characters of " + plan.charset().name(),
        "a border of column "
            + column.name()
            + " (bytes "
            + (column.from() + 1)
            + " to "
            + column.end()
            + ") cuts a character in half: the widths are in characters, or the layout is another");
  }

  private String whole(byte[] line) throws UnreadableFileException {
    String text = texts.decode(line, 0, line.length);
    if (text == null) {
      long at = lines.begin() + texts.wrongAt();
      throw new UnreadableFileException(
          new Violation(
              "FILE-002",
              "byte " + at,
              BadCell.hex(line, texts.wrongAt(), Math.min(line.length, texts.wrongEnd())),
              "text in " + plan.charset().name(),
              "line " + lines.number(),
              "byte "
                  + at
                  + " (line "
                  + lines.number()
                  + ") is not "
                  + plan.charset().name()
                  + ": the encoding is another, or the file is damaged"));
    }
    return text;
  }

  private static String part(String text, int from, int end) {
    int first = text.offsetByCodePoints(0, from);
    return text.substring(first, text.offsetByCodePoints(first, end - from));
  }

  private boolean blankBehind(byte[] line, @Nullable String text, int width) {
    return text == null
        ? blank(line, width)
        : text.substring(text.offsetByCodePoints(0, width)).isBlank();
  }

  private boolean blank(byte[] line, int from) {
    for (int i = from; i < line.length; i++) {
      if (line[i] != plan.blank()) {
        return false;
      }
    }
    return true;
  }

  private Violation wrongLength(FixedType type, int length) {
    boolean shorter = length < type.width();
    String unit = plan.inBytes() ? " bytes" : " characters";
    return new Violation(
        shorter ? "FILE-070" : "FILE-071",
        type.name(),
        length + unit,
        type.width() + unit,
        "line " + lines.number(),
        "the line is too "
            + (shorter ? "short" : "long")
            + ": "
            + length
            + " of "
            + type.width()
            + unit);
  }

  private Violation unknown(byte[] line) {
    String text = texts.decode(line, 0, Math.min(line.length, 20));
    return new Violation(
        "FILE-076",
        "line",
        text == null ? BadCell.hex(line, 0, Math.min(line.length, 20)) : text,
        "a line that begins with one of " + plan.prefixes(),
        "line " + lines.number(),
        "the line begins like none of the kinds of lines the mapping knows");
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}

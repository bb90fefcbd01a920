package io.pipemill.adapter.file.internal.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamConstants;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an .xlsx file. */
final class XlsxSheetRows implements SheetRows {
  private static final int MOST_MERGED = 200_000;
  private final XlsxXml xml;
  private final List<String> texts;
  private final BitSet dateStyles;
  private final SerialDates dates;
  private final RowCells cells = new RowCells();
  private final List<Merged> merged = new ArrayList<>();
  private final StringBuilder value = new StringBuilder();
  private final StringBuilder inline = new StringBuilder();
  private int row;

  XlsxSheetRows(XlsxXml xml, List<String> texts, BitSet dateStyles, SerialDates dates) {
    this.xml = xml;
    this.texts = texts;
    this.dateStyles = dateStyles;
    this.dates = dates;
  }

  @Override
  public @Nullable SheetRow next() throws IOException {
    for (int event = xml.next(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
      xml.nextRecord();
      if (event != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      if (xml.at("row")) {
        SheetRow read = row();
        if (read != null) {
          return read;
        }
      } else if (xml.at("mergeCell")) {
        merge(xml.attribute("ref"));
      }
    }
    return null;
  }

  private @Nullable SheetRow row() throws IOException {
    int number = xml.number("r", row + 1);
    if (number <= row || number > CellNames.MOST_ROWS) {
      throw Damage.broken("row " + number, "row " + number + " stands behind row " + row);
    }
    row = number;
    int column = -1;
    while (true) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT && xml.at("c")) {
        String name = xml.attribute("r");
        int next = name == null ? column + 1 : CellNames.column(name);
        if (next <= column || next >= CellNames.MOST_COLUMNS) {
          throw Damage.broken(name, "cell " + name + " of row " + row + " is out of order");
        }
        column = next;
        cells.set(column, cell());
      } else if (event == XMLStreamConstants.END_ELEMENT && xml.at("row")) {
        return cells.take(row);
      } else if (event == XMLStreamConstants.END_DOCUMENT) {
        throw Damage.broken("row " + row, "the sheet breaks off");
      }
    }
  }

  private @Nullable Object cell() throws IOException {
    String type = xml.attribute("t");
    int style = xml.number("s", 0);
    value.setLength(0);
    inline.setLength(0);
    boolean formula = false;
    @Nullable StringBuilder into = null;
    int phonetic = 0;
    while (true) {
      int event = xml.next();
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          switch (xml.name()) {
            case "v" -> into = value;
            case "t" -> into = phonetic == 0 ? inline : null;
            case "f" -> formula = true;
            case "rPh" -> phonetic++;
            default -> {}
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (xml.at("c")) {
            return converted(type == null ? "n" : type, style, formula);
          }
          if (xml.at("rPh")) {
            phonetic--;
          }
          into = null;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (into != null) {
            xml.appendText(into);
          }
        }
        case XMLStreamConstants.END_DOCUMENT ->
            throw Damage.broken("row " + row, "the sheet breaks off");
        default -> {}
      }
    }
  }

  private @Nullable Object converted(String type, int style, boolean formula) throws IOException {
    if (type.equals("inlineStr")) {
      return text(XlsxText.decoded(inline));
    }
    String raw = value.toString();
    if (raw.isBlank()) {
      return formula && !type.equals("str") ? CellFault.NOT_CALCULATED : text(raw);
    }
    return switch (type) {
      case "s" -> shared(raw);
      case "str" -> text(XlsxText.decoded(value));
      case "b" -> raw.strip().equals("1") || raw.strip().toLowerCase(Locale.ROOT).equals("true");
      case "e" -> new CellFault(raw.strip(), true);
      case "d" -> raw.strip();
      default -> number(raw, style);
    };
  }

  private static @Nullable String text(String text) {
    return text.isEmpty() ? null : text;
  }

  private @Nullable String shared(String raw) throws IOException {
    int index = xml.number(raw);
    if (index < 0 || index >= texts.size()) {
      throw Damage.broken(raw, "row " + row + " names text " + raw + " of " + texts.size());
    }
    return text(texts.get(index));
  }

  private Object number(String raw, int style) throws IOException {
    double number;
    try {
      number = Double.parseDouble(raw);
    } catch (NumberFormatException e) {
      throw Damage.broken(raw, "row " + row + " has a number that is none");
    }
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw Damage.broken(raw, "row " + row + " has a number that is none");
    }
    Object date = style >= 0 && dateStyles.get(style) ? dates.of(number) : null;
    return date == null ? SerialDates.number(number) : date;
  }

  private void merge(@Nullable String reference) throws IOException {
    String[] ends = reference == null ? new String[0] : reference.split(":");
    if (ends.length != 2 || merged.size() >= MOST_MERGED) {
      return;
    }
    Merged area =
        new Merged(
            CellNames.row(ends[0]),
            CellNames.row(ends[1]),
            CellNames.column(ends[0]),
            CellNames.column(ends[1]));
    if (area.firstRow() < 0 || area.lastRow() < 0 || area.firstColumn() < 0) {
      throw Damage.broken(reference, "merged cells " + reference + " are none");
    }
    merged.add(area);
  }

  @Override
  public List<Merged> merged() {
    return merged;
  }

  @Override
  public void close() throws IOException {
    xml.close();
  }
}

package io.pipemill.adapter.file.internal.workbook;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.util.CellRangeAddress;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an .xls file. */
final class XlsSheetRows implements SheetRows {
  private static final int MOST_MERGED = 200_000;
  private final DocumentInputStream in;
  private final RecordFactoryInputStream records;
  private final @Nullable SSTRecord texts;
  private final BitSet dateStyles;
  private final SerialDates dates;
  private final RowCells cells = new RowCells();
  private final List<Merged> merged = new ArrayList<>();

  /** Number of the row whose cells are being collected, from 1. */
  private int row;

  private @Nullable CellValueRecordInterface ahead;
  private @Nullable FormulaRecord textFormula;

  /** Depth of sub-streams: a chart in a sheet is a stream of its own. */
  private int depth;

  private boolean ended;

  XlsSheetRows(
      DocumentInputStream in, @Nullable SSTRecord texts, BitSet dateStyles, SerialDates dates) {
    this.in = in;
    this.records = new RecordFactoryInputStream(in, false);
    this.texts = texts;
    this.dateStyles = dateStyles;
    this.dates = dates;
  }

  @Override
  public @Nullable SheetRow next() throws IOException {
    try {
      return read();
    } catch (IOException | RuntimeException e) {
      throw XlsWorkbook.told(e);
    }
  }

  private @Nullable SheetRow read() throws IOException {
    while (true) {
      CellValueRecordInterface cell = ahead == null ? cell() : ahead;
      ahead = null;
      if (cell == null) {
        return cells.take(row);
      }
      int number = cell.getRow() + 1;
      if (number < row) {
        throw Damage.broken(
            "row " + number,
            "row "
                + number
                + " stands behind row "
                + row
                + ": save it with Excel and drop it again");
      }
      if (number > row) {
        SheetRow complete = cells.take(row);
        row = number;
        if (complete != null) {
          ahead = cell;
          return complete;
        }
      }
      cells.set(cell.getColumn(), value(cell));
    }
  }

  /** The next record of a cell; null behind the last. */
  private @Nullable CellValueRecordInterface cell() throws IOException {
    while (!ended) {
      Record record = records.nextRecord();
      if (record == null) {
        throw Damage.broken(null, "the sheet breaks off");
      }
      if (record instanceof BOFRecord) {
        depth++;
      } else if (record instanceof EOFRecord) {
        ended = --depth <= 0;
      } else if (depth > 1) {
        continue;
      } else if (record instanceof StringRecord text && textFormula != null) {
        cells.set(textFormula.getColumn(), text.getString().isEmpty() ? null : text.getString());
        textFormula = null;
      } else if (record instanceof MergeCellsRecord areas) {
        merge(areas);
      } else if (record instanceof CellValueRecordInterface cell) {
        return cell;
      }
    }
    return null;
  }

  private @Nullable Object value(CellValueRecordInterface cell) throws IOException {
    textFormula = null;
    if (cell instanceof NumberRecord number) {
      return number(number.getValue(), number.getXFIndex());
    }
    if (cell instanceof LabelSSTRecord label) {
      int index = label.getSSTIndex();
      if (texts == null || index < 0 || index >= texts.getNumUniqueStrings()) {
        throw Damage.broken(
            String.valueOf(index), "row " + row + " names a text that is not there");
      }
      String text = texts.getString(index).getString();
      return text.isEmpty() ? null : text;
    }
    if (cell instanceof LabelRecord label) {
      return label.getValue().isEmpty() ? null : label.getValue();
    }
    if (cell instanceof BoolErrRecord flag) {
      return flag.isBoolean() ? flag.getBooleanValue() : fault(flag.getErrorValue());
    }
    if (cell instanceof FormulaRecord formula) {
      return formula(formula);
    }
    return null;
  }

  private @Nullable Object formula(FormulaRecord formula) {
    CellType type = formula.getCachedResultTypeEnum();
    switch (type) {
      case STRING -> {
        // its text is the next record
        if (formula.hasCachedResultString()) {
          textFormula = formula;
        }
        return null;
      }
      case BOOLEAN -> {
        return formula.getCachedBooleanValue();
      }
      case ERROR -> {
        return fault((byte) formula.getCachedErrorValue());
      }
      default -> {
        return number(formula.getValue(), formula.getXFIndex());
      }
    }
  }

  private static CellFault fault(byte code) {
    return new CellFault(FormulaError.forInt(code).getString(), true);
  }

  private @Nullable Object number(double number, short style) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      return new CellFault("a number that is none", true);
    }
    Object date = style >= 0 && dateStyles.get(style) ? dates.of(number) : null;
    return date == null ? SerialDates.number(number) : date;
  }

  private void merge(MergeCellsRecord areas) {
    for (int i = 0; i < areas.getNumAreas() && merged.size() < MOST_MERGED; i++) {
      CellRangeAddress area = areas.getAreaAt(i);
      merged.add(
          new Merged(
              area.getFirstRow() + 1,
              area.getLastRow() + 1,
              area.getFirstColumn(),
              area.getLastColumn()));
    }
  }

  @Override
  public List<Merged> merged() {
    return merged;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

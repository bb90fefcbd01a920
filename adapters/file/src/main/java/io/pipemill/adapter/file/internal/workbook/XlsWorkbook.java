package io.pipemill.adapter.file.internal.workbook;

import io.pipemill.adapter.file.internal.UnreadableFileException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.ExtendedFormatRecord;
import org.apache.poi.hssf.record.FormatRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RecordFactoryInputStream;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;

/** An .xls file (Excel 97 to 2003), its records read one by one. */
final class XlsWorkbook implements Workbook {

  private final POIFSFileSystem file;
  private final Map<String, BoundSheetRecord> sheets = new LinkedHashMap<>();
  private final BitSet dateStyles = new BitSet();
  private @Nullable SSTRecord texts;
  private boolean from1904;

  private XlsWorkbook(POIFSFileSystem file) {
    this.file = file;
  }

  static XlsWorkbook open(Path path, Options options) throws IOException {
    POIFSFileSystem file;
    try {
      file = new POIFSFileSystem(path.toFile(), true);
    } catch (IOException | RuntimeException e) {
      throw told(e);
    }
    try {
      XlsWorkbook workbook = new XlsWorkbook(file);
      DirectoryNode root = file.getRoot();
      if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
        throw Damage.encrypted();
      }
      if (!root.hasEntryCaseInsensitive("Workbook")) {
        throw root.hasEntryCaseInsensitive("Book")
            ? Damage.none("a workbook of Excel 95", "save it with Excel as .xlsx")
            : Damage.none("another document of Office", "the file is no workbook");
      }
      workbook.readGlobals();
      if (options.dates() != DateSystem.AS_STATED) {
        workbook.from1904 = options.dates() == DateSystem.FROM_1904;
      }
      return workbook;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw told(e);
    }
  }

  /** What a damaged file makes POI throw, which checks little and stumbles over the rest. */
  static IOException told(Exception e) {
    if (e instanceof EncryptedDocumentException) {
      return Damage.encrypted();
    }
    if (e instanceof UnreadableFileException || e instanceof FileSystemException) {
      return (IOException) e;
    }
    String words = String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    return Damage.broken(null, "it breaks off, or its records do not fit together (" + words + ")");
  }

  private DocumentInputStream stream() throws IOException {
    DirectoryNode root = file.getRoot();
    return root.createDocumentInputStream(root.getEntryCaseInsensitive("Workbook"));
  }

  private void readGlobals() throws IOException {
    List<ExtendedFormatRecord> styles = new ArrayList<>();
    Map<Integer, String> formats = new HashMap<>();
    try (DocumentInputStream in = stream()) {
      RecordFactoryInputStream records = new RecordFactoryInputStream(in, false);
      for (Record record = records.nextRecord();
          record != null && !(record instanceof EOFRecord);
          record = records.nextRecord()) {
        if (record instanceof BoundSheetRecord sheet) {
          sheets.put(sheet.getSheetname(), sheet);
        } else if (record instanceof SSTRecord shared) {
          texts = shared;
        } else if (record instanceof ExtendedFormatRecord style) {
          styles.add(style);
        } else if (record instanceof FormatRecord format) {
          formats.put(format.getIndexCode(), format.getFormatString());
        } else if (record instanceof DateWindow1904Record window) {
          from1904 = window.getWindowing() == 1;
        }
      }
    }
    if (sheets.isEmpty()) {
      throw Damage.broken(null, "it has no sheets");
    }
    for (int i = 0; i < styles.size(); i++) {
      int id = styles.get(i).getFormatIndex();
      dateStyles.set(i, SerialDates.isDate(id, formats.get(id)));
    }
  }

  @Override
  public List<String> sheets() {
    return new ArrayList<>(sheets.keySet());
  }

  @Override
  public SheetRows rows(String name) throws IOException {
    BoundSheetRecord sheet = sheets.get(name);
    if (sheet == null) {
      throw new IllegalArgumentException("sheet " + name + ", expected one of " + sheets.keySet());
    }
    DocumentInputStream in = stream();
    try {
      int start = sheet.getPositionOfBof();
      if (in.skip(start) != start) {
        throw Damage.broken(name, "sheet '" + name + "' is missing");
      }
      return new XlsSheetRows(in, texts, dateStyles, dates());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw told(e);
    }
  }

  @Override
  public SerialDates dates() {
    return new SerialDates(from1904);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

package io.pipemill.benchmarks.mapping;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * Readers as a programmer writes them by hand over good libraries (FastCSV, fastexcel, a StAX
 * parser), for {@link HandWritten}: one pass, the rows of an order stand together, no checks of the
 * file as a whole.
 */
final class HandReaders {
  private final HandWritten mapping;
  private final RecordShape header;
  private final RecordShape line;

  /** The order that is being read. */
  private @Nullable Object[] values;

  private List<RecordTree> lines = new ArrayList<>();

  HandReaders(RecordTree example) {
    mapping = new HandWritten(example);
    header = example.shape();
    line = example.group("lines").get(0).shape();
    values = new @Nullable Object[header.columns().size()];
  }

  Contestant csv(Path file) {
    return contestant(
        orders -> {
          try (CsvReader<CsvRecord> rows =
              CsvReader.builder().ofCsvRecord(file, StandardCharsets.UTF_8)) {
            Iterator<CsvRecord> each = rows.iterator();
            Flat flat = new Flat(each.next().getFields());
            while (each.hasNext()) {
              CsvRecord row = each.next();
              flat.row(row::getField, orders);
            }
            finish(orders);
          }
        });
  }

  Contestant excel(Path file) {
    return contestant(
        orders -> {
          try (ReadableWorkbook book = new ReadableWorkbook(file.toFile());
              var rows = book.getFirstSheet().openStream()) {
            Iterator<Row> each = rows.iterator();
            Row first = each.next();
            Flat flat = new Flat(first.stream().map(Cell::getText).toList());
            while (each.hasNext()) {
              Row row = each.next();
              flat.row(
                  c -> {
                    Cell cell = c < row.getCellCount() ? row.getCell(c) : null;
                    return cell == null ? "" : cell.getText();
                  },
                  orders);
            }
            finish(orders);
          }
        });
  }

  Contestant xml(Path file) {
    Map<String, Integer> headers = indexes(header);
    Map<String, Integer> ofLine = indexes(line);
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    return contestant(
        orders -> {
          try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = factory.createXMLStreamReader(in);
            @Nullable Object[] now = values;
            Map<String, Integer> columns = headers;
            while (xml.hasNext()) {
              int event = xml.next();
              if (event == XMLStreamConstants.START_ELEMENT) {
                String name = xml.getLocalName();
                if (name.equals("Line")) {
                  now = new @Nullable Object[line.columns().size()];
                  columns = ofLine;
                } else if (name.equals("Order")) {
                  now = values;
                  columns = headers;
                } else if (!name.equals("Orders")) {
                  Integer column = columns.get(name);
                  String text = xml.getElementText();
                  if (column != null) {
                    now[column] = typed(name, text);
                  }
                }
              } else if (event == XMLStreamConstants.END_ELEMENT) {
                if (xml.getLocalName().equals("Line")) {
                  lines.add(RecordTree.flat(line, now, null));
                } else if (xml.getLocalName().equals("Order")) {
                  finish(orders);
                }
              }
            }
          } catch (XMLStreamException e) {
            throw new IOException(e);
          }
        });
  }

  private static Map<String, Integer> indexes(RecordShape shape) {
    Map<String, Integer> indexes = new HashMap<>();
    shape.columns().forEach(column -> indexes.put(column, shape.column(column)));
    return indexes;
  }

  /** Rows in which the header is repeated on every line. */
  private final class Flat {
    private final int[] ofHeader;
    private final int[] ofLine;
    private final int key;
    private String last = "";

    Flat(List<String> names) {
      ofHeader = header.columns().stream().mapToInt(names::indexOf).toArray();
      ofLine = line.columns().stream().mapToInt(names::indexOf).toArray();
      key = names.indexOf("ORDER_NO");
    }

    void row(IntFunction<String> field, Consumer<Object> orders) {
      String order = field.apply(key);
      if (!order.equals(last)) {
        finish(orders);
        last = order;
        fill(values, header, ofHeader, field);
      }
      @Nullable Object[] of = new @Nullable Object[ofLine.length];
      fill(of, line, ofLine, field);
      lines.add(RecordTree.flat(line, of, null));
    }

    private void fill(
        @Nullable Object[] into, RecordShape shape, int[] from, IntFunction<String> field) {
      for (int i = 0; i < from.length; i++) {
        into[i] = from[i] < 0 ? null : typed(shape.columns().get(i), field.apply(from[i]));
      }
    }
  }

  private static @Nullable Object typed(String column, String text) {
    if (text.isEmpty()) {
      return null;
    }
    return switch (column) {
      case "NET_TON", "PRICE", "TOTAL_AMT", "FREIGHT_AMT" -> new BigDecimal(text);
      case "UPDATED_AT" -> Instant.parse(text);
      default -> text;
    };
  }

  private void finish(Consumer<Object> orders) {
    if (lines.isEmpty()) {
      return;
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<RecordTree>[] groups = new List[] {lines};
    HandWritten.Result result = mapping.map(new RecordTree(header, values, groups, null));
    if (result != null) {
      orders.accept(result.order());
    }
    Arrays.fill(values, null);
    lines = new ArrayList<>();
  }

  static Contestant records(List<RecordTree> records) {
    HandWritten mapping = new HandWritten(records.get(0));
    return contestant(
        orders -> {
          for (RecordTree record : records) {
            HandWritten.Result result = mapping.map(record);
            if (result != null) {
              orders.accept(result.order());
            }
          }
        });
  }

  private interface Run {
    void run(Consumer<Object> orders) throws IOException;
  }

  private static Contestant contestant(Run run) {
    return new Contestant() {
      @Override
      public String name() {
        return "hand-written Java";
      }

      @Override
      public void run(Consumer<Object> orders) throws IOException {
        run.run(orders);
      }
    };
  }
}

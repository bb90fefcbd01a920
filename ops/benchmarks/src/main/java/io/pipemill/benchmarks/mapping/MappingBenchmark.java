package io.pipemill.benchmarks.mapping;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.DocumentType;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.mapping.ExternalSystem;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code benchmark mapping}: a retail order with three lines, mapped and validated on one core,
 * from records and out of CSV, workbook and XML, beside hand-written Java and beside a script.
 */
public final class MappingBenchmark {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP = 6;

  /** How the file transport is told to find the orders. */
  private static final Map<String, String> SOURCES =
      new TreeMap<>(
          Map.of(
              "csv", "{key: [ORDER_NO], lines: {}}",
              "excel", "{key: [ORDER_NO], lines: {}}",
              "xml", "{path: /Orders/Order, lines: {path: Line}}"));

  private MappingBenchmark() {}

  /**
   * @param rounds of each contestant, after warming up
   * @param orders in a file; records are 500 in memory, again and again
   */
  public static void run(Path root, int rounds, int orders) throws Exception {
    DocumentCatalog catalog = DocumentCatalog.load();
    Path systems = root.resolve("mappings/systems");
    ExternalSystem retail = OrderSystem.load(catalog, systems);
    DocumentType type = Engine.mapping(retail).document();
    Script script = new Script(type);
    System.out.printf(
        Locale.ROOT,
        "mapping: retail orders with 3 lines, mapped and validated, one thread, processor time, %d rounds, JDK %s%n",
        rounds,
        Runtime.version());
    List<RecordTree> few = RetailOrders.records(Engine.mapping(retail).columns(), 500);
    compare(
        "records",
        200,
        rounds,
        type,
        Engine.records(Engine.mapping(retail), few),
        HandReaders.records(few),
        script.records(few));
    Path folder = Files.createTempDirectory("pipemill-benchmark");
    try {
      for (Map.Entry<String, String> form : SOURCES.entrySet()) {
        String format = form.getKey();
        ExternalSystem system =
            OrderSystem.load(
                catalog,
                systems,
                format,
                form.getValue(),
                folder.resolve(format).resolve("systems"));
        List<RecordTree> many = RetailOrders.records(Engine.mapping(retail).columns(), orders);
        Path home = folder.resolve(format);
        Path file = OrderFiles.write(format, many, home.resolve("inbox").resolve(system.id()));
        HandReaders byHand = new HandReaders(many.get(0));
        compare(
            format + ", " + orders + " orders, " + Files.size(file) / 1024 + " KiB",
            1,
            rounds,
            type,
            Engine.files(system, home),
            switch (format) {
              case "csv" -> byHand.csv(file);
              case "excel" -> byHand.excel(file);
              default -> byHand.xml(file);
            },
            script.files(format, file));
      }
    } finally {
      delete(folder);
    }
  }

  /** Contestants take turns in each round, so that a slow minute of the machine is everybody's. */
  private static void compare(
      String what, int times, int rounds, DocumentType type, Contestant... contestants)
      throws Exception {
    same(type, contestants);
    double[][] rates = new double[contestants.length][rounds];
    for (int round = -WARM_UP; round < rounds; round++) {
      for (int c = 0; c < contestants.length; c++) {
        // a script is an order of magnitude slower: a tenth of the work gives as good a figure
        int repeat = c < 2 ? times : Math.max(1, times / 10);
        double rate = perSecond(contestants[c], repeat);
        if (round >= 0) {
          rates[c][round] = rate;
        }
      }
    }
    System.out.println(what);
    double ours = 0;
    for (int c = 0; c < contestants.length; c++) {
      Arrays.sort(rates[c]);
      double median = rates[c][rounds / 2];
      ours = c == 0 ? median : ours;
      System.out.printf(
          Locale.ROOT,
          "  %-18s median %8.0f documents/s (%.0f to %.0f)%s%n",
          contestants[c].name(),
          median,
          rates[c][0],
          rates[c][rounds - 1],
          c == 0 ? "" : String.format(Locale.ROOT, ": %.2f times Pipemill", median / ours));
    }
  }

  /** By the thread's processor time: what else runs on the machine does not count. */
  private static double perSecond(Contestant contestant, int times) throws Exception {
    long[] documents = {0};
    long began = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < times; i++) {
      contestant.run(order -> documents[0]++);
    }
    if (documents[0] == 0) {
      throw new IllegalStateException(contestant.name() + ": no orders");
    }
    return documents[0] / ((THREADS.getCurrentThreadCpuTime() - began) / 1e9);
  }

  /** A yardstick that does something else would prove nothing. Numbers are compared by value. */
  private static void same(DocumentType type, Contestant... contestants) throws Exception {
    List<Object> ours = new ArrayList<>();
    contestants[0].run(ours::add);
    for (int c = 1; c < contestants.length; c++) {
      List<Object> theirs = new ArrayList<>();
      contestants[c].run(theirs::add);
      if (theirs.size() != ours.size()) {
        throw new IllegalStateException(
            contestants[c].name() + ": " + theirs.size() + " orders, Pipemill: " + ours.size());
      }
      for (int i = 0; i < ours.size(); i++) {
        if (!Arrays.equals(type.fingerprint(ours.get(i)), type.fingerprint(theirs.get(i)))) {
          throw new IllegalStateException(
              "Pipemill and "
                  + contestants[c].name()
                  + " differ:\n"
                  + new String(type.toXml(ours.get(i)), StandardCharsets.UTF_8)
                  + "\n"
                  + new String(type.toXml(theirs.get(i)), StandardCharsets.UTF_8));
        }
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(
              Path dir, java.io.@org.jspecify.annotations.Nullable IOException e)
              throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}

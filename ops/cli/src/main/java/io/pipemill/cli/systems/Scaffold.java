package io.pipemill.cli.systems;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes the files of a new system folder: one that passes the checks and moves a sample order. */
final class Scaffold {
  private static final Set<String> TRANSPORTS = Set.of("file", "jdbc");
  private static final List<String> FORMATS = List.of("csv", "dbf", "fixed");
  private static final List<String> FILES =
      List.of(
          "system.yaml",
          "sales-order.in.yaml",
          "codelists/order-types.csv",
          "README.md",
          "golden/sales-order/first-order/source",
          "golden/sales-order/first-order/source.json",
          "golden/sales-order/first-order/canonical.xml",
          "golden/sales-order/first-order/example.txt");
  private final String system;
  private final String transport;

  /** Folder of the templates. */
  private final String templates;

  /**
   * @param format of files; of no meaning to other transports
   * @throws CommandFailed with every problem of the arguments
   */
  Scaffold(String system, String transport, String format) {
    List<String> problems = new ArrayList<>();
    if (!system.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
      problems.add(Texts.of("usage.found", "SYSTEM", system, Texts.of("usage.system.id")));
    }
    if (!TRANSPORTS.contains(transport)) {
      problems.add(Texts.of("usage.found", "--transport", transport, "file | jdbc"));
    }
    if (!FORMATS.contains(format)) {
      problems.add(Texts.of("usage.found", "--format", format, String.join(" | ", FORMATS)));
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
    this.system = system;
    this.transport = transport;
    boolean other = transport.equals("file") && !format.equals("csv");
    this.templates = other ? transport + "-" + format : transport;
  }

  /** Writes below {@code parent/<system>}; never into a folder that is there. */
  List<Path> write(Path parent) throws IOException {
    Path folder = parent.resolve(system);
    if (Files.exists(folder)) {
      throw new CommandFailed(Exit.USAGE, Texts.of("systems.new.there", folder));
    }
    List<Path> written = new ArrayList<>();
    for (String name : FILES) {
      String own = template(templates + "/" + name);
      // the code list is the same whatever the format
      String text =
          own == null && name.startsWith("codelists/") ? template(transport + "/" + name) : own;
      if (text == null) {
        continue;
      }
      String target = name.endsWith("/source") ? name + ".csv" : name;
      Path file = folder.resolve(target);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(
          file,
          text.replace("${system}", system)
              .replace("${database}", system.replace('-', '_'))
              .replace("${env}", system.replace('-', '_').toUpperCase(java.util.Locale.ROOT)));
      written.add(file);
    }
    return written;
  }

  private static @org.jspecify.annotations.Nullable String template(String name)
      throws IOException {
    try (InputStream in = Scaffold.class.getResourceAsStream("/io/pipemill/cli/scaffold/" + name)) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

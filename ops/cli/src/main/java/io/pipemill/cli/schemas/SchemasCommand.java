package io.pipemill.cli.schemas;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.schemas.SchemaCheck;
import io.pipemill.control.schemas.SchemaCheck.Change;
import io.pipemill.control.schemas.SchemaCheck.Checked;
import io.pipemill.control.schemas.SchemaCheck.Side;
import io.pipemill.control.schemas.SchemaFiles;
import io.pipemill.control.schemas.SchemaImpact;
import io.pipemill.control.schemas.SchemaImpact.Impact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Canonical documents: compatibility, export, and what a change touches; without a node. */
@Command(name = "schemas", resourceBundle = Texts.BUNDLE)
public final class SchemasCommand {
  @Mixin final OutputOptions output = new OutputOptions();

  private SchemasCommand() {}

  public static CommandLine line() {
    return new CommandLine(new SchemasCommand());
  }

  @Command(name = "check")
  int check(
      @Mixin OutputOptions output,
      @Option(names = "--against", paramLabel = "DIR", descriptionKey = "option.against")
          @Nullable Path against,
      @Option(names = "--schemas", paramLabel = "DIR", descriptionKey = "option.schemas")
          @Nullable Path schemas,
      @Option(
              names = "--for",
              paramLabel = "senders|readers|both",
              defaultValue = "both",
              descriptionKey = "option.for")
          Side side) {
    Path current = schemas == null ? root().resolve("schemas") : schemas;
    Path released = against == null ? root().resolve("schemas/released") : against;
    List<String> problems = new ArrayList<>();
    folder("--against", released, problems);
    folder("--schemas", current, problems);
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
    Checked checked;
    try {
      checked = new SchemaCheck().check(released, current, side);
    } catch (RefusedException e) {
      throw new CommandFailed(Exit.USAGE, e.problems());
    }
    if (output.json()) {
      output.print(JsonMapper.shared().valueToTree(checked));
    } else {
      print(output, checked, released);
    }
    return checked.compatible() ? Exit.DONE : Exit.ATTENTION;
  }

  private static void print(OutputOptions output, Checked checked, Path released) {
    Table changes = new Table("document", "field", "change", "breaks", "before", "after");
    for (Change change : checked.changes()) {
      changes.row(
          change.document(),
          change.field(),
          Texts.of("schema.change." + change.change()),
          Texts.of("schema.breaks." + change.breaks()),
          change.before(),
          change.after());
    }
    if (!changes.isEmpty()) {
      changes.print(output.out());
    }
    long incompatible = checked.changes().stream().filter(Change::incompatible).count();
    output
        .out()
        .println(
            Texts.of(
                "schemas.checked",
                checked.changes().size(),
                incompatible,
                Texts.of("schema.breaks." + checked.side())));
    if (incompatible > 0) {
      output.out().println(Texts.of("schemas.check.next", released));
    }
  }

  @Command(name = "export")
  int export(
      @Mixin OutputOptions output,
      @Parameters(index = "0", paramLabel = "DIR", descriptionKey = "parameter.export-dir")
          Path folder) {
    SchemaFiles.Exported exported;
    try {
      exported = new SchemaFiles().export(folder);
    } catch (RefusedException e) {
      throw new CommandFailed(Exit.FAILED, e.problems());
    }
    if (output.json()) {
      output.print(JsonMapper.shared().valueToTree(exported));
    } else {
      exported.files().forEach(file -> output.out().println(folder.resolve(file)));
      output
          .out()
          .println(
              Texts.of("schemas.exported", exported.files().size(), folder.resolve("index.html")));
    }
    return Exit.DONE;
  }

  @Command(name = "impact")
  int impact(
      @Mixin OutputOptions output,
      @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
          @Nullable List<Path> systemsDirs,
      @Parameters(index = "0", paramLabel = "WHAT", descriptionKey = "parameter.what")
          String what) {
    List<Path> roots = new ArrayList<>();
    roots.add(root().resolve("mappings/systems"));
    List<String> problems = new ArrayList<>();
    if (systemsDirs != null) {
      systemsDirs.forEach(folder -> folder("--systems-dir", folder, problems));
      roots.addAll(systemsDirs);
    }
    if (!problems.isEmpty()) {
      throw new CommandFailed(Exit.USAGE, problems);
    }
    Impact impact;
    try {
      impact = new SchemaImpact().of(what, roots);
    } catch (NotFoundException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("schemas.unknown", String.valueOf(e.getMessage())));
    }
    if (output.json()) {
      output.print(JsonMapper.shared().valueToTree(impact));
    } else {
      print(output, impact);
    }
    return impact.unsound().isEmpty() ? Exit.DONE : Exit.ATTENTION;
  }

  private static void print(OutputOptions output, Impact impact) {
    Table flows = new Table("document", "system", "direction", "#places", "file");
    impact
        .flows()
        .forEach(
            flow ->
                flows.row(
                    flow.document(),
                    flow.system(),
                    Texts.of("column." + flow.direction()),
                    flow.uses(),
                    flow.system() + "/" + flow.file()));
    if (!flows.isEmpty()) {
      flows.print(output.out());
      output.out().println();
    }
    Table uses = new Table("document", "field", "access", "where");
    impact
        .roles()
        .forEach(
            role ->
                uses.row(
                    role.document(), role.field(), Texts.of("schema.role." + role.role()), "hub"));
    impact
        .uses()
        .forEach(
            use ->
                uses.row(
                    use.document(),
                    use.field(),
                    Texts.of("schema.access." + use.access()),
                    use.system() + "/" + use.file() + ":" + use.line()));
    if (!uses.isEmpty()) {
      uses.print(output.out());
    }
    output
        .out()
        .println(
            Texts.of(
                "schemas.impact",
                impact.uses().size(),
                impact.flows().stream()
                    .filter(flow -> flow.uses() > 0)
                    .map(SchemaImpact.Flow::system)
                    .distinct()
                    .count()));
    if (!impact.unsound().isEmpty()) {
      output.out().println(Texts.of("schemas.impact.unsound", String.join(", ", impact.unsound())));
    }
  }

  private static void folder(String option, Path folder, List<String> problems) {
    if (!Files.isDirectory(folder)) {
      problems.add(Texts.of("usage.no.folder", option, folder));
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("pipemill.root", ""));
  }
}

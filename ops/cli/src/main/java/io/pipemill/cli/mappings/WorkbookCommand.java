package io.pipemill.cli.mappings;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.workbook.WorkbookControl;
import io.pipemill.control.workbook.WorkbookControl.Version;
import io.pipemill.control.workbook.WorkbookControl.Written;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Writes the mapping workbook of each system as xlsx and HTML. */
@Command(name = "workbook", resourceBundle = Texts.BUNDLE)
final class WorkbookCommand implements Callable<Integer> {
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(arity = "0..*", paramLabel = "SYSTEM", descriptionKey = "parameter.systems")
  @Nullable List<String> systems;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "workbooks",
      descriptionKey = "option.workbook.out")
  Path out = Path.of("workbooks");

  @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
  @Nullable List<Path> systemsDirs;

  @Override
  public Integer call() {
    List<Path> roots = SystemRoots.of(systemsDirs);
    String language =
        Locale.getDefault().getLanguage().equals(Locale.CHINESE.getLanguage()) ? "zh" : "en";
    List<Written> written;
    try {
      written =
          new WorkbookControl(Clock.systemDefaultZone())
              .write(roots, systems == null ? List.of() : systems, out, language);
    } catch (NotFoundException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("mappings.no.system", String.valueOf(e.getMessage())));
    } catch (RefusedException e) {
      throw new CommandFailed(Exit.USAGE, e.problems());
    } catch (UncheckedIOException e) {
      throw new CommandFailed(
          Exit.FAILED, Texts.of("workbook.unwritable", out, String.valueOf(e.getMessage())));
    }
    if (output.json()) {
      output.print(
          JsonMapper.shared()
              .createObjectNode()
              .set("workbooks", JsonMapper.shared().valueToTree(written)));
    } else {
      print(written);
    }
    // what is missing or unsound stands in the workbook, but somebody has to see to it
    return written.stream().allMatch(one -> one.findings().isEmpty()) ? Exit.DONE : Exit.ATTENTION;
  }

  private void print(List<Written> written) {
    Table table = new Table("system", "mapping", "version", "signed-version", "state");
    for (Written one : written) {
      for (Version version : one.mappings()) {
        table.row(
            one.system(),
            version.mapping(),
            version.version(),
            version.signedVersion(),
            Texts.of("workbook.state." + state(one, version)));
      }
    }
    table.print(output.out());
    for (Written one : written) {
      output.out().println(one.xlsx());
      output.out().println(one.html());
      one.findings().forEach(output.out()::println);
    }
  }

  private static String state(Written one, Version version) {
    if (version.missing() > 0) {
      return "missing";
    }
    if (one.signedBy() == null) {
      return "unsigned";
    }
    if (version.signedVersion() == null) {
      return "new";
    }
    return version.version().equals(version.signedVersion()) ? "same" : "changed";
  }
}

package io.pipemill.cli.mappings;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.workbook.WorkbookControl;
import io.pipemill.control.workbook.WorkbookControl.Signed;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Records who signed the mappings of a system, and keeps what was signed. */
@Command(name = "sign", resourceBundle = Texts.BUNDLE)
final class SignCommand implements Callable<Integer> {
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
  String system = "";

  @Option(names = "--by", required = true, paramLabel = "NAME", descriptionKey = "option.sign.by")
  String by = "";

  @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
  @Nullable List<Path> systemsDirs;

  @Override
  public Integer call() {
    if (by.isBlank()) {
      throw new CommandFailed(Exit.USAGE, Texts.of("sign.nobody"));
    }
    try {
      Signed signed =
          new WorkbookControl(Clock.systemUTC()).sign(SystemRoots.of(systemsDirs), system, by);
      if (output.json()) {
        output.print(JsonMapper.shared().valueToTree(signed));
      } else {
        output.out().println(Texts.of("sign.done", system, signed.by(), signed.at()));
        signed
            .mappings()
            .forEach(one -> output.out().println("  " + one.mapping() + "  " + one.version()));
        output.out().println(Texts.of("sign.commit", signed.file()));
      }
      return Exit.DONE;
    } catch (NotFoundException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("mappings.no.system", String.valueOf(e.getMessage())));
    } catch (RefusedException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("sign.unsound", system) + "\n" + String.join("\n", e.problems()));
    } catch (UncheckedIOException e) {
      throw new CommandFailed(
          Exit.FAILED, Texts.of("workbook.unwritable", system, String.valueOf(e.getMessage())));
    }
  }
}

package io.pipemill.cli.mappings;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.mappings.MappingImpact;
import io.pipemill.control.mappings.MappingImpact.Impact;
import io.pipemill.control.mappings.MappingImpact.Touched;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Lists what a change of a file, column, canonical field or code list touches. */
@Command(name = "impact", resourceBundle = Texts.BUNDLE)
final class ImpactCommand implements Callable<Integer> {
  @Mixin final OutputOptions output = new OutputOptions();

  @Parameters(index = "0", paramLabel = "FILE|FIELD|CODELIST", descriptionKey = "parameter.impact")
  String what = "";

  @Option(names = "--systems-dir", paramLabel = "DIR", descriptionKey = "option.systems-dir")
  @Nullable List<Path> systemsDirs;

  @Override
  public Integer call() {
    Impact impact;
    try {
      impact = new MappingImpact().of(SystemRoots.of(systemsDirs), what);
    } catch (NotFoundException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("impact.unknown", String.valueOf(e.getMessage())));
    }
    if (output.json()) {
      output.print(JsonMapper.shared().valueToTree(impact));
      return Exit.DONE;
    }
    if (impact.touched().isEmpty()) {
      output.out().println(Texts.of("impact.nothing", what));
      return Exit.DONE;
    }
    Table table = new Table("system", "document", "direction", "touched", "because", "place");
    for (Touched one : impact.touched()) {
      String kind = one.kind().name().toLowerCase(Locale.ROOT);
      table.row(
          one.system(),
          one.document(),
          Texts.of("impact." + one.direction()),
          one.target(),
          one.direct()
              ? Texts.of("impact." + kind, one.through())
              : Texts.of("impact.through", one.through()),
          one.place());
    }
    table.print(output.out());
    output
        .out()
        .println(
            Texts.of(
                "impact.total",
                impact.touched().size(),
                impact.systems().size(),
                String.join(", ", impact.systems())));
    return Exit.DONE;
  }
}

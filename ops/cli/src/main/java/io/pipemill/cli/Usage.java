package io.pipemill.cli;

import io.pipemill.cli.text.Texts;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in the user's language: what was found, what was expected. */
final class Usage {
  private Usage() {}

  /** Everything wrong at every level of the parsed command line, each thing once. */
  static Set<String> problems(ParseResult parsed) {
    Set<String> problems = new LinkedHashSet<>();
    ParseResult level = parsed;
    while (true) {
      for (Exception error : level.errors()) {
        if (error instanceof UnmatchedArgumentException) {
          continue;
        }
        if (error instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
          missing
              .getMissing()
              .forEach(argument -> problems.add(Texts.of("usage.missing", label(argument))));
        } else {
          problems.add(sentence(error));
        }
      }
      if (!level.hasSubcommand()) {
        break;
      }
      level = level.subcommand();
    }
    for (String unknown : level.unmatched()) {
      problems.add(
          Texts.of("unknown.argument", unknown)
              + Suggestions.of(unknown, level.commandSpec().commandLine()));
    }
    if (level.commandSpec().userObject() instanceof Checked command) {
      problems.addAll(command.problems());
    }
    return problems;
  }

  private static String sentence(Exception error) {
    if (error instanceof ParameterException wrong
        && wrong.getArgSpec() != null
        && wrong.getValue() != null) {
      ArgSpec argument = wrong.getArgSpec();
      boolean number = argument.type() == int.class;
      return Texts.of(
          "usage.found",
          name(argument),
          wrong.getValue(),
          number ? Texts.of("usage.number") : argument.paramLabel());
    }
    return String.valueOf(error.getMessage());
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }
}

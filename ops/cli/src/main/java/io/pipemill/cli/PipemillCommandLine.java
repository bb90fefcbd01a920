package io.pipemill.cli;

import io.pipemill.cli.broker.BrokerCommand;
import io.pipemill.cli.deadletters.DeadLettersCommand;
import io.pipemill.cli.demo.DemoCommand;
import io.pipemill.cli.doctor.DoctorCommand;
import io.pipemill.cli.documents.DocumentsCommand;
import io.pipemill.cli.mappings.MappingsCommand;
import io.pipemill.cli.reconciliation.ReconcileCommand;
import io.pipemill.cli.rejected.RejectedCommand;
import io.pipemill.cli.run.RunCommand;
import io.pipemill.cli.schemas.SchemasCommand;
import io.pipemill.cli.systems.SystemsCommand;
import io.pipemill.cli.text.Texts;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParseResult;

/** Parses a command line, lists everything that is wrong with it, or runs it. */
public final class PipemillCommandLine {
  private static final List<String> LANGUAGES = List.of("en", "zh");

  private PipemillCommandLine() {}

  @Command(name = "pipemill", resourceBundle = Texts.BUNDLE)
  static final class Root {
    @Mixin final OutputOptions output = new OutputOptions();
  }

  /** Commands that live in the launcher; this is their place in the list. */
  abstract static class InLauncher implements Callable<Integer> {
    @Override
    public Integer call() {
      throw new CommandFailed(Exit.USAGE, Texts.of("needs.launcher"));
    }
  }

  @Command(name = "test", resourceBundle = Texts.BUNDLE)
  static final class TestInLauncher extends InLauncher {}

  @Command(name = "benchmark", resourceBundle = Texts.BUNDLE)
  static final class BenchmarkInLauncher extends InLauncher {}

  /**
   * @param starter starts nodes; null where only commands against a running node are offered
   * @return the exit code
   */
  public static int execute(@Nullable NodeStarter starter, String... arguments) {
    return execute(
        starter,
        new PrintWriter(new PrintStream(System.out, true, StandardCharsets.UTF_8), true),
        new PrintWriter(new PrintStream(System.err, true, StandardCharsets.UTF_8), true),
        arguments);
  }

  static int execute(
      @Nullable NodeStarter starter, PrintWriter out, PrintWriter err, String... arguments) {
    Locale.setDefault(
        language(arguments).startsWith("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH);
    CommandLine line = commands(starter);
    line.setOut(out);
    line.setErr(err);
    configure(line);
    try {
      ParseResult parsed = line.parseArgs(arguments);
      Integer help = CommandLine.executeHelpRequest(parsed);
      if (help != null) {
        return Exit.DONE;
      }
      ParseResult last = parsed;
      while (last.hasSubcommand()) {
        last = last.subcommand();
      }
      List<String> problems = new ArrayList<>(Usage.problems(parsed));
      String language = language(arguments);
      if (!LANGUAGES.contains(language)) {
        problems.add(Texts.of("usage.found", "--lang", language, String.join(" | ", LANGUAGES)));
      }
      if (!problems.isEmpty()) {
        problems.forEach(err::println);
        err.println(Texts.of("try.help", last.commandSpec().qualifiedName()));
        return Exit.USAGE;
      }
      Object command = last.commandSpec().userObject();
      if (!(command instanceof Callable<?>) && !(command instanceof Method)) {
        last.commandSpec().commandLine().usage(err);
        return arguments.length == 0 ? Exit.DONE : Exit.USAGE;
      }
      return new CommandLine.RunLast().execute(parsed);
    } catch (CommandLine.ExecutionException e) {
      return failed(err, e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      return failed(err, e);
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static int failed(PrintWriter err, Throwable cause) {
    if (cause instanceof CommandFailed known) {
      err.println(known.getMessage());
      return known.exit();
    }
    err.println(Texts.of("failed", String.valueOf(cause.getMessage()), cause.getClass().getName()));
    return Exit.FAILED;
  }

  private static CommandLine commands(@Nullable NodeStarter starter) {
    CommandLine line = new CommandLine(new Root());
    line.addSubcommand(new DemoCommand(starter));
    line.addSubcommand(new RunCommand(starter));
    line.addSubcommand(new BrokerCommand(starter));
    line.addSubcommand(new TestInLauncher());
    line.addSubcommand(new DoctorCommand(starter));
    line.addSubcommand(SystemsCommand.line());
    line.addSubcommand(DocumentsCommand.line());
    line.addSubcommand(RejectedCommand.line());
    line.addSubcommand(DeadLettersCommand.line());
    line.addSubcommand(MappingsCommand.line());
    line.addSubcommand(SchemasCommand.line());
    line.addSubcommand(ReconcileCommand.line());
    line.addSubcommand(new BenchmarkInLauncher());
    return line;
  }

  private static void configure(CommandLine line) {
    line.getCommandSpec().parser().collectErrors(true);
    line.setUsageHelpAutoWidth(true);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    for (CommandLine below : line.getSubcommands().values()) {
      configure(below);
    }
  }

  private static String language(String[] arguments) {
    String chosen = System.getenv().getOrDefault("PIPEMILL_LANG", "en");
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith("--lang=")) {
        chosen = arguments[i].substring("--lang=".length());
      } else if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
        chosen = arguments[i + 1];
      }
    }
    return chosen;
  }
}

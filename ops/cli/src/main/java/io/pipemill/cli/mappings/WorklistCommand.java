package io.pipemill.cli.mappings;

import static io.pipemill.cli.node.NodeClient.part;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.OutputOptions;
import io.pipemill.cli.node.NodeOptions;
import io.pipemill.cli.rejected.Piles;
import io.pipemill.cli.text.Proposed;
import io.pipemill.cli.text.Table;
import io.pipemill.cli.text.Texts;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.mappings.CodeListExport;
import io.pipemill.control.mappings.CodeListExport.Written;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values that code lists do not have: list, give an owner, take back, write into the folder. */
@Command(name = "worklist", resourceBundle = Texts.BUNDLE)
final class WorklistCommand implements Callable<Integer> {
  @Mixin final OutputOptions output = new OutputOptions();
  @Mixin final NodeOptions node = new NodeOptions();

  @Option(names = "--system", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
  @Nullable String system;

  @Option(names = "--list", paramLabel = "LIST", descriptionKey = "option.list")
  @Nullable String list;

  @Override
  public Integer call() {
    List<String> query = new ArrayList<>();
    if (system != null) {
      query.add("system=" + part(system));
    }
    if (list != null) {
      query.add("list=" + part(list));
    }
    if (list != null && system == null) {
      throw new CommandFailed(Exit.USAGE, Texts.of("worklist.list.alone"));
    }
    JsonNode answer =
        node.client()
            .get("mappings/worklist" + (query.isEmpty() ? "" : "?" + String.join("&", query)));
    JsonNode rows = answer.path("rows");
    if (output.json()) {
      output.print(answer);
    } else if (rows.isEmpty()) {
      output.out().println(Texts.of("worklist.empty"));
    } else {
      print(rows);
    }
    return rows.isEmpty() ? Exit.DONE : Exit.ATTENTION;
  }

  private void print(JsonNode rows) {
    Table table =
        new Table(
            "system",
            "document",
            "list",
            "value",
            "#documents",
            "#money",
            "#tonnes",
            "first-seen",
            "last-seen",
            "owner",
            "meaning");
    for (JsonNode row : rows) {
      table.row(
          row.path("system").asString(),
          row.path("document").asString(),
          row.path("list").asString(""),
          row.path("value").asString(),
          row.path("documents").asString(),
          Piles.money(row.path("money")),
          row.path("tonnes").asString(""),
          row.path("firstSeen").asString(""),
          row.path("lastSeen").asString(""),
          row.path("owner").asString(""),
          meaning(row));
      table.note(
          Texts.of(
              "worklist.example",
              row.path("exampleKey").asString(""),
              row.path("example").asString(),
              row.path("field").asString("")));
    }
    table.print(output.out());
    output.out().println(Texts.of("worklist.total", rows.size()));
  }

  private static String meaning(JsonNode row) {
    for (JsonNode code : row.path("confirmed")) {
      if (code.path("status").asString().equals("not-in-force")) {
        return Texts.of("worklist.contradicted", code.path("canonical").asString());
      }
      String from = code.path("from").asString("");
      return Texts.of(
          from.isEmpty() ? "worklist.confirmed" : "worklist.confirmed.from",
          code.path("canonical").asString(),
          code.path("by").asString(),
          from);
    }
    String kind = row.path("kind").asString("");
    if (kind.equals("crosswalk") && row.path("list").asString("").contains("/")) {
      return Texts.of("worklist.kind.pair");
    }
    if (!kind.equals("codelist")) {
      return Texts.of("worklist.kind." + kind, row.path("field").asString(""));
    }
    String proposed = Proposed.of(row.path("proposals"));
    return proposed.isEmpty() ? Texts.of("worklist.nothing.alike") : proposed;
  }

  @Command(name = "assign")
  int assign(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          String system,
      @Parameters(index = "1", paramLabel = "LIST", descriptionKey = "parameter.list") String list,
      @Parameters(index = "2", paramLabel = "VALUE", descriptionKey = "parameter.value")
          String value,
      @Option(
              names = "--owner",
              required = true,
              paramLabel = "NAME",
              descriptionKey = "option.owner")
          String owner) {
    JsonNode answer =
        node.client()
            .post(
                "mappings/worklist/assign",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("system", system)
                    .put("list", list)
                    .put("value", value)
                    .put("owner", owner));
    if (output.json()) {
      output.print(answer);
    } else {
      output
          .out()
          .println(
              Texts.of(
                  "worklist.assigned", value, list, system, answer.path("owner").asString("")));
    }
    return Exit.DONE;
  }

  @Command(name = "withdraw")
  int withdraw(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          String system,
      @Parameters(index = "1", paramLabel = "LIST", descriptionKey = "parameter.list") String list,
      @Parameters(index = "2", paramLabel = "VALUE", descriptionKey = "parameter.value")
          String value,
      @Option(names = "--from", paramLabel = "DATE", descriptionKey = "option.withdraw.from")
          @Nullable String from) {
    JsonNode answer =
        node.client()
            .post(
                "mappings/codes/withdraw",
                JsonMapper.shared()
                    .createObjectNode()
                    .put("system", system)
                    .put("list", list)
                    .put("value", value)
                    .put("from", from));
    if (output.json()) {
      output.print(answer);
    } else {
      output.out().println(Texts.of("worklist.withdrawn", value, list, system));
    }
    return Exit.DONE;
  }

  @Command(name = "export")
  int export(
      @Mixin OutputOptions output,
      @Mixin NodeOptions node,
      @Parameters(index = "0", paramLabel = "SYSTEM", descriptionKey = "parameter.system")
          String system,
      @Option(names = "--dir", paramLabel = "DIR", descriptionKey = "option.export.dir")
          @Nullable Path dir) {
    Path root = dir == null ? SystemRoots.of(null).get(0) : dir;
    if (!Files.isDirectory(root.resolve(system))) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("usage.no.folder", "--dir", root.resolve(system)));
    }
    JsonNode answer = node.client().get("mappings/codes?system=" + part(system));
    List<Written> written;
    try {
      written = new CodeListExport().write(root, system, ConfirmedAtNode.read(answer));
    } catch (NotFoundException e) {
      throw new CommandFailed(
          Exit.USAGE, Texts.of("usage.no.file", "--dir", String.valueOf(e.getMessage())));
    } catch (UncheckedIOException e) {
      throw new CommandFailed(
          Exit.FAILED, Texts.of("export.unwritable", root, String.valueOf(e.getMessage())));
    }
    if (output.json()) {
      var result = JsonMapper.shared().createObjectNode();
      result.set("written", JsonMapper.shared().valueToTree(written));
      output.print(result);
      return Exit.DONE;
    }
    if (written.isEmpty()) {
      output.out().println(Texts.of("export.nothing", system));
    }
    for (Written one : written) {
      output
          .out()
          .println(
              Texts.of(
                  one.shared() ? "export.shared" : "export.written",
                  one.file(),
                  one.lines().size(),
                  one.known()));
      one.lines().forEach(line -> output.out().println("    " + line));
    }
    return Exit.DONE;
  }
}

package io.pipemill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code schemas} on the files of this project, without a node. */
class SchemasCommandTest {
  private static final String ORDER = "sales-order/v1/SalesOrder.xsd";

  private final Locale before = Locale.getDefault();
  private final String rootBefore = System.getProperty("pipemill.root", "");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder;

  @BeforeEach
  void setRoot() {
    System.setProperty("pipemill.root", project().toString());
  }

  @AfterEach
  void restore() {
    Locale.setDefault(before);
    System.setProperty("pipemill.root", rootBefore);
  }

  private static Path project() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("mappings/systems"))) {
        return at;
      }
    }
    throw new IllegalStateException("tests run below the project's root");
  }

  private int run(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return PipemillCommandLine.execute(
        null, new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private JsonNode json() {
    return JsonMapper.shared().readTree(out.toString());
  }

  /** A copy of the released XSDs with a part of the order's replaced. */
  private String changed(String part, String by) throws IOException {
    Path released = project().resolve("schemas/released");
    Path copy = folder.resolve("changed");
    try (Stream<Path> files = Files.walk(released)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = copy.resolve(released.relativize(file).toString());
        Files.createDirectories(to.getParent());
        String text = Files.readString(file);
        Files.writeString(to, file.endsWith(ORDER) ? text.replace(part, by) : text);
      }
    }
    assertThat(copy.resolve(ORDER)).content().contains(by);
    return copy.toString();
  }

  @Test
  void schemasOfThisProject_areCompatible() {
    assertThat(run("schemas", "check")).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("0 break what must not be broken (both)");
  }

  @Test
  void incompatibleChange_needsAPersonAndSaysWhatToDo() throws IOException {
    String schemas =
        changed(
            "name=\"grade\" type=\"t:Text60\" minOccurs=\"0\"",
            "name=\"grade\" type=\"t:Text40\" minOccurs=\"0\"");
    assertThat(run("schemas", "check", "--schemas", schemas)).isEqualTo(Exit.ATTENTION);
    assertThat(out.toString())
        .contains("sales-order/v1", "lines.grade", "length", "senders", "0 … 60", "0 … 40")
        .contains("make a sibling folder v2");
    assertThat(run("schemas", "check", "--schemas", schemas, "--lang", "zh"))
        .isEqualTo(Exit.ATTENTION);
    assertThat(out.toString()).contains("长度", "发送方", "v2");
    assertThat(run("schemas", "check", "--schemas", schemas, "--for", "readers"))
        .isEqualTo(Exit.DONE);
    assertThat(run("schemas", "check", "--schemas", schemas, "--json")).isEqualTo(Exit.ATTENTION);
    assertThat(json().get("compatible").asBoolean()).isFalse();
    assertThat(json().get("changes")).hasSize(1);
    assertThat(json().get("changes").get(0).get("change").asString()).isEqualTo("length");
    assertThat(json().get("changes").get(0).get("breaks").asString()).isEqualTo("senders");
    assertThat(json().get("changes").get(0).get("incompatible").asBoolean()).isTrue();
  }

  @Test
  void whatIsNotUnderstood_isIncompatibleWithPlaceAndFix() throws IOException {
    String schemas =
        changed(
            "name=\"grade\" type=\"t:Text60\" minOccurs=\"0\"",
            "name=\"grade\" type=\"t:Text60\" nillable=\"true\"");
    assertThat(run("schemas", "check", "--schemas", schemas)).isEqualTo(Exit.ATTENTION);
    assertThat(out.toString())
        .contains("not understood", "SalesOrder.xsd:", "attribute nillable", "Fix: ");
  }

  @Test
  void wrongFolders_areAllNamed() throws IOException {
    assertThat(run("schemas", "check", "--against", folder + "/a", "--schemas", folder + "/b"))
        .isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("--against", "--schemas", "is not a folder");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(run("schemas", "check", "--against", empty.toString())).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("no released XSD");
  }

  @Test
  void export_writesFilesForMachinesAndPeople() {
    Path to = folder.resolve("deep/export");
    assertThat(run("schemas", "export", to.toString(), "--json")).isEqualTo(Exit.DONE);
    assertThat(json().get("files").valueStream().map(JsonNode::asString))
        .contains("index.html", ORDER, "sales-order/v1/SalesOrder.schema.json");
    assertThat(to.resolve("sales-order/v1/SalesOrder.html")).content().contains("订单日期");
    assertThat(run("schemas", "export", to.toString())).isEqualTo(Exit.DONE);
    assertThat(out.toString()).contains("index.html");
  }

  @Test
  void exportWhereAFileIs_fails() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("schemas", "export", file.toString())).isEqualTo(Exit.FAILED);
    assertThat(err.toString()).contains("cannot be written");
  }

  @Test
  void impactOfAField_namesEveryPlaceInAndOut() {
    assertThat(run("schemas", "impact", "sales-order:lines[2].quantity", "--json"))
        .isEqualTo(Exit.DONE);
    assertThat(json().get("field").asString()).isEqualTo("lines.quantity");
    assertThat(json().get("uses").valueStream().map(SchemasCommandTest::place))
        .contains("crude-retail in writes", "ubl-partners in writes", "oracle-ebs out reads");
    for (JsonNode use : json().get("uses")) {
      Path file =
          project()
              .resolve("mappings/systems")
              .resolve(use.get("system").asString())
              .resolve(use.get("file").asString());
      assertThat(file).exists();
      assertThat(use.get("line").asInt()).isPositive();
    }
    assertThat(run("schemas", "impact", "lines.quantity")).isEqualTo(Exit.DONE);
    assertThat(out.toString())
        .contains("order-status/v1", "sales-order/v1", "oracle-ebs/sales-order.out.yaml:");
  }

  private static String place(JsonNode use) {
    return use.get("system").asString()
        + " "
        + use.get("direction").asString()
        + " "
        + use.get("access").asString();
  }

  @Test
  void impactOfADocument_namesWhoSendsAndWhoGetsIt() {
    assertThat(run("schemas", "impact", "customer", "--json")).isEqualTo(Exit.DONE);
    assertThat(json().get("flows").valueStream().map(flow -> flow.get("system").asString()))
        .containsExactly("crude-retail", "oracle-ebs", "steel-contracts");
    assertThat(json().get("roles").valueStream().map(role -> role.get("role").asString()))
        .contains("business-key", "search-key");
  }

  @Test
  void impactOfAnUnknownField_suggestsOne() {
    assertThat(run("schemas", "impact", "sales-order:lines.quantty")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("lines.quantity", "expected a document");
  }

  @Test
  void impactWithUnsoundSystems_saysThatItIsNotComplete() throws IOException {
    Path system = Files.createDirectories(folder.resolve("broken"));
    Files.writeString(system.resolve("system.yaml"), "id: broken\n");
    assertThat(run("schemas", "impact", "item", "--systems-dir", folder.toString()))
        .isEqualTo(Exit.ATTENTION);
    assertThat(out.toString()).contains("not complete", "broken");
  }
}

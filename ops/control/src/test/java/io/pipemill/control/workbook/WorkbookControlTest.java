package io.pipemill.control.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.FieldKind;
import io.pipemill.control.NotFoundException;
import io.pipemill.control.RefusedException;
import io.pipemill.control.workbook.WorkbookControl.Written;
import io.pipemill.control.workbook.WrittenFiles.Cell;
import io.pipemill.control.workbook.WrittenFiles.Line;
import io.pipemill.mapping.describe.FolderDescriber;
import io.pipemill.mapping.describe.MappingDescription;
import io.pipemill.mapping.describe.MappingDescription.StepKind;
import io.pipemill.mapping.describe.SystemDescription;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks of the real system folders, and of changed copies of one. */
class WorkbookControlTest {
  private static final Path REAL = Path.of("../../mappings/systems");
  private static final String RETAIL = "crude-retail";
  private static final String ORDERS = "sales-order.in.yaml";

  @TempDir Path folder;

  private static WorkbookControl at(String time) {
    return new WorkbookControl(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
  }

  private final WorkbookControl workbooks = at("2031-07-15T08:00:00Z");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyFieldOfEverySystem_standsInBothFiles(String language) {
    List<Written> written = workbooks.write(List.of(REAL), List.of(), folder, language);
    List<SystemDescription> systems =
        new FolderDescriber(DocumentCatalog.load()).describe(List.of(REAL)).systems();

    assertThat(written).hasSameSizeAs(systems).hasSizeGreaterThanOrEqualTo(4);
    for (int i = 0; i < systems.size(); i++) {
      Set<String> cells = new HashSet<>();
      for (Cell cell : WrittenFiles.cells(Path.of(written.get(i).xlsx()))) {
        assertThat(cell.type()).as("%s", cell).isEqualTo("s");
        assertThat(cell.formula()).as("%s", cell).isFalse();
        cells.add(cell.text());
      }
      Set<String> page = new HashSet<>();
      WrittenFiles.rows(Path.of(written.get(i).html())).forEach(row -> page.addAll(row.cells()));
      for (MappingDescription mapping : systems.get(i).mappings()) {
        Set<String> expected = new TreeSet<>();
        mapping
            .fields()
            .forEach(
                field -> {
                  expected.add(field.target());
                  expected.add(String.join("\n", field.sources()));
                });
        mapping.unfilled().forEach(unfilled -> expected.add(unfilled.path()));
        mapping
            .ignored()
            .forEach(ignored -> expected.addAll(List.of(ignored.column(), ignored.reason())));
        mapping.lists().forEach(list -> list.rows().forEach(expected::addAll));
        expected.remove("");
        assertThat(cells).as(mapping.system() + " xlsx").containsAll(expected);
        assertThat(page).as(mapping.system() + " html").containsAll(expected);
      }
    }
  }

  @Test
  void fieldWithCodeList_isToldWithMeaningStepsAndExample() {
    Written written = only("en", REAL);
    assertThat(row(written, "sales-order/v1", "lines.item.code").cells())
        .containsExactly(
            "lines.item.code",
            "What is ordered. Code of the item, as in the canonical item document.",
            "text, at most 40",
            "in lines",
            "lines.OIL_CD",
            "translated by code list products",
            "products",
            "DQ-01",
            "CRUDE-DQ",
            "44");
    assertThat(row(only("zh", REAL), "sales-order/v1", "lines.quantity").cells())
        .contains("数量：订购数量。", "单位 t", "30.2514", "30.2514 t");
  }

  @Test
  void alternativesConstantsAndEnvelope_areToldWithoutConfusion() {
    Written partners =
        workbooks.write(List.of(REAL), List.of("ubl-partners"), folder.resolve("p"), "en").get(0);
    assertThat(row(partners, "sales-order/v1", "orderNumber").cells())
        .contains(
            "cac:OrderReference/cbc:ID\ncbc:ID",
            "the first of those named, from top to bottom, that has a value");
    Written erp =
        workbooks.write(List.of(REAL), List.of("oracle-ebs"), folder.resolve("e"), "en").get(0);
    assertThat(row(erp, "sales-order/v1", "PRICE_LIST").cells())
        .containsExactly("PRICE_LIST", "", "", "", "always Corporate", "", "", "Corporate", "18");
    assertThat(row(erp, "sales-order/v1", "CHANGE_SEQUENCE").cells())
        .contains("Rising number of the version, given by the hub.");
    assertThat(row(erp, "sales-order/v1", "lines.ORDER_QUANTITY_UOM").cells())
        .contains("lines.quantity.unit", "translated by code list units", "t", "TON");
  }

  @Test
  void changedMapping_isMarkedAgainstTheSignedVersion() throws IOException {
    Path root = copy(RETAIL);
    workbooks.sign(List.of(root), RETAIL, "Li Na");
    assertThat(only("en", root).changed()).isFalse();
    assertThat(WrittenFiles.rows(Path.of(only("en", root).html())))
        .allMatch(row -> row.kind().isEmpty() || row.kind().equals("group"));
    change(root, ORDERS, "  salesperson: SALES_MAN\n", "  priceList: SALES_MAN\n");
    change(root, ORDERS, "{from: NET_TON, unit: t}", "{from: GROSS_TON, unit: kg, to: t}");
    change(root, ORDERS, "  lines.GROSS_TON:", "  lines.NET_TON:");
    change(root, ORDERS, "reason: DRAFT", "reason: NOT_YET");
    change(root, "codelists/products.csv", "DQ-02,CRUDE-DQ-LW", "DQ-02,CRUDE-DQ");

    Written written = only("en", root);

    assertThat(written.changed()).isTrue();
    assertThat(written.signedBy()).isEqualTo("Li Na");
    assertThat(row(written, "sales-order/v1", "priceList").kind()).isEqualTo("added");
    assertThat(row(written, "sales-order/v1", "salesperson").kind()).isEqualTo("removed");
    Line quantity = row(written, "sales-order/v1", "lines.quantity");
    assertThat(quantity.kind()).isEqualTo("changed");
    assertThat(quantity.cells().get(0))
        .isEqualTo(
            "changed\nsource: lines.NET_TON → lines.GROSS_TON\n"
                + "steps: unit t → 1. unit kg 2. converted to t");
    Line item = row(written, "sales-order/v1", "lines.item.code");
    assertThat(item.kind()).isEqualTo("changed");
    assertThat(item.cells().get(0))
        .isEqualTo("changed\ncode list products, rows: 0 added, 0 removed, 1 changed");
    assertThat(row(written, "sales-order/v1", "orderNumber").kind()).isEmpty();
    assertThat(row(written, "Code list products", "DQ-02").cells().get(0))
        .startsWith("changed\nwas: DQ-02, CRUDE-DQ-LW");
    assertThat(row(written, "Source columns", "lines.NET_TON").kind()).isEqualTo("added");
    assertThat(row(written, "Source columns", "lines.GROSS_TON").kind()).isEqualTo("removed");
    assertThat(row(written, "Rules for", "What passes").kind()).isEqualTo("changed");
    assertThat(row(written, "Canonical fields not filled", "salesperson").kind())
        .isEqualTo("changed");
    assertThat(WrittenFiles.cells(Path.of(written.xlsx())))
        .extracting(Cell::text)
        .contains("added", "removed", quantity.cells().get(0));
  }

  @Test
  void requiredFieldWithoutSource_standsOutAndCannotBeSigned() throws IOException {
    Path root = copy(RETAIL);
    change(root, ORDERS, "  orderDate: {from: ORDER_DT, date: yyyy-MM-dd}\n", "");

    Written written = only("en", root);

    assertThat(row(written, "sales-order/v1", "orderDate").kind()).isEqualTo("missing");
    assertThat(written.findings()).anyMatch(finding -> finding.contains("MAP-012"));
    assertThat(written.mappings())
        .filteredOn(one -> one.mapping().equals(ORDERS))
        .allMatch(one -> one.missing() == 1);
    assertThatThrownBy(() -> workbooks.sign(List.of(root), RETAIL, "Li Na"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("orderDate");
    assertThat(root.resolve(RETAIL).resolve("signed")).doesNotExist();
  }

  @Test
  void textThatLooksLikeAFormula_staysText() throws IOException {
    Path root = copy(RETAIL);
    change(root, "codelists/products.csv", "Daqing crude oil,", "=1+1,");
    change(root, ORDERS, "free text of the clerk", "\"=HYPERLINK(1)\"");

    List<Cell> cells = WrittenFiles.cells(Path.of(only("en", root).xlsx()));

    assertThat(cells).extracting(Cell::text).contains("=1+1", "=HYPERLINK(1)");
    assertThat(cells)
        .allMatch(cell -> cell.type().equals("s") && !cell.formula() && cell.format().equals("@"));
  }

  @Test
  void textWithMarkupOrControlSigns_isShownAsItIs() throws IOException {
    Path root = copy(RETAIL);
    change(root, ORDERS, "free text of the clerk", "\"<b>&amp; \\u0007 ]]> 'x'\"");

    Written written = only("en", root);

    assertThat(row(written, "Source columns", "OPERATOR_MEMO").cells())
        .contains("<b>&amp; \uFFFD ]]> 'x'");
    assertThat(WrittenFiles.cells(Path.of(written.xlsx())))
        .extracting(Cell::text)
        .contains("<b>&amp; \uFFFD ]]> 'x'");
  }

  @Test
  void sameDay_givesTheSameBytesAndAnotherDayOnlyAnotherDate() throws IOException {
    Written first = only(workbooks, "one", REAL);
    Written later = only(at("2031-07-15T21:30:00Z"), "two", REAL);
    Written tomorrow = only(at("2031-07-16T08:00:00Z"), "three", REAL);

    assertThat(Path.of(later.xlsx())).hasSameBinaryContentAs(Path.of(first.xlsx()));
    assertThat(Path.of(later.html())).hasSameBinaryContentAs(Path.of(first.html()));
    var today = WrittenFiles.parts(Path.of(first.xlsx()));
    var next = WrittenFiles.parts(Path.of(tomorrow.xlsx()));
    assertThat(next).isNotEqualTo(today);
    next.replaceAll((name, text) -> text.replace("2031-07-16", "2031-07-15"));
    today.forEach((name, text) -> assertThat(next.get(name)).as(name).isEqualTo(text));
  }

  @Test
  void signedTextThatWasEdited_isFound() throws IOException {
    Path root = copy(RETAIL);
    workbooks.sign(List.of(root), RETAIL, "Li Na");
    change(root, "signed/codelists/products.csv", "DQ-01,CRUDE-DQ", "DQ-01,CRUDE-XX");

    assertThatThrownBy(() -> only("en", root))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("changed after they were signed")
        .hasMessageContaining(ORDERS);
  }

  @Test
  void unknownSystem_isNamed() {
    assertThatThrownBy(() -> workbooks.write(List.of(REAL), List.of(RETAIL, "gas"), folder, "en"))
        .isInstanceOf(NotFoundException.class)
        .hasMessage("gas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void everyStepAndTypeAndMark_hasWords(String language) {
    Words words = Words.of(language);
    for (StepKind kind : StepKind.values()) {
      assertThat(words.has("step." + kind.name().toLowerCase(Locale.ROOT)))
          .as(kind.name())
          .isTrue();
    }
    for (FieldKind kind : FieldKind.values()) {
      assertThat(words.has("type." + kind.name().toLowerCase(Locale.ROOT)))
          .as(kind.name())
          .isTrue();
    }
    for (Sheet.Mark mark : Sheet.Mark.values()) {
      assertThat(mark == Sheet.Mark.NONE || words.has("mark." + mark)).as(mark.name()).isTrue();
    }
  }

  @Test
  void bothLanguages_haveTheSameTexts() throws IOException {
    assertThat(keys("texts_zh.properties")).isEqualTo(keys("texts.properties"));
  }

  private static Set<String> keys(String file) throws IOException {
    var texts = new java.util.Properties();
    try (var in = Words.class.getResourceAsStream(file)) {
      texts.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
    }
    return new TreeSet<>(texts.stringPropertyNames());
  }

  private Written only(String language, Path root) {
    return workbooks.write(List.of(root), List.of(RETAIL), folder.resolve("out"), language).get(0);
  }

  private Written only(WorkbookControl of, String name, Path root) {
    return of.write(List.of(root), List.of(RETAIL), folder.resolve(name), "en").get(0);
  }

  /** The row of a section in which a cell begins with a text. */
  private static Line row(Written written, String section, String first) {
    List<Line> found =
        WrittenFiles.rows(Path.of(written.html())).stream()
            .filter(row -> row.section().startsWith(section))
            .filter(row -> row.cells().stream().limit(4).anyMatch(cell -> matches(cell, first)))
            .toList();
    assertThat(found).as(section + " " + first).isNotEmpty();
    return found.get(0);
  }

  private static boolean matches(String cell, String first) {
    return cell.equals(first) || first.contains(" ") && cell.startsWith(first);
  }

  private Path copy(String system) throws IOException {
    Path root = folder.resolve("systems");
    try (Stream<Path> files = Files.walk(REAL.resolve(system))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path to = root.resolve(REAL.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
    return root;
  }

  private static void change(Path root, String file, String part, String by) throws IOException {
    Path path = root.resolve(RETAIL).resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(part);
    Files.writeString(path, text.replace(part, by));
  }
}

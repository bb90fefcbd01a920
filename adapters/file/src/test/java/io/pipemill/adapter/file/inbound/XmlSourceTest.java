package io.pipemill.adapter.file.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.Arrival;
import io.pipemill.adapter.SourceRequest.Columns;
import io.pipemill.canonical.record.RecordTree;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlSourceTest {
  private static final String URN = "urn:oasis:names:specification:ubl:schema:xsd:";
  private static final String ORDER =
      "<o:Order xmlns:o='urn:o' xmlns:b='urn:b'><b:ID scheme='S'>R-1</b:ID><b:Note>one"
          + " <b:i>two</b:i><![CDATA[ & three]]></b:Note><b:Note>second</b:Note>"
          + "<b:AC><b:Is>false</b:Is><b:Amt cur='CNY'>1</b:Amt></b:AC>"
          + "<b:AC><b:Is>true</b:Is><b:Amt cur='USD'>2</b:Amt></b:AC>"
          + "<b:Skipped><b:ID>not this</b:ID></b:Skipped>"
          + "<b:Line><b:ID>1</b:ID><b:Sub><b:X>a</b:X></b:Sub><b:Sub><b:X>b</b:X></b:Sub></b:Line>"
          + "<b:Line><b:ID>2</b:ID></b:Line></o:Order>";
  @TempDir Path home;
  private InboxFixture fixture;

  @BeforeEach
  void create() {
    fixture = new InboxFixture(home);
    fixture.file.put("format", "xml");
    fixture.source.clear();
    fixture.source.put("path", List.of("/o:Order", "/o:Orders/o:Order"));
    fixture.source.put("namespaces", Map.of("o", "urn:o", "b", "urn:b"));
    fixture.source.put(
        "lines", Map.of("path", "b:Line", "groups", Map.of("subs", Map.of("path", "b:Sub"))));
    fixture.shape =
        new Columns(
            List.of(
                "b:ID",
                "b:ID/@scheme",
                "b:Note",
                "b:Note[2]",
                "b:AC[b:Is='true']/b:Amt/@cur",
                "b:AC[b:Is='true']/b:Amt",
                "b:None"),
            Map.of(
                "lines",
                new Columns(
                    List.of("b:ID"), Map.of("subs", new Columns(List.of("b:X", "."), Map.of())))));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void pathsAttributesPredicatesAndGroups_giveTheirValues() {
    fixture.drop("a.xml", ORDER);
    Arrival arrival = fixture.drain(10).get(0);
    RecordTree order = arrival.record();
    assertThat(order.shape().name()).isEqualTo("Order");
    assertThat(order.value("b:ID")).isEqualTo("R-1");
    assertThat(order.value("b:ID/@scheme")).isEqualTo("S");
    assertThat(order.value("b:Note")).isEqualTo("one two & three");
    assertThat(order.value("b:Note[2]")).isEqualTo("second");
    assertThat(order.value("b:AC[b:Is='true']/b:Amt")).isEqualTo("2");
    assertThat(order.value("b:AC[b:Is='true']/b:Amt/@cur")).isEqualTo("USD");
    assertThat(order.value("b:None")).isNull();
    assertThat(order.group("lines")).hasSize(2);
    assertThat(order.group("lines").get(0).group("subs"))
        .extracting(s -> s.value("b:X"), s -> s.value("."))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", "a"),
            org.assertj.core.groups.Tuple.tuple("b", "b"));
    assertThat(order.where()).isEqualTo("a.xml /Order");
    assertThat(order.group("lines").get(1).where()).isEqualTo("/Order/Line[2]");
    assertThat(arrival.raw()).isEqualTo(ORDER.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void manyRecordsInOneFile_comeOneByOneWithoutRawBytes() {
    String inner = ORDER.replace("R-1", "R-2");
    fixture.drop("a.xml", "<o:Orders xmlns:o='urn:o'><o:Head/>" + ORDER + inner + "</o:Orders>");
    List<Arrival> arrivals = fixture.drain(1);
    assertThat(arrivals).extracting(a -> a.record().value("b:ID")).containsExactly("R-1", "R-2");
    assertThat(arrivals).allMatch(a -> a.raw() == null);
    assertThat(arrivals.get(1).record().where()).isEqualTo("a.xml /Orders/Order[2]");
  }

  @Test
  void namespacesCountByUriAndNotByPrefix() {
    fixture.drop("a.xml", "<Order xmlns='urn:o'><ID xmlns='urn:b'>R-9</ID></Order>");
    assertThat(fixture.drain(10).get(0).record().value("b:ID")).isEqualTo("R-9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "GB18030", "UTF-16", "Shift_JIS", "ISO-8859-1"})
  void declaredEncoding_isObeyed(String encoding) {
    String text = encoding.equals("ISO-8859-1") ? "Müller" : "東京";
    fixture.drop(
        "a.xml",
        "<?xml version='1.0' encoding='" + encoding + "'?>" + ORDER.replace("R-1", text),
        encoding);
    assertThat(fixture.drain(10).get(0).record().value("b:ID")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><o:Order xmlns:o='urn:o'"
            + " xmlns:b='urn:b'><b:ID>&x;</b:ID></o:Order>",
        "<!DOCTYPE o SYSTEM 'http://127.0.0.1:1/x.dtd'><o:Order xmlns:o='urn:o'/>",
        "<!DOCTYPE o [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c"
            + " '&b;&b;&b;&b;&b;&b;&b;'>]><o:Order xmlns:o='urn:o'>&c;</o:Order>",
        "<o:Order xmlns:o='urn:o' xmlns:b='urn:b'><b:ID>&undeclared;</b:ID></o:Order>",
        "<o:Order xmlns:o='urn:o' xmlns:b='urn:b'><b:ID>R-1</b:ID>",
        "<o:Order xmlns:o='urn:o' xmlns:b='urn:b'><b:ID>R-1</b:IDx></o:Order>",
        "<o:Order xmlns:o='urn:o'/><o:Order xmlns:o='urn:o'/>",
        "<o:Order xmlns:o='urn:o'/> trailing words",
        "<x:Order xmlns:x='urn:other'/>",
        "<Order/>",
        "<?xml version='1.0' encoding='no-such'?><o:Order xmlns:o='urn:o'/>",
        "no xml",
        "\u0000\u0001\u0002",
        "",
      })
  void hostileOrDamagedFile_isOneRejectionAndHarmsNoNeighbour(String text) {
    fixture.drop("a.xml", text);
    fixture.drop("b.xml", ORDER);
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(2);
    assertThat(arrivals.get(0).record()).isNull();
    assertThat(arrivals.get(0).problems()).hasSize(1);
    assertThat(arrivals.get(1).problems()).isEmpty();
    assertThat(fixture.names("rejected")).containsExactly("a.xml", "a.xml.reason.json");
    assertThat(fixture.names("done")).containsExactly("b.xml");
  }

  @Test
  void mappingRejectsARecord_reasonNamesItsXPath() {
    fixture.drop("a.xml", ORDER);
    fixture.drain(10, "R-1");
    assertThat(fixture.reason("rejected", "a.xml.reason.json"))
        .contains("\"xpath\" : \"/Order\"", "\"column\" : \"CUST\"");
  }

  @Test
  void bytesThatAreNotUtf8_rejectTheFile() {
    fixture.drop("a.xml", ORDER.replace("R-1", "原油"), "GB18030");
    fixture.drop(
        "b.xml",
        "<?xml version='1.0' encoding='GB18030'?>" + ORDER.replace("R-1", "é"),
        "ISO-8859-1");
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(2).allMatch(a -> a.record() == null);
  }

  @Test
  void nestedTooDeep_isRejected() {
    fixture.drop(
        "a.xml",
        "<o:Order xmlns:o='urn:o'>" + "<a>".repeat(5_000) + "</a>".repeat(5_000) + "</o:Order>");
    assertThat(fixture.drain(10).get(0).problems().get(0).code()).isEqualTo("FILE-025");
  }

  @Test
  void recordLargerThanAnyDocument_isRejected() {
    fixture.file.put("maxRecordMegabytes", 1);
    fixture.drop("text.xml", ORDER.replace("R-1", "x".repeat(3_000_000)));
    fixture.drop(
        "attribute.xml", ORDER.replace("scheme='S'", "scheme='" + "x".repeat(3_000_000) + "'"));
    fixture.drop("comment.xml", ORDER.replace("R-1", "<!--" + "x".repeat(3_000_000) + "-->"));
    fixture.drop("good.xml", ORDER);
    List<Arrival> arrivals = fixture.drain(10);
    assertThat(arrivals).hasSize(4);
    assertThat(arrivals.subList(0, 3)).allMatch(a -> a.problems().get(0).code().equals("FILE-024"));
    assertThat(arrivals.get(3).record()).isNotNull();
  }

  @Test
  void fileOverTheLimit_isRefusedClearly() {
    fixture.file.put("maxBytes", 1000);
    fixture.drop("a.xml", ORDER + " ".repeat(1000));
    assertThat(fixture.drain(10).get(0).problems().get(0).message()).contains("file.maxBytes");
  }

  @Test
  void pathsWithMistakes_areAllReportedAtOnce() {
    fixture.source.put("path", "/q:Order");
    fixture.source.put("lines", Map.of("path", "b:Line[last()]"));
    assertThatThrownBy(fixture::adapter)
        .hasMessageContaining("prefix 'q'")
        .hasMessageContaining("prefix 'o'".replace("prefix 'o'", "q:Order"));
    fixture.source.put("path", "/o:Order");
    assertThatThrownBy(fixture::adapter).hasMessageContaining("[last()]");
  }

  @Test
  void oasisOrder_givesItsValues() throws Exception {
    Path data = shared().resolve("data/ubl/UBL-Order-2.0-Example.xml");
    Assumptions.assumeTrue(Files.exists(data), "../shared/data/ubl is not there");
    fixture.source.put("path", List.of("/order:Order"));
    Map<String, Object> namespaces = new HashMap<>();
    namespaces.put("order", URN + "Order-2");
    namespaces.put("cac", URN + "CommonAggregateComponents-2");
    namespaces.put("cbc", URN + "CommonBasicComponents-2");
    fixture.source.put("namespaces", namespaces);
    fixture.source.put("lines", Map.of("path", "cac:OrderLine"));
    fixture.shape =
        new Columns(
            List.of("cbc:ID", "cac:BuyerCustomerParty/cbc:SupplierAssignedAccountID"),
            Map.of(
                "lines",
                new Columns(
                    List.of("cac:LineItem/cbc:Quantity", "cac:LineItem/cbc:Quantity/@unitCode"),
                    Map.of())));
    fixture.drop("order.xml", Files.readAllBytes(data));
    RecordTree order = fixture.drain(10).get(0).record();
    assertThat(order.value(0)).isEqualTo("AEG012345");
    assertThat(order.value(1)).isEqualTo("GT00978567");
    assertThat(order.group("lines")).isNotEmpty();
    assertThat(order.group("lines").get(0).value(1)).isEqualTo("KGM");
  }

  private static Path shared() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null && !Files.isDirectory(here.resolve("shared/data"))) {
      here = here.getParent();
    }
    return here == null ? Path.of("shared") : here.resolve("shared");
  }
}

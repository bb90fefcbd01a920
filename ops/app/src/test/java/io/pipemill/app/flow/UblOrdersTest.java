package io.pipemill.app.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pipemill.adapter.CheckResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * UBL files through everything: inbox, mapping, hub, open interface, Order Import, base tables.
 * Every value that arrives is named, so that one more or one less is noticed too.
 */
class UblOrdersTest {
  private static final String OASIS = "shared/data/ubl";
  @TempDir static Path home;
  private static TestingInstallation all;

  @BeforeAll
  static void start() {
    all = TestingInstallation.start(home);
  }

  @AfterAll
  static void stop() {
    all.close();
  }

  @Test
  void oasisOrder20_isTheOrderInTheErp() throws IOException {
    all.drop("UBL-Order-2.0-Example.xml", oasis("UBL-Order-2.0-Example.xml"));
    all.await("AEG012345", 1, "delivered");

    ErpOrder order = ErpOrder.read(all, "AEG012345");
    assertThat(order.header())
        .isEqualTo(
            values(
                "SOURCE", "ubl-partners",
                "TYPE", "Standard",
                "UNIT", "Pipemill China",
                "CUSTOMER", "GT00978567",
                "CUSTOMER_NAME", "IYT Corporation",
                "ORDERED", "2005-06-20",
                "REQUESTED", "2005-06-29",
                "CURRENCY", "GBP",
                "PO", "AEG012345",
                "NOTE", "sample",
                "STATUS", "BOOKED",
                "TOTAL", "100.00",
                "TOTAL_CURRENCY", "GBP",
                "SHIP_ADDRESS", "Avon Way 56A, Thereabouts, 3rd Floor, Room 5",
                "SHIP_CITY", "Bridgtow",
                "SHIP_COUNTRY", "GB",
                "SHIP_ZIP", "ZZ99 1ZZ",
                "SHIP_REGION", "Avon"));
    assertThat(order.lines())
        .containsExactly(
            values(
                "LINE", "1",
                "ITEM", "17589683",
                "ITEM_NAME", "beeswax",
                "QUANTITY", "100",
                "UNIT", "KG",
                "PRICE", "100",
                "DESCRIPTION", "Acme beeswax",
                "REQUESTED", "2005-06-29",
                "NOTE", "this is an illustrative order line",
                "STATUS", "AWAITING_SHIPPING",
                "AMOUNT", "100.00",
                "AMOUNT_CURRENCY", "GBP",
                "NAMED", "beeswax",
                "PRICE_STATED", "100.00",
                "PER", "kg",
                "BASE", "1",
                "BUYER_ITEM", "6578489"));
    assertThat(order.adjustments())
        .containsExactly(values("LINE", "1", "KIND", "TAX", "AMOUNT", "17.5", "CURRENCY", "GBP"));
  }

  @Test
  void oasisOrderChange21_isTheOrderInItsNewState() throws IOException {
    all.drop("UBL-OrderChange-2.1-Example.xml", oasis("UBL-OrderChange-2.1-Example.xml"));
    all.await("34", 1, "delivered");

    ErpOrder order = ErpOrder.read(all, "34");
    assertThat(order.header())
        .isEqualTo(
            values(
                "SOURCE", "ubl-partners",
                "TYPE", "Standard",
                "UNIT", "Pipemill China",
                "CUSTOMER", "7300070011115",
                "CUSTOMER_NAME", "Johnssons byggvaror",
                "ORDERED", "2010-01-21",
                "CURRENCY", "SEK",
                "PO", "34",
                "NOTE", "Information text for the whole order change",
                "STATUS", "BOOKED"));
    assertThat(order.lines())
        .containsExactly(
            values(
                "LINE", "1",
                "ITEM", "SItemNo001",
                "ITEM_NAME", "Falu Rödfärg",
                "QUANTITY", "240",
                "UNIT", "L",
                "PRICE", "50",
                "DESCRIPTION", "Red paint",
                "REQUESTED", "2010-02-10",
                "NOTE", "Freetext note on line 1",
                "STATUS", "AWAITING_SHIPPING",
                "AMOUNT", "12000",
                "AMOUNT_CURRENCY", "SEK",
                "NAMED", "Falu Rödfärg",
                "PRICE_STATED", "50",
                "PER", "L",
                "BASE", "1",
                "STANDARD_ITEM", "1234567890123"));
    assertThat(order.adjustments())
        .containsExactly(values("LINE", "1", "KIND", "TAX", "AMOUNT", "20", "CURRENCY", "SEK"));
  }

  @Test
  void order20WithOtherPrefixesAndUnits_isTheOrderInTheErp() throws IOException {
    all.drop("crude-cargo.xml", own("crude-cargo.xml"));
    all.await("PO/2026-000077", 1, "delivered");

    ErpOrder order = ErpOrder.read(all, "PO/2026-000077");
    assertThat(order.header())
        .isEqualTo(
            values(
                "SOURCE", "ubl-partners",
                "TYPE", "Standard",
                "UNIT", "Pipemill China",
                "CUSTOMER", "DK-10150817",
                "CUSTOMER_NAME", "Ægir Oil Trading ApS",
                "ORDERED", "2026-05-31",
                "CURRENCY", "USD",
                "PO", "PO/2026-000077",
                "NOTE", "FOB Dalian\nvessel to be nominated by Æger Shipping",
                "STATUS", "BOOKED"));
    assertThat(order.lines())
        .containsExactly(
            values(
                "LINE", "A",
                "ITEM", "UNSPSC-15101502",
                "ITEM_NAME", "Daqing crude",
                "QUANTITY", "600000.5",
                "UNIT", "BBL",
                "PRICE", "71.255",
                "DESCRIPTION", "Crude oil, 33.1 API",
                "REQUESTED", "2026-07-15",
                "STATUS", "AWAITING_SHIPPING",
                "AMOUNT", "42753035.63",
                "AMOUNT_CURRENCY", "USD",
                "NAMED", "Daqing crude",
                "PRICE_STATED", "71.255",
                "PER", "[bbl_us]",
                "BASE", "1",
                "STANDARD_ITEM", "UNSPSC-15101502"),
            // 512.40 for 1000 L is 512.40 for the cubic metre
            values(
                "LINE", "B",
                "ITEM", "MGO-B",
                "ITEM_NAME", "Marine gas oil",
                "QUANTITY", "25",
                "UNIT", "M3",
                "PRICE", "512.4",
                "STATUS", "AWAITING_SHIPPING",
                "NAMED", "Marine gas oil",
                "PRICE_STATED", "512.40",
                "PER", "L",
                "BASE", "1000",
                "BUYER_ITEM", "MGO-B"));
    assertThat(order.adjustments())
        .containsExactly(
            values(
                "KIND", "SUR",
                "AMOUNT", "12500",
                "CURRENCY", "USD",
                "REASON", "Demurrage, first day"),
            values("LINE", "B", "KIND", "TAX", "AMOUNT", "0", "CURRENCY", "USD"));
  }

  @Test
  void peppolOrder21WithAllowancesAndTaxes_isTheOrderInTheErp() throws IOException {
    all.drop("peppol-works.xml", own("peppol-works.xml"));
    all.await("4500118833", 1, "delivered");

    ErpOrder order = ErpOrder.read(all, "4500118833");
    assertThat(order.header())
        .isEqualTo(
            values(
                "SOURCE", "ubl-partners",
                "TYPE", "Standard",
                "UNIT", "Pipemill China",
                "CUSTOMER", "CHE-109322551",
                "CUSTOMER_NAME", "Alpbau & Söhne AG",
                "ORDERED", "2026-06-02",
                "REQUESTED", "2026-06-19",
                "CURRENCY", "CHF",
                "PO", "Baustelle Gotthard",
                "STATUS", "BOOKED",
                "CONTRACT", "RV-2024-11",
                "TOTAL", "18347.00",
                "TOTAL_CURRENCY", "CHF",
                "SHIP_NAME", "Los 3",
                "SHIP_ADDRESS", "Tunnelweg, Portal Nord",
                "SHIP_CITY", "Göschenen",
                "SHIP_COUNTRY", "CH",
                "SHIP_CODE", "7612345000017",
                "SHIP_ZIP", "6487",
                "SHIP_REGION", "UR",
                "BILL_NAME", "Alpbau Finanz AG",
                "BILL_ADDRESS", "Rechnungsgasse 1",
                "BILL_CODE", "CHE-999999996",
                "TERMS", "30 Tage netto"));
    assertThat(order.lines())
        .containsExactly(
            values(
                "LINE", "1.10",
                "ITEM", "RB-500B-16",
                "ITEM_NAME", "Betonstahl B500B 16 mm",
                "QUANTITY", "1200",
                "UNIT", "M",
                "PRICE", "15",
                "REQUESTED", "2026-06-19",
                "NOTE", "mit Zeugnis 3.1",
                "STATUS", "AWAITING_SHIPPING",
                "AMOUNT", "18000.00",
                "AMOUNT_CURRENCY", "CHF",
                "NAMED", "Betonstahl B500B 16 mm",
                "PRICE_STATED", "1500.00",
                "PER", "m",
                "BASE", "100",
                "BUYER_ITEM", "M-4411",
                "STANDARD_ITEM", "07612345678900"),
            // no price: the ERP's price list has the word
            values(
                "LINE", "2.10",
                "ITEM", "Abstandhalter",
                "ITEM_NAME", "Abstandhalter",
                "QUANTITY", "46",
                "UNIT", "EA",
                "REQUESTED", "2026-06-22",
                "STATUS", "AWAITING_SHIPPING",
                "AMOUNT", "460.00",
                "AMOUNT_CURRENCY", "CHF",
                "NAMED", "Abstandhalter"));
    assertThat(order.adjustments())
        .containsExactly(
            values(
                "KIND", "DIS",
                "CODE", "95",
                "PERCENT", "10",
                "AMOUNT", "1846",
                "CURRENCY", "CHF",
                "REASON", "Rabatt"),
            values(
                "KIND", "FREIGHT_CHARGE",
                "CODE", "FC",
                "AMOUNT", "380.5",
                "CURRENCY", "CHF",
                "REASON", "Fracht"),
            values(
                "KIND", "TAX",
                "CODE", "VAT",
                "PERCENT", "8.1",
                "AMOUNT", "1345.73",
                "CURRENCY", "CHF"),
            values(
                "KIND", "TAX",
                "CODE", "VAT",
                "PERCENT", "2.6",
                "AMOUNT", "6.77",
                "CURRENCY", "CHF"),
            values(
                "LINE", "1.10",
                "KIND", "SUR",
                "AMOUNT", "75",
                "CURRENCY", "CHF",
                "REASON", "Zuschnitt"));
  }

  @Test
  void order23InUtf16WithChineseTexts_isTheOrderInTheErp() throws IOException {
    all.drop("rolled-coil.xml", own("rolled-coil.xml"));
    all.await("CG-2026-第12号", 1, "delivered");

    ErpOrder order = ErpOrder.read(all, "CG-2026-第12号");
    assertThat(order.header())
        .isEqualTo(
            values(
                "SOURCE", "ubl-partners",
                "TYPE", "Standard",
                "UNIT", "Pipemill China",
                "CUSTOMER", "8000777",
                "CUSTOMER_NAME", "大连海洋重工有限公司",
                "ORDERED", "2026-03-08",
                "CURRENCY", "CNY",
                "PO", "CG-2026-第12号",
                "NOTE", "请于月底前发货",
                "STATUS", "BOOKED"));
    // 3.77 for the kilogram is 3770 for the tonne; the proposed substitute is no line of the order
    assertThat(order.lines())
        .containsExactly(
            values(
                "LINE", "001",
                "ITEM", "热轧卷板 Q235B 5.5×1500",
                "ITEM_NAME", "热轧卷板 Q235B 5.5×1500",
                "QUANTITY", "18.6",
                "UNIT", "TON",
                "PRICE", "3770",
                "STATUS", "AWAITING_SHIPPING",
                "AMOUNT", "70122.00",
                "AMOUNT_CURRENCY", "CNY",
                "NAMED", "热轧卷板 Q235B 5.5×1500",
                "PRICE_STATED", "3.77",
                "PER", "kg",
                "BASE", "1"));
    assertThat(order.adjustments())
        .containsExactly(
            values(
                "LINE", "001",
                "KIND", "TAX",
                "CODE", "VAT",
                "PERCENT", "13",
                "AMOUNT", "9115.86",
                "CURRENCY", "CNY",
                "REASON", "增值税"));
  }

  @Test
  void doctor_asksStoreBrokerAndTheSimulatedErp() {
    var checks = all.node.doctor().check().checks();
    // the test server does not sync: a store that may lose commits is told
    assertThat(checks)
        .filteredOn(c -> c.level() == CheckResult.Level.FAIL)
        .extracting(CheckResult::component)
        .containsExactly("store");
    assertThat(checks)
        .anyMatch(
            c ->
                c.component().equals("broker")
                    && "embedded".equals(c.facts().get("address"))
                    && c.facts().containsKey("version"))
        .anyMatch(c -> c.component().equals("oracle-ebs") && c.message().contains("SIMULATED"));
    assertThat(all.node.status().status().simulated()).containsExactly("oracle-ebs");
  }

  @Test
  void changeAndCancellation_followTheOrderThroughTheErp() {
    all.drop(
        "mx-order.xml",
        utf8(
            message("Order", "MX-900", "2026-02-01", "")
                .formatted(
                    line("1", "", "12", "TNE", "8400.00", "700.00", "MX-PLATE")
                        + line("2", "", "5", "EA", "250.00", "50.00", "MX-ANODE"))));
    all.await("MX-900", 1, "delivered");
    all.drop(
        "mx-change.xml",
        utf8(
            message("OrderChange", "MX-CH-1", "2026-02-05", reference("MX-900", "2026-02-01"))
                .formatted(
                    line("1", "Revised", "12.5", "TNE", "8875.00", "710.00", "MX-PLATE")
                        + line("2", "Cancelled", "5", "EA", "250.00", "50.00", "MX-ANODE")
                        + line("3", "Added", "2", "SET", "90.00", "45.00", "MX-SEAL"))));
    all.await("MX-900", 2, "delivered");

    ErpOrder changed = ErpOrder.read(all, "MX-900");
    assertThat(changed.header())
        .containsEntry("ORDERED", "2026-02-01")
        .containsEntry("PO", "MX-900")
        .containsEntry("STATUS", "BOOKED")
        .containsEntry("CURRENCY", "EUR");
    assertThat(changed.lines())
        .extracting(
            l ->
                l.get("LINE")
                    + " "
                    + l.get("ITEM")
                    + " "
                    + l.get("QUANTITY")
                    + " "
                    + l.get("UNIT")
                    + " "
                    + l.get("PRICE")
                    + " "
                    + l.get("AMOUNT")
                    + " "
                    + l.get("STATUS"))
        .containsExactly(
            "1 MX-PLATE 12.5 TON 710 8875.00 AWAITING_SHIPPING",
            "2 MX-ANODE 0 EA 50 250.00 CANCELLED",
            "3 MX-SEAL 2 SET 45 90.00 AWAITING_SHIPPING");

    all.drop(
        "mx-cancel.xml",
        utf8(
            message("OrderCancellation", "MX-CX-1", "2026-02-09", reference("MX-900", "2026-02-01"))
                .formatted("")));
    all.await("MX-900", 3, "delivered");

    ErpOrder cancelled = ErpOrder.read(all, "MX-900");
    assertThat(cancelled.header()).containsEntry("STATUS", "CANCELLED");
    assertThat(cancelled.lines())
        .extracting(l -> l.get("LINE") + " " + l.get("QUANTITY") + " " + l.get("STATUS"))
        .containsExactly("1 0 CANCELLED", "2 0 CANCELLED", "3 0 CANCELLED");
    assertThat(all.erp("select * from oe_headers_iface_all where orig_sys_document_ref = 'MX-900'"))
        .isEmpty();
  }

  static String message(String kind, String id, String day, String reference) {
    return """
    <m:%1$s xmlns:m="urn:oasis:names:specification:ubl:schema:xsd:%1$s-2"
        xmlns:g="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
        xmlns:e="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
      <e:ID>%2$s</e:ID>
      <e:IssueDate>%3$s</e:IssueDate>
      %4$s
      <g:BuyerCustomerParty>
        <g:Party>
          <g:PartyIdentification><e:ID>MX-1</e:ID></g:PartyIdentification>
          <g:PartyName><e:Name>Maquinaria del Norte</e:Name></g:PartyName>
        </g:Party>
      </g:BuyerCustomerParty>
      %%s
    </m:%1$s>
    """
        .formatted(kind, id, day, reference);
  }

  private static String reference(String order, String day) {
    return "<g:OrderReference><e:ID>"
        + order
        + "</e:ID><e:IssueDate>"
        + day
        + "</e:IssueDate></g:OrderReference>";
  }

  static String line(
      String id,
      String status,
      String quantity,
      String unit,
      String amount,
      String price,
      String item) {
    return """
    <g:OrderLine><g:LineItem>
      <e:ID>%s</e:ID><e:LineStatusCode>%s</e:LineStatusCode><e:Quantity unitCode="%s">%s</e:Quantity>
      <e:LineExtensionAmount currencyID="EUR">%s</e:LineExtensionAmount>
      <g:Price><e:PriceAmount currencyID="EUR">%s</e:PriceAmount></g:Price>
      <g:Item><e:Name>%s</e:Name><g:SellersItemIdentification><e:ID>%7$s</e:ID></g:SellersItemIdentification></g:Item>
    </g:LineItem></g:OrderLine>
    """
        .formatted(id, status, unit, quantity, amount, price, item);
  }

  private static byte[] oasis(String name) throws IOException {
    Path folder = TestingInstallation.root();
    while (folder.getParent() != null && !Files.exists(folder.resolve(OASIS))) {
      folder = folder.getParent();
    }
    Path file = folder.resolve(OASIS).resolve(name);
    assumeTrue(Files.exists(file), "the OASIS orders are not there: ../shared/data/ubl/" + name);
    return Files.readAllBytes(file);
  }

  private static byte[] own(String name) throws IOException {
    try (InputStream in = UblOrdersTest.class.getResourceAsStream("/ubl/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Map<String, String> values(String... pairs) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put(pairs[i], pairs[i + 1]);
    }
    return values;
  }
}

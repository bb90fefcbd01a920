package io.pipemill.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Orders of business partners as UBL 2.1 files, made from a seed. */
public final class UblPartnersSample {
  public static final String SYSTEM = "ubl-partners";

  private record Partner(String account, String name, String city, String zip, String country) {}

  private record Product(String code, String name, String unit, String currency, int price) {}

  private static final List<Partner> PARTNERS =
      List.of(
          new Partner("P20001", "Nordvik Shipyard AS", "Bergen", "5003", "NO"),
          new Partner("P20002", "Hanseatic Steel Trading GmbH", "Hamburg", "20457", "DE"),
          new Partner("P20003", "Taller Naval Cantábrico S.L.", "Santander", "39001", "ES"),
          new Partner("P20004", "Kowalski & Synowie Sp. z o.o.", "Gdańsk", "80-001", "PL"),
          new Partner("P20005", "大连海洋重工有限公司", "大连市", "116000", "CN"));
  private static final List<Product> PRODUCTS =
      List.of(
          new Product("UBL-PLATE-20", "Heavy plate 20 mm AH36", "TNE", "EUR", 720),
          new Product("UBL-PLATE-40", "Heavy plate 40 mm AH36", "TNE", "EUR", 765),
          new Product("UBL-BEESWAX", "Corrosion wax", "KGM", "EUR", 9),
          new Product("UBL-DIESEL", "Marine gas oil", "LTR", "EUR", 1),
          new Product("UBL-ANODE", "Zinc anode 12 kg", "EA", "EUR", 48));

  private final Words words;
  private final Map<String, byte[]> files = new LinkedHashMap<>();
  private final List<Planted> planted = new ArrayList<>();

  /**
   * @param seed same seed, same files
   * @param orderCount good orders; the planted files come on top
   */
  public UblPartnersSample(long seed, int orderCount) {
    this.words = new Words(new Random(seed));
    for (int i = 0; i < orderCount; i++) {
      String number = "UO-2025-" + String.format(java.util.Locale.ROOT, "%04d", i + 1);
      files.put("order-" + number + ".xml", utf8(order(number, i, null)));
    }
    byte[] first = files.values().iterator().next();
    plantFile("order-again.xml", first, PlantedKind.SAME_FILE_TWICE);
    byte[] cut = utf8(order("UO-2025-CUT", 1, null));
    plantFile(
        "order-cut-off.xml", java.util.Arrays.copyOf(cut, cut.length / 2), PlantedKind.BROKEN_FILE);
    plantFile("order-bomb.xml", utf8(bomb()), PlantedKind.HOSTILE_FILE);
    plantOrder("UO-2025-NODATE", PlantedKind.MISSING_DATE);
    plantOrder("UO-2025-LONG", PlantedKind.TEXT_TOO_LONG);
  }

  public List<Planted> planted() {
    return List.copyOf(planted);
  }

  public int fileCount() {
    return files.size();
  }

  /**
   * Writes the files into an inbox, each complete at once; files that were written before are not
   * written again, wherever they are now.
   *
   * @param inbox {@code <home>/inbox/ubl-partners}
   */
  public void drop(Path inbox) throws IOException {
    DroppedFiles.drop(inbox, files);
  }

  private void plantFile(String name, byte[] bytes, PlantedKind kind) {
    files.put(name, bytes);
    planted.add(new Planted(SYSTEM, "sales-order", name, kind));
  }

  private void plantOrder(String number, PlantedKind kind) {
    files.put("order-" + number + ".xml", utf8(order(number, 7, kind)));
    planted.add(new Planted(SYSTEM, "sales-order", number, kind));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Ten entities, each ten times the one before. */
  private static String bomb() {
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE Order [\n");
    text.append("<!ENTITY a0 \"order\">\n");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY a").append(i).append(" \"");
      text.append(("&a" + (i - 1) + ";").repeat(10)).append("\">\n");
    }
    return text.append("]>\n<Order>&a9;</Order>\n").toString();
  }

  private String order(String number, int i, @Nullable PlantedKind plant) {
    Partner partner = PARTNERS.get(i % PARTNERS.size());
    LocalDate day = LocalDate.of(2025, 10, 1).plusDays(i);
    StringBuilder xml = new StringBuilder(4000);
    xml.append(
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
            xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
            xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
        """);
    xml.append("  <cbc:ID>").append(number).append("</cbc:ID>\n");
    if (plant != PlantedKind.MISSING_DATE) {
      xml.append("  <cbc:IssueDate>").append(day).append("</cbc:IssueDate>\n");
    }
    String note =
        plant == PlantedKind.TEXT_TOO_LONG
            ? "very long ".repeat(250)
            : "order " + (i + 1) + " of the season";
    xml.append("  <cbc:Note>").append(note.strip()).append("</cbc:Note>\n");
    xml.append("  <cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>\n");
    xml.append(buyer(partner));
    xml.append(
        """
          <cac:SellerSupplierParty>
            <cac:Party>
              <cac:PartyName><cbc:Name>Pipemill Steel and Oil</cbc:Name></cac:PartyName>
            </cac:Party>
          </cac:SellerSupplierParty>
          <cac:Delivery>
            <cac:RequestedDeliveryPeriod>
        """);
    xml.append("      <cbc:StartDate>").append(day.plusDays(14)).append("</cbc:StartDate>\n");
    xml.append("    </cac:RequestedDeliveryPeriod>\n  </cac:Delivery>\n");
    StringBuilder lines = new StringBuilder();
    BigDecimal total = BigDecimal.ZERO;
    int count = words.between(1, 4);
    for (int line = 1; line <= count; line++) {
      Product product = PRODUCTS.get((i + line) % PRODUCTS.size());
      BigDecimal quantity = BigDecimal.valueOf(words.between(5, 400));
      BigDecimal price = BigDecimal.valueOf(product.price() * 100L + words.between(0, 99), 2);
      BigDecimal amount = quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
      total = total.add(amount);
      lines.append(line(line, product, quantity, price, amount));
    }
    xml.append(
        "  <cac:AnticipatedMonetaryTotal>\n    <cbc:LineExtensionAmount currencyID=\"EUR\">");
    xml.append(total)
        .append("</cbc:LineExtensionAmount>\n    <cbc:PayableAmount currencyID=\"EUR\">");
    xml.append(total).append("</cbc:PayableAmount>\n  </cac:AnticipatedMonetaryTotal>\n");
    return xml.append(lines).append("</Order>\n").toString();
  }

  private static String buyer(Partner partner) {
    return """
          <cac:BuyerCustomerParty>
            <cbc:SupplierAssignedAccountID>%s</cbc:SupplierAssignedAccountID>
            <cac:Party>
              <cac:PartyIdentification><cbc:ID>%s</cbc:ID></cac:PartyIdentification>
              <cac:PartyName><cbc:Name>%s</cbc:Name></cac:PartyName>
              <cac:PostalAddress>
                <cbc:CityName>%s</cbc:CityName>
                <cbc:PostalZone>%s</cbc:PostalZone>
                <cac:Country><cbc:IdentificationCode>%s</cbc:IdentificationCode></cac:Country>
              </cac:PostalAddress>
            </cac:Party>
          </cac:BuyerCustomerParty>
        """
        .formatted(
            partner.account(),
            partner.account(),
            partner.name().replace("&", "&amp;"),
            partner.city(),
            partner.zip(),
            partner.country());
  }

  private static String line(
      int line, Product product, BigDecimal quantity, BigDecimal price, BigDecimal amount) {
    return """
          <cac:OrderLine>
            <cac:LineItem>
              <cbc:ID>%d</cbc:ID>
              <cbc:Quantity unitCode="%s">%s</cbc:Quantity>
              <cbc:LineExtensionAmount currencyID="%s">%s</cbc:LineExtensionAmount>
              <cac:Price>
                <cbc:PriceAmount currencyID="%s">%s</cbc:PriceAmount>
                <cbc:BaseQuantity unitCode="%s">1</cbc:BaseQuantity>
              </cac:Price>
              <cac:Item>
                <cbc:Name>%s</cbc:Name>
                <cac:SellersItemIdentification><cbc:ID>%s</cbc:ID></cac:SellersItemIdentification>
              </cac:Item>
            </cac:LineItem>
          </cac:OrderLine>
        """
        .formatted(
            line,
            product.unit(),
            quantity,
            product.currency(),
            amount,
            product.currency(),
            price,
            product.unit(),
            product.name(),
            product.code());
  }
}

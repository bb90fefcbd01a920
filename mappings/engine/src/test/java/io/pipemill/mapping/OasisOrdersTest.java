package io.pipemill.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.record.RecordTree;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.mapping.golden.XmlRecords;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The orders OASIS publishes with UBL, which nobody on this project wrote. */
class OasisOrdersTest {
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);
  private static final Map<String, ExternalSystem> SYSTEMS =
      new Mappings(DocumentCatalog.load()).load(List.of(Projects.systems())).systems();
  private static final Lookups NOTHING_KNOWN =
      new Lookups() {
        @Override
        public Map<String, String> masters(String master, Set<String> codes) {
          return Map.of();
        }

        @Override
        public Map<String, String> crosswalk(String list, Set<String> keys) {
          return Map.of();
        }
      };

  @Test
  void order20_carriesEveryAmountQuantityUnitDateAndParty() {
    Mapped mapped = map("UBL-Order-2.0-Example.xml");

    assertThat(mapped.problems()).isEmpty();
    assertThat(mapped.businessKey()).isEqualTo("AEG012345");
    assertThat(mapped.verb()).isEqualTo(Verb.PROCESS);
    assertThat(mapped.eventTime()).isEqualTo(Instant.parse("2005-06-20T00:00:00Z"));
    SalesOrder order = (SalesOrder) mapped.document();
    assertThat(order.getOrderDate()).isEqualTo(LocalDate.of(2005, 6, 20));
    assertThat(order.getRequestedDate()).isEqualTo(LocalDate.of(2005, 6, 29));
    assertThat(order.getCurrency()).isEqualTo("GBP");
    assertThat(order.getCustomer().getCode()).isEqualTo("GT00978567");
    assertThat(order.getCustomer().getName()).isEqualTo("IYT Corporation");
    assertThat(order.getShipTo().getAddress())
        .isEqualTo("Avon Way 56A, Thereabouts, 3rd Floor, Room 5");
    assertThat(order.getShipTo().getCity()).isEqualTo("Bridgtow");
    assertThat(order.getShipTo().getPostalCode()).isEqualTo("ZZ99 1ZZ");
    assertThat(order.getShipTo().getRegion()).isEqualTo("Avon");
    assertThat(order.getShipTo().getCountry()).isEqualTo("GB");
    assertThat(order.getNote()).isEqualTo("sample");
    assertThat(order.getTotalAmount().getValue()).isEqualTo(new BigDecimal("100.00"));
    assertThat(order.getTotalAmount().getCurrency()).isEqualTo("GBP");
    SalesOrderLine line = order.getLines().get(0);
    assertThat(order.getLines()).hasSize(1);
    assertThat(line.getLineNumber()).isEqualTo("1");
    assertThat(line.getItem().getCode()).isEqualTo("17589683");
    assertThat(line.getItem().getBuyerCode()).isEqualTo("6578489");
    assertThat(line.getItem().getName()).isEqualTo("beeswax");
    assertThat(line.getDescription()).isEqualTo("Acme beeswax");
    assertThat(line.getQuantity().getValue()).isEqualByComparingTo("100");
    assertThat(line.getQuantity().getUnit()).isEqualTo("kg");
    assertThat(line.getUnitPrice().getValue()).isEqualTo(new BigDecimal("100.00"));
    assertThat(line.getUnitPrice().getCurrency()).isEqualTo("GBP");
    assertThat(line.getUnitPrice().getPer()).isEqualTo("kg");
    assertThat(line.getUnitPrice().getBase()).isEqualByComparingTo("1");
    // 100 kg at 100.00 would be 10,000.00: the file says 100.00, and so do we
    assertThat(line.getAmount().getValue()).isEqualTo(new BigDecimal("100.00"));
    assertThat(line.getNote()).isEqualTo("this is an illustrative order line");
  }

  @Test
  void orderChange21_isTheOrderItRefersTo() {
    Mapped mapped = map("UBL-OrderChange-2.1-Example.xml");

    assertThat(mapped.problems()).isEmpty();
    assertThat(mapped.businessKey()).isEqualTo("34");
    assertThat(mapped.verb()).isEqualTo(Verb.PROCESS);
    assertThat(mapped.eventTime()).isEqualTo(Instant.parse("2010-01-21T12:30:00Z"));
    SalesOrder order = (SalesOrder) mapped.document();
    assertThat(order.getOrderDate()).isEqualTo(LocalDate.of(2010, 1, 21));
    assertThat(order.getCurrency()).isEqualTo("SEK");
    assertThat(order.getCustomer().getCode()).isEqualTo("7300070011115");
    assertThat(order.getCustomer().getName()).isEqualTo("Johnssons byggvaror");
    assertThat(order.getTotalAmount()).isNull();
    SalesOrderLine line = order.getLines().get(0);
    assertThat(line.getQuantity().getValue()).isEqualByComparingTo("240");
    assertThat(line.getQuantity().getUnit()).isEqualTo("L");
    assertThat(line.getAmount().getValue()).isEqualByComparingTo("12000");
    assertThat(line.getAmount().getCurrency()).isEqualTo("SEK");
    assertThat(line.getUnitPrice().getValue()).isEqualByComparingTo("50");
    assertThat(line.getUnitPrice().getPer()).isEqualTo("L");
    assertThat(line.getRequestedDate()).isEqualTo(LocalDate.of(2010, 2, 10));
    assertThat(line.getItem().getCode()).isEqualTo("SItemNo001");
    assertThat(line.getItem().getStandardCode()).isEqualTo("1234567890123");
    assertThat(line.getItem().getName()).isEqualTo("Falu Rödfärg");
    assertThat(line.getDescription()).isEqualTo("Red paint");
    assertThat(line.getNote()).isEqualTo("Freetext note on line 1");
  }

  @Test
  void unknownBuyerAndItems_areMadeFromTheOrder() {
    Mapped mapped = map("UBL-Order-2.0-Example.xml");

    assertThat(mapped.missing())
        .extracting(Mapped.MissingMaster::master, Mapped.MissingMaster::code)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("customer", "GT00978567"),
            org.assertj.core.groups.Tuple.tuple("item", "17589683"));
    assertThat(mapped.missing()).allMatch(missing -> missing.document() != null);
  }

  @Test
  void order20_becomesTheErpsRecord() {
    Mapped mapped = map("UBL-Order-2.0-Example.xml");
    OutboundMapping erp = SYSTEMS.get("oracle-ebs").out().get(ORDER);

    OutboundMapping.Written written = erp.write(mapped.document(), envelope("AEG012345"));

    assertThat(written.problems()).isEmpty();
    RecordTree header = written.record();
    assertThat(header.value("ORDER_SOURCE")).isEqualTo("ubl-partners");
    assertThat(header.value("ORIG_SYS_DOCUMENT_REF")).isEqualTo("AEG012345");
    assertThat(header.value("CUSTOMER_NUMBER")).isEqualTo("GT00978567");
    assertThat(header.value("ORDERED_DATE")).isEqualTo(LocalDate.of(2005, 6, 20));
    assertThat(header.value("TRANSACTIONAL_CURR_CODE")).isEqualTo("GBP");
    RecordTree line = header.group("lines").get(0);
    assertThat(line.value("INVENTORY_ITEM")).isEqualTo("17589683");
    assertThat((BigDecimal) line.value("ORDERED_QUANTITY")).isEqualByComparingTo("100");
    assertThat(line.value("ORDER_QUANTITY_UOM")).isEqualTo("KG");
    assertThat((BigDecimal) line.value("UNIT_SELLING_PRICE")).isEqualByComparingTo("100");
    assertThat((BigDecimal) line.value("ATTRIBUTE2")).isEqualByComparingTo("100.00");
    assertThat(line.value("REQUEST_DATE")).isEqualTo(LocalDate.of(2005, 6, 29));
  }

  private static Envelope envelope(String key) {
    UUID id = new UUID(1, 2);
    return new Envelope(
        id,
        ORDER,
        key,
        1,
        Verb.PROCESS,
        "ubl-partners",
        "file",
        id,
        Instant.EPOCH,
        null,
        List.of());
  }

  private static Mapped map(String name) {
    Path file = Projects.shared("data/ubl").resolve(name);
    assumeTrue(Files.exists(file), "the OASIS orders are not there: ../shared/data/ubl/" + name);
    ExternalSystem system = SYSTEMS.get("ubl-partners");
    InboundMapping mapping = system.in().get(ORDER);
    RecordTree record = new XmlRecords().read(system, mapping, file);
    return mapping.map(List.of(record), NOTHING_KNOWN).get(0);
  }
}

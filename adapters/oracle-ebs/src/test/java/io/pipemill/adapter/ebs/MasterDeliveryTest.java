package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.CheckResult;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.RejectedDocuments;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.canonical.Verb;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Customers and items into the ERP and back, and what the ERP is asked besides. */
class MasterDeliveryTest {
  private final ErpFixture db = new ErpFixture();
  private final TargetAdapter target = db.target(Map.of("dialect", dialect()));

  String dialect() {
    return "own";
  }

  @AfterEach
  void close() {
    target.close();
  }

  private List<Answer> deliver(OutboundDocument... documents) {
    return deliver(ErpSwitches.NORMAL, documents);
  }

  private List<Answer> deliver(ErpSwitches switches, OutboundDocument... documents) {
    Attempt attempt = Orders.attempt(List.of(documents));
    Receipt receipt = target.deliver(attempt);
    db.erp.runPending(switches);
    return target.answers(List.of(Orders.request(receipt, attempt)));
  }

  @Test
  void newCustomer_getsAccountProfileSitesAndPhone() {
    List<Answer> answers =
        deliver(
            MasterDocuments.customer("K-1", "兰州炼油厂")
                .set("CUSTOMER_NAME_PHONETIC", "Lanzhou Refinery")
                .set("CUST_TAX_REFERENCE", "91620100")
                .set("STANDARD_TERM_NAME", "30 NET")
                .set("TELEPHONE", "0931-1234567")
                .address("A1", "西固区 1 号", true, true)
                .address("A2", "安宁区 2 号", false, true)
                .build());
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(answers.get(0).targetReference()).isEqualTo("K-1");
    assertThat(
            db.rows(
                "select p.party_name, p.tax_reference, a.account_number, a.status, t.name,"
                    + " c.phone_number from hz_cust_accounts a join hz_parties p using (party_id)"
                    + " join hz_customer_profiles f using (cust_account_id) join ra_terms_tl t on"
                    + " t.term_id = f.standard_terms join hz_contact_points c on c.owner_table_id"
                    + " = p.party_id where a.account_number = 'K-1'"))
        .containsExactly("兰州炼油厂|91620100|K-1|A|30 NET|0931-1234567");
    assertThat(
            db.rows(
                "select s.orig_system_reference, u.site_use_code, u.primary_flag, u.location from"
                    + " hz_cust_acct_sites_all s join hz_cust_site_uses_all u using"
                    + " (cust_acct_site_id) order by 1, 2"))
        .containsExactly("A1|BILL_TO|Y|A1", "A1|SHIP_TO|Y|A1", "A2|SHIP_TO|N|A2");
    assertThat(db.rows("select 1 from ra_customers_interface_all")).isEmpty();
  }

  @Test
  void changedCustomer_isUpdated_andGetsItsNewAddressOnly() {
    deliver(
        MasterDocuments.customer("K-1", "Old name").address("A1", "Street 1", true, true).build());
    List<Answer> answers =
        deliver(
            MasterDocuments.customer("K-1", "New name")
                .address("A1", "Street 9", true, true)
                .address("A3", "Street 3", true, false)
                .build());
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(
            db.rows(
                "select party_name from hz_parties p join hz_cust_accounts a using (party_id) where"
                    + " account_number = 'K-1'"))
        .containsExactly("New name");
    assertThat(db.rows("select orig_system_reference, address1 from hz_locations order by 1"))
        .containsExactly("A1|Street 9", "A3|Street 3");
  }

  @Test
  void customerKnownByAccountNumberOnly_isUpdatedUnderItsOwnReference() {
    db.run(
        "update hz_cust_accounts set orig_system_reference = 'TCA-77' where account_number = 'C1'");
    List<Answer> answers = deliver(MasterDocuments.customer("C1", "Renamed").build());
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(db.rows("select count(*) from hz_cust_accounts where account_number = 'C1'"))
        .containsExactly("1");
  }

  @Test
  void refusedCustomer_keepsTheErpsCodes_andIsReplacedByTheCorrection() {
    OutboundDocument bad =
        MasterDocuments.customer("K-9", "Nine")
            .address("A1", "Street", true, false, Map.of("COUNTRY", "XX"))
            .build();
    List<Answer> answers = deliver(bad, MasterDocuments.customer("K-8", "Eight").build());
    assertThat(answers.get(0).accepted()).isFalse();
    assertThat(answers.get(0).messages())
        .containsExactly("B9 (COUNTRY is not a territory of the ERP)");
    assertThat(answers.get(1).accepted()).isTrue();
    answers =
        deliver(
            MasterDocuments.customer("K-9", "Nine").address("A1", "Street", true, false).build());
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(db.rows("select 1 from ra_customers_interface_all")).isEmpty();
  }

  @Test
  void cancelledCustomer_becomesInactive() {
    deliver(MasterDocuments.customer("K-1", "One").build());
    deliver(MasterDocuments.customer("K-1", "One").verb(Verb.CANCEL).build());
    assertThat(db.rows("select status from hz_cust_accounts where account_number = 'K-1'"))
        .containsExactly("I");
    assertThat(target.known("customer", Set.of("K-1", "C1"))).isEqualTo(Map.of("C1", "C1"));
  }

  @Test
  void lostAndCrashedCustomerRequests_areSubmittedAgain() {
    for (ErpSwitches fault :
        List.of(ErpSwitches.NORMAL.losing(1), ErpSwitches.NORMAL.crashing(1))) {
      Attempt attempt =
          Orders.attempt(List.of(MasterDocuments.customer("K-" + fault.lose(), "x").build()));
      Receipt receipt = target.deliver(attempt);
      db.erp.runPending(fault);
      assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
      db.erp.runPending(ErpSwitches.NORMAL);
      assertThat(target.answers(List.of(Orders.request(receipt, attempt))).get(0).accepted())
          .isTrue();
    }
  }

  @Test
  void newItem_isCreated_changedItemUpdated_cancelledItemInactive() {
    List<Answer> answers = deliver(MasterDocuments.item("D-0", "0# 柴油", "TON"));
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(answers.get(0).targetReference()).isNotBlank();
    deliver(
        MasterDocuments.item(
            Verb.SYNC,
            Map.of(
                "SEGMENT1", "D-0",
                "DESCRIPTION", "0# 车用柴油",
                "PRIMARY_UOM_CODE", "KG",
                "ATTRIBUTE1", "国六")));
    assertThat(
            db.rows(
                "select description, primary_uom_code, primary_unit_of_measure, attribute1,"
                    + " inventory_item_status_code from mtl_system_items_b where segment1 ="
                    + " 'D-0'"))
        .containsExactly("0# 车用柴油|KG|Kilogram|国六|Active");
    deliver(MasterDocuments.item(Verb.CANCEL, Map.of("SEGMENT1", "D-0")));
    assertThat(target.known("item", Set.of("D-0", "ITEM-1")).keySet()).containsExactly("ITEM-1");
    assertThat(db.rows("select 1 from mtl_system_items_interface")).isEmpty();
  }

  @Test
  void refusedItem_isAnsweredVerbatim_othersAreTaken_andTheCorrectionReplacesIt() {
    List<Answer> answers =
        deliver(
            MasterDocuments.item("BAD", "Bad", "ZZZ"), MasterDocuments.item("GOOD", "Good", "EA"));
    assertThat(answers.get(0).accepted()).isFalse();
    assertThat(answers.get(0).messages()).containsExactly("Unit of measure ZZZ is not defined.");
    assertThat(answers.get(1).accepted()).isTrue();
    assertThat(db.rows("select process_flag from mtl_system_items_interface")).containsExactly("3");
    assertThat(deliver(MasterDocuments.item("BAD", "Bad", "EA")).get(0).accepted()).isTrue();
    assertThat(db.rows("select 1 from mtl_system_items_interface")).isEmpty();
  }

  @Test
  void lostAndCrashedItemRequests_areSubmittedAgain() {
    for (ErpSwitches fault :
        List.of(ErpSwitches.NORMAL.losing(1), ErpSwitches.NORMAL.crashing(1))) {
      Attempt attempt =
          Orders.attempt(List.of(MasterDocuments.item("I-" + fault.lose(), "x", "EA")));
      Receipt receipt = target.deliver(attempt);
      db.erp.runPending(fault);
      assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
      db.erp.runPending(ErpSwitches.NORMAL);
      assertThat(target.answers(List.of(Orders.request(receipt, attempt))).get(0).accepted())
          .isTrue();
    }
  }

  @Test
  void keptRows_areSeenAsImported() {
    List<Answer> answers =
        deliver(
            ErpSwitches.NORMAL.withKeptRows(),
            MasterDocuments.item("I-1", "x", "EA"),
            MasterDocuments.customer("K-1", "x").build());
    assertThat(answers).hasSize(2).allMatch(Answer::accepted);
    answers =
        deliver(
            ErpSwitches.NORMAL.withKeptRows(),
            MasterDocuments.item("I-1", "y", "EA"),
            MasterDocuments.customer("K-1", "y").build());
    assertThat(answers).hasSize(2).allMatch(Answer::accepted);
    assertThat(db.rows("select description from mtl_system_items_b where segment1 = 'I-1'"))
        .containsExactly("y");
  }

  @Test
  void oneAttemptWithAllTypes_isOneTransactionWithARequestEach() {
    Attempt attempt =
        Orders.attempt(
            List.of(
                MasterDocuments.customer("K-1", "x").build(),
                MasterDocuments.item("I-1", "x", "EA"),
                Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1").build()));
    Receipt receipt = target.deliver(attempt);
    assertThat(receipt.requestId()).isEqualTo("customer=5000001,item=5000002,sales-order=5000003");
    db.erp.runPending(ErpSwitches.NORMAL);
    assertThat(target.answers(List.of(Orders.request(receipt, attempt))))
        .hasSize(3)
        .allMatch(Answer::accepted);
    assertThat(target.resolve(attempt).requestId()).isEqualTo(receipt.requestId());
  }

  @Test
  void tooWideAndMissingValues_areNamedForEveryDocument() {
    Attempt attempt =
        Orders.attempt(
            List.of(
                MasterDocuments.item("x".repeat(41), "x", "EA"),
                MasterDocuments.customer("K".repeat(31), "x").build(),
                MasterDocuments.item(Verb.SYNC, Map.of("SEGMENT1", "I-1")),
                MasterDocuments.item(
                    Verb.SYNC,
                    Map.of(
                        "SEGMENT1", "I-2",
                        "DESCRIPTION", "x",
                        "PRIMARY_UOM_CODE", "EA",
                        "ORGANIZATION_CODE", "Q7"))));
    assertThatThrownBy(() -> target.deliver(attempt))
        .isInstanceOfSatisfying(
            RejectedDocuments.class, e -> assertThat(e.rejections()).hasSize(4));
  }

  @Test
  void knownMasters_areFoundByNumberAndByReference() {
    db.run(
        "update hz_cust_accounts set orig_system_reference = 'REF-1' where account_number = 'C1'");
    assertThat(target.known("customer", Set.of("REF-1", "C2", "NOBODY")))
        .isEqualTo(Map.of("REF-1", "C1", "C2", "C2"));
    assertThat(target.known("item", Set.of("ITEM-1", "NOPE")).keySet()).containsExactly("ITEM-1");
    assertThat(target.known("carrier", Set.of("X"))).isEmpty();
  }

  @Test
  void check_saysSimulated_andNamesWhatIsMissing() {
    CheckResult result = target.check();
    assertThat(result.facts()).containsKey("SIMULATED");
    assertThat(result.facts().get("identity")).startsWith("postgresql:ebs");
    assertThat(result.facts().get("orderSources")).isEqualTo("crude-retail, steel-contracts");
    assertThat(result.level()).isEqualTo(CheckResult.Level.WARN);
    assertThat(result.message()).contains("pipemill_outcome");

    deliver(MasterDocuments.item("I-1", "x", "EA"));
    assertThat(target.check().level()).isEqualTo(CheckResult.Level.OK);
    try (TargetAdapter wrong = db.target(Map.of("operatingUnit", "Nowhere"))) {
      assertThat(wrong.check().level()).isEqualTo(CheckResult.Level.FAIL);
      assertThat(wrong.check().message()).contains("Nowhere").contains("Pipemill China");
    }
  }
}

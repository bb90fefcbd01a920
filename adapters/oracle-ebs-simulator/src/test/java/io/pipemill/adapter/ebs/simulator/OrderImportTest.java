package io.pipemill.adapter.ebs.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The documented behaviour of Order Import, one rule a test. */
class OrderImportTest {
  private static final String HEADER =
      "insert into oe_headers_iface_all (order_source_id, orig_sys_document_ref, change_sequence,"
          + " org_id, operation_code, order_type, customer_number, price_list,"
          + " transactional_curr_code, ordered_date, booked_flag, creation_date, created_by,"
          + " last_update_date, last_updated_by) values (1001, '%s', '%s', 81, '%s', 'Standard',"
          + " 'C1', 'Corporate', 'CNY', '2026-03-01', '%s', now(), 0, now(), 0)";
  private static final String LINE =
      "insert into oe_lines_iface_all (order_source_id, orig_sys_document_ref, change_sequence,"
          + " org_id, orig_sys_line_ref, operation_code, inventory_item, ordered_quantity,"
          + " order_quantity_uom, unit_selling_price, creation_date, created_by,"
          + " last_update_date, last_updated_by) values (1001, '%s', '%s', 81, '%s', '%s', '%s',"
          + " %s, 'TON', 4500.5, now(), 0, now(), 0)";
  private static final String[] IMPORT = {
    "", "1001", "", "", "N", "", "0", "", "", "", "N", "N", "N", ""
  };

  private final ErpDatabase db = new ErpDatabase();
  private SimulatedErp erp;

  @BeforeEach
  void install() {
    erp = SimulatedErp.install(db.dataSource());
    erp.seed(
        ErpSeed.standard()
            .orderSource("crude-retail")
            .customer("C1", "Lanzhou Refinery")
            .item("DIESEL-0", "Diesel 0#", "TON"));
  }

  private void order(String ref, String sequence, String operation, String... lineRefs) {
    db.run(String.format(HEADER, ref, sequence, operation, "Y"));
    for (String line : lineRefs) {
      db.run(String.format(LINE, ref, sequence, line, operation, "DIESEL-0", "10"));
    }
  }

  private long runImport(ErpSwitches switches) {
    long request = db.submit("ONT", "OEOIMP", IMPORT);
    erp.runPending(switches);
    return request;
  }

  private String phase(long request) {
    return db.rows(
            "select phase_code || status_code from fnd_concurrent_requests where request_id = "
                + request)
        .get(0);
  }

  @Test
  void newOrder_becomesBookedOrderWithNumber_andLeavesTheInterface() {
    order("R-1", "1", "INSERT", "1", "2");

    assertThat(phase(runImport(ErpSwitches.NORMAL))).isEqualTo("CC");
    assertThat(
            db.rows(
                "select orig_sys_document_ref, order_number, booked_flag, flow_status_code from"
                    + " oe_order_headers_all"))
        .containsExactly("R-1|60001|Y|BOOKED");
    assertThat(
            db.rows(
                "select orig_sys_line_ref, line_number, ordered_quantity, unit_selling_price from"
                    + " oe_order_lines_all order by 1"))
        .containsExactly("1|1|10|4500.5", "2|2|10|4500.5");
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
    assertThat(db.rows("select 1 from oe_lines_iface_all")).isEmpty();
  }

  @Test
  void badOrderAmongGoodOnes_failsAsAWhole_andStaysWithItsFlag() {
    order("GOOD", "1", "INSERT", "1");
    order("BAD", "1", "INSERT", "1", "2");
    db.run(
        "update oe_lines_iface_all set inventory_item = 'X-9' where orig_sys_document_ref ="
            + " 'BAD' and orig_sys_line_ref = '2'");

    long request = runImport(ErpSwitches.NORMAL);

    assertThat(phase(request)).isEqualTo("CG");
    assertThat(db.rows("select orig_sys_document_ref from oe_order_headers_all"))
        .containsExactly("GOOD");
    assertThat(
            db.rows(
                "select orig_sys_document_ref, request_id, error_flag from oe_headers_iface_all"))
        .containsExactly("BAD|" + request + "|Y");
    assertThat(
            db.rows(
                "select original_sys_document_ref, original_sys_document_line_ref, language,"
                    + " message_text from oe_processing_msgs join oe_processing_msgs_tl using"
                    + " (transaction_id) order by language"))
        .containsExactly(
            "BAD|2|US|Item X-9 is not defined, not active, or not orderable in the item"
                + " validation organization.",
            "BAD|2|ZHS|物料 X-9 在物料验证组织中未定义、未启用或不可订购。");
  }

  @Test
  void erroredRow_isNotRetried_untilRequestIdAndErrorFlagAreCleared() {
    order("BAD", "1", "INSERT", "1");
    db.run("update oe_headers_iface_all set customer_number = 'NOBODY'");
    runImport(ErpSwitches.NORMAL);
    db.run("update oe_headers_iface_all set customer_number = 'C1'");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select 1 from oe_order_headers_all")).isEmpty();

    db.run("update oe_headers_iface_all set request_id = null");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select 1 from oe_order_headers_all")).isEmpty();

    db.run("update oe_headers_iface_all set error_flag = null");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select orig_sys_document_ref from oe_order_headers_all"))
        .containsExactly("BAD");
  }

  @Test
  void idAndNameOfTheSameField_isRefused() {
    order("B", "1", "INSERT", "1");
    db.run("update oe_headers_iface_all set order_type_id = 1101");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select message_text from oe_processing_msgs_tl where language = 'US'"))
        .containsExactly("Both the id and the name of ORDER_TYPE are filled; only one may be.");
  }

  @Test
  void lineWithoutHeader_danglesAndIsNeverTaken() {
    db.run(String.format(LINE, "NOHEAD", "1", "1", "INSERT", "DIESEL-0", "10"));
    assertThat(phase(runImport(ErpSwitches.NORMAL))).isEqualTo("CC");
    assertThat(db.rows("select orig_sys_document_ref, request_id from oe_lines_iface_all"))
        .containsExactly("NOHEAD|null");
  }

  @Test
  void doubleHeaderRow_isRefusedAltogether() {
    order("D", "1", "INSERT", "1");
    order("D", "1", "INSERT");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select 1 from oe_order_headers_all")).isEmpty();
    assertThat(db.rows("select count(*) from oe_headers_iface_all where error_flag = 'Y'"))
        .containsExactly("2");
  }

  @Test
  void insertOfAnOrderThatExists_isRefused() {
    order("E", "1", "INSERT", "1");
    runImport(ErpSwitches.NORMAL);
    order("E", "2", "INSERT", "1");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
    assertThat(db.rows("select error_flag from oe_headers_iface_all")).containsExactly("Y");
  }

  @Test
  void updateOfUnknownOrder_isRefused_andItsLinesStay() {
    order("U", "1", "UPDATE", "1");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select error_flag from oe_headers_iface_all")).containsExactly("Y");
    assertThat(db.rows("select orig_sys_line_ref from oe_lines_iface_all")).containsExactly("1");
  }

  @Test
  void lineQuantityZeroInUpdate_cancelsTheLine_onlyWithReason() {
    order("L", "1", "INSERT", "1", "2");
    runImport(ErpSwitches.NORMAL);
    order("L", "2", "UPDATE");
    db.run(String.format(LINE, "L", "2", "2", "UPDATE", "DIESEL-0", "0"));
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select message_text from oe_processing_msgs_tl where language = 'US'"))
        .containsExactly("A reason is required to cancel.");

    db.run(
        "update oe_headers_iface_all set request_id = null, error_flag = null",
        "update oe_lines_iface_all set request_id = null, error_flag = null, change_reason ="
            + " 'CANCEL'");
    runImport(ErpSwitches.NORMAL);
    assertThat(
            db.rows(
                "select orig_sys_line_ref, ordered_quantity, cancelled_quantity, cancelled_flag,"
                    + " open_flag, flow_status_code from oe_order_lines_all order by 1"))
        .containsExactly("1|10|0|N|Y|AWAITING_SHIPPING", "2|0|10|Y|N|CANCELLED");
  }

  @Test
  void cancelledFlagOnHeader_cancelsOrderAndLines_forGood() {
    order("X", "1", "INSERT", "1");
    runImport(ErpSwitches.NORMAL);
    order("X", "2", "UPDATE");
    db.run("update oe_headers_iface_all set cancelled_flag = 'Y', change_reason = 'CANCEL'");
    runImport(ErpSwitches.NORMAL);
    assertThat(
            db.rows(
                "select h.cancelled_flag, h.open_flag, h.flow_status_code, l.flow_status_code,"
                    + " l.ordered_quantity from oe_order_headers_all h join oe_order_lines_all l"
                    + " using (header_id)"))
        .containsExactly("Y|N|CANCELLED|CANCELLED|0");

    order("X", "3", "UPDATE");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select error_flag from oe_headers_iface_all")).containsExactly("Y");
  }

  @Test
  void changesOfOneOrderInOneRequest_areAppliedInSequence() {
    order("S", "1", "INSERT", "1");
    order("S", "2", "UPDATE");
    order("S", "10", "UPDATE");
    db.run("update oe_headers_iface_all set customer_po_number = 'PO-' || change_sequence");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select change_sequence, cust_po_number from oe_order_headers_all"))
        .containsExactly("10|PO-10");
  }

  @Test
  void olderChangeSequence_isRefusedUnlessForced() {
    order("Q", "5", "INSERT", "1");
    runImport(ErpSwitches.NORMAL);
    order("Q", "4", "UPDATE");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select error_flag from oe_headers_iface_all")).containsExactly("Y");
    db.run(
        "update oe_headers_iface_all set request_id = null, error_flag = null, force_apply_flag ="
            + " 'Y'");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
  }

  @Test
  void instances_parentPausesAndChildrenShareTheRows() {
    for (int i = 1; i <= 7; i++) {
      order("I-" + i, "1", "INSERT", "1");
    }
    String[] three = IMPORT.clone();
    three[6] = "3";
    long parent = db.submit("ONT", "OEOIMP", three);
    SimulatedErp once = erp;
    assertThat(once.runPending(ErpSwitches.NORMAL)).isEqualTo(4);
    assertThat(phase(parent)).isEqualTo("CC");
    assertThat(
            db.rows(
                "select count(*) from oe_order_headers_all group by request_id order by"
                    + " request_id"))
        .containsExactly("3", "2", "2");
    assertThat(
            db.rows(
                "select count(*) from fnd_concurrent_requests where parent_request_id = " + parent))
        .containsExactly("3");
  }

  @Test
  void crashAfterTheStamp_leavesRowsStampedAndUnprocessed() {
    order("K", "1", "INSERT", "1");
    long request = runImport(ErpSwitches.NORMAL.crashing(1));
    assertThat(phase(request)).isEqualTo("CE");
    assertThat(db.rows("select request_id, error_flag from oe_headers_iface_all"))
        .containsExactly(request + "|null");
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select 1 from oe_order_headers_all")).isEmpty();
  }

  @Test
  void lostRequest_vanishesAndTakesNothing() {
    order("V", "1", "INSERT", "1");
    long request = runImport(ErpSwitches.NORMAL.losing(1));
    assertThat(db.rows("select 1 from fnd_concurrent_requests where request_id = " + request))
        .isEmpty();
    assertThat(db.rows("select request_id from oe_headers_iface_all")).containsExactly("null");
  }

  @Test
  void keptRows_stayStampedAndUnflagged() {
    order("P", "1", "INSERT", "1");
    long request = runImport(ErpSwitches.NORMAL.withKeptRows());
    assertThat(db.rows("select request_id, error_flag from oe_headers_iface_all"))
        .containsExactly(request + "|null");
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
  }

  @Test
  void validations_eachNamesItsField() {
    List<String[]> cases =
        List.of(
            new String[] {"oe_headers_iface_all", "order_type = 'Nope'", "ORDER_TYPE"},
            new String[] {"oe_headers_iface_all", "order_type = null", "ORDER_TYPE"},
            new String[] {"oe_headers_iface_all", "customer_number = 'Nope'", "SOLD_TO_ORG"},
            new String[] {"oe_headers_iface_all", "price_list = 'Nope'", "PRICE_LIST"},
            new String[] {"oe_headers_iface_all", "price_list = null", "PRICE_LIST"},
            new String[] {
              "oe_headers_iface_all", "transactional_curr_code = 'XXX'", "TRANSACTIONAL_CURR_CODE"
            },
            new String[] {"oe_headers_iface_all", "ship_from_org = 'Q9'", "SHIP_FROM_ORG"},
            new String[] {"oe_headers_iface_all", "ship_to_org = 'Nowhere'", "SHIP_TO_ORG"},
            new String[] {"oe_headers_iface_all", "payment_term = 'Never'", "PAYMENT_TERM"},
            new String[] {"oe_headers_iface_all", "salesrep = 'Nobody'", "SALESREP"},
            new String[] {"oe_headers_iface_all", "operation_code = 'CREATE'", "OPERATION_CODE"},
            new String[] {"oe_lines_iface_all", "inventory_item = 'Nope'", "INVENTORY_ITEM"},
            new String[] {"oe_lines_iface_all", "ordered_quantity = 0", "ORDERED_QUANTITY"},
            new String[] {"oe_lines_iface_all", "ordered_quantity = -1", "ORDERED_QUANTITY"},
            new String[] {"oe_lines_iface_all", "ordered_quantity = null", "ORDERED_QUANTITY"},
            new String[] {"oe_lines_iface_all", "order_quantity_uom = 'ZZZ'", "ORDER_QUANTITY_UOM"},
            new String[] {
              "oe_lines_iface_all", "schedule_ship_date = '2026-02-01'", "SCHEDULE_SHIP_DATE"
            },
            new String[] {
              "oe_lines_iface_all",
              "request_date = '2026-04-02', latest_acceptable_date = '2026-04-01'",
              "LATEST_ACCEPTABLE_DATE"
            });
    int n = 0;
    for (String[] one : cases) {
      String ref = "VAL-" + n++;
      order(ref, "1", "INSERT", "1");
      db.run(
          "update " + one[0] + " set " + one[1] + " where orig_sys_document_ref = '" + ref + "'");
    }
    runImport(ErpSwitches.NORMAL);
    assertThat(db.rows("select 1 from oe_order_headers_all")).isEmpty();
    n = 0;
    for (String[] one : cases) {
      assertThat(
              db.rows(
                  "select attribute_code from oe_processing_msgs where original_sys_document_ref ="
                      + " 'VAL-"
                      + n++
                      + "'"))
          .as(one[1])
          .containsExactly(one[2]);
    }
  }

  @Test
  void partialRefusalWithoutWarning_endsNormal() {
    order("A", "1", "INSERT", "1");
    order("B", "1", "INSERT", "1");
    assertThat(phase(runImport(ErpSwitches.NORMAL.refusingEvery(2).withoutWarning())))
        .isEqualTo("CC");
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
  }
}

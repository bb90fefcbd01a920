package io.pipemill.app.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge finds nothing in an ERP that is right, and every fault planted in it. */
class JudgeTest {
  private static OutsideWorld world;
  private static Judge judge;

  @BeforeAll
  static void begin() {
    world = new OutsideWorld(1, 0);
    judge = new Judge(world.retail, world.erp);
    // the customers who come through the hub in a run
    world.retail.execute(
        "delete from retail_customer where cust_cd >= '"
            + Clerks.customer(Clerks.KNOWN_CUSTOMERS)
            + "'");
  }

  @AfterAll
  static void end() {
    world.close();
  }

  /** Two orders, a void one and a draft, as they are right on both sides. */
  @BeforeEach
  void rightOnBothSides() {
    world.retail.execute(
        "insert into retail_order (order_no, order_dt, po_no, cust_cd, total_amt, freight_amt, remark, order_status, updated_at) values"
            + " ('A', '2026-03-15', 'PO-A', 'R10001', 100.00, 7.50, 'v2', '已审核', now()), ('B', '2026-03-15', 'PO-B', 'R10002', 50.00, null, 'v1', '1', now()),"
            + " ('V', '2026-03-15', 'PO-V', 'R10003', 60.00, null, 'v2', '作废', now()), ('D', '2026-03-15', 'PO-D', 'R10003', 60.00, null, 'v1', '录入', now()),"
            + " ('X', '2026-03-15', 'PO-X', 'R10003', 60.00, null, 'v1', '已审核', now())",
        "insert into retail_order_line (order_no, line_no, oil_cd, net_ton, price, depot_cd) values ('A', 1, 'DQ-01', 10.5, 3.25, 'BY1'),"
            + " ('A', 2, 'LS-01', 2, 4, 'BY1'), ('B', 1, 'DQ-02', 1, 1, 'NY1'), ('V', 1, 'DQ-02', 1, 1, 'NY1'), ('D', 1, 'DQ-02', 1, 1, 'NY1'), ('X', 1, 'XX-99', 1, 1, 'NY1')",
        "insert into erp_order_status (order_no, erp_order_no, status, status_at) values ('A', '1', 'BOOKED', now()), ('B', '2', 'ENTERED', now()), ('V', '3', 'CANCELLED', now())");
    header("A", 1, "R10001", "100.00", "v2", "N");
    header("B", 2, "R10002", "50.00", "v1", "N");
    header("V", 3, "R10003", "60.00", "v1", "Y");
    line(1, 1, "1", "CRUDE-DQ", "10.5000", "3.25", "34.13", "M1");
    line(2, 1, "2", "CRUDE-LIGHT", "2", "4", "8.00", "M1");
    line(3, 2, "1", "CRUDE-DQ-LW", "1", "1", "1.00", "M2");
    world.erp.execute(
        "insert into oe_price_adjustments (price_adjustment_id, header_id, adjusted_amount, attribute2) values (1, 1, 7.5, 'FREIGHT')",
        "insert into harness_arrival (ref, change_sequence, remark, cancelled) values ('A', '1', 'v1', false), ('B', '1', 'v1', false), ('V', '1', 'v1', false),"
            + " ('A', '2', 'v2', false), ('V', '2', null, true)");
  }

  private static void header(
      String ref, int id, String customer, String total, String remark, String cancelled) {
    world.erp.execute(
        "insert into oe_order_headers_all (header_id, order_type_id, order_number, version_number, orig_sys_document_ref, ordered_date, cust_po_number, sold_to_org_id,"
            + " order_category_code, open_flag, booked_flag, attribute2, shipping_instructions, cancelled_flag) select "
            + String.join(
                ", ",
                Integer.toString(id),
                "1",
                Integer.toString(id),
                "1",
                "'" + ref + "'",
                "date '2026-03-15'",
                "'PO-" + ref + "'",
                "cust_account_id",
                "'ORDER'",
                "'Y'",
                "'Y'",
                "'" + total + "'",
                "'" + remark + "'",
                "'" + cancelled + "'")
            + " from hz_cust_accounts where account_number = '"
            + customer
            + "'");
  }

  private static void line(
      int id,
      int header,
      String ref,
      String item,
      String tons,
      String price,
      String amount,
      String warehouse) {
    world.erp.execute(
        "insert into oe_order_lines_all (line_id, header_id, line_number, inventory_item_id, line_category_code, open_flag, booked_flag, order_quantity_uom,"
            + " orig_sys_line_ref, ordered_item, ordered_quantity, unit_selling_price, attribute2, attribute10) values ("
            + id
            + ", "
            + header
            + ", 1, 1, 'ORDER', 'Y', 'Y', 'TON', '"
            + String.join("', '", ref, item)
            + "', "
            + tons
            + ", "
            + price
            + ", '"
            + amount
            + "', '"
            + warehouse
            + "')");
  }

  @AfterEach
  void clear() {
    world.retail.execute("truncate retail_order, retail_order_line, erp_order_status");
    world.erp.execute(
        "truncate oe_order_headers_all, oe_order_lines_all, oe_price_adjustments, oe_headers_iface_all, oe_lines_iface_all, harness_arrival restart identity");
  }

  @Test
  void everythingRight_noFault() {
    assertThat(judge.verdict()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          delete from oe_order_headers_all where orig_sys_document_ref = 'B'                                     | MISSING B
          update oe_order_headers_all set orig_sys_document_ref = 'A' where orig_sys_document_ref = 'B'          | DOUBLED A
          update oe_order_headers_all set orig_sys_document_ref = 'D' where orig_sys_document_ref = 'B'          | UNEXPECTED D
          update oe_order_headers_all set orig_sys_document_ref = 'X' where orig_sys_document_ref = 'B'          | UNEXPECTED X
          update oe_order_headers_all set attribute2 = '100.01' where orig_sys_document_ref = 'A'                | WRONG HEADER A
          update oe_order_headers_all set shipping_instructions = 'v1' where orig_sys_document_ref = 'A'         | WRONG HEADER A
          update oe_order_headers_all set cancelled_flag = 'N' where orig_sys_document_ref = 'V'                 | WRONG HEADER V
          update oe_order_headers_all set cancelled_flag = 'Y' where orig_sys_document_ref = 'A'                 | WRONG HEADER A
          update oe_order_headers_all set sold_to_org_id = sold_to_org_id + 1 where orig_sys_document_ref = 'A'  | WRONG HEADER A
          update oe_order_headers_all set ordered_date = date '2026-03-16' where orig_sys_document_ref = 'A'     | WRONG HEADER A
          update oe_order_lines_all set ordered_quantity = 10.5001 where line_id = 1                             | WRONG LINE A/1
          update oe_order_lines_all set unit_selling_price = 3.26 where line_id = 1                              | WRONG LINE A/1
          update oe_order_lines_all set ordered_item = 'CRUDE-LIGHT' where line_id = 1                           | WRONG LINE A/1
          update oe_order_lines_all set order_quantity_uom = 'KG' where line_id = 1                              | WRONG LINE A/1
          update oe_order_lines_all set cancelled_flag = 'Y' where line_id = 2                                   | WRONG LINE A/2
          delete from oe_order_lines_all where line_id = 3                                                       | WRONG LINE B/1
          update oe_order_lines_all set orig_sys_line_ref = '1' where line_id = 2                                | DOUBLED LINE A/1
          delete from oe_price_adjustments                                                                       | WRONG FREIGHT A
          update oe_price_adjustments set header_id = 2                                                          | WRONG FREIGHT B
          update oe_price_adjustments set adjusted_amount = 7.51                                                 | WRONG FREIGHT A
          update harness_arrival set n = 9 where n = 1                                                           | OUT OF ORDER A
          update harness_arrival set remark = 'v3' where n = 1                                                   | OUT OF ORDER A
          update harness_arrival set change_sequence = '1' where n = 4                                           | SENT TWICE A
          update hz_cust_accounts set account_number = 'R99999' where account_number = 'R10009'                  | CUSTOMER MISSING R10009
          """)
  void faultPlantedInTheErp_isFound(String fault, String verdict) {
    try {
      world.erp.execute(fault);
      assertThat(judge.verdict()).anyMatch(found -> found.startsWith(verdict + ":"));
    } finally {
      world.erp.execute(
          "update hz_cust_accounts set account_number = 'R10009' where account_number = 'R99999'");
    }
  }

  @Test
  void rowForgottenInTheInterface_isFound() {
    world.erp.execute(
        "insert into oe_headers_iface_all (orig_sys_document_ref, change_sequence, error_flag, creation_date, created_by, last_update_date, last_updated_by)"
            + " values ('A', '3', 'Y', now(), 1, now(), 1)");
    assertThat(judge.verdict()).anyMatch(found -> found.startsWith("LEFT IN INTERFACE A:"));
  }

  @Test
  void orderInTheBaseTablesTwice_isFound() {
    header("A", 9, "R10001", "100.00", "v2", "N");
    assertThat(judge.verdict()).anyMatch(found -> found.startsWith("DOUBLED A: expected 1 order"));
  }

  @Test
  void wrongAnswerInTheSource_isFound() {
    for (String wrong : List.of("erp_order_no = '9'", "status = 'CANCELLED'")) {
      world.retail.execute("update erp_order_status set " + wrong + " where order_no = 'A'");
      assertThat(judge.verdict()).anyMatch(found -> found.startsWith("WRONG ANSWER A:"));
    }
    world.retail.execute("delete from erp_order_status where order_no = 'V'");
    assertThat(judge.verdict()).anyMatch(found -> found.startsWith("WRONG ANSWER V:"));
  }
}

package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.Answer;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.Receipt;
import io.pipemill.adapter.RejectedDocuments;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.orderstatus.v1.OrderStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Orders from record to ERP order and back. */
class OrderDeliveryTest {
  private final ErpFixture db = new ErpFixture();
  private final TargetAdapter target = db.target(Map.of("dialect", dialect()));

  String dialect() {
    return "own";
  }

  @AfterEach
  void close() {
    target.close();
  }

  private List<Answer> deliver(ErpSwitches switches, Orders... orders) {
    Attempt attempt = Orders.attempt(orders);
    Receipt receipt = target.deliver(attempt);
    db.erp.runPending(switches);
    return target.answers(List.of(Orders.request(receipt, attempt)));
  }

  @Test
  void newOrder_isImported_andItsNumberReadBack() {
    List<Answer> answers =
        deliver(
            ErpSwitches.NORMAL,
            Orders.order("R-1", 1)
                .line("1", "ITEM-1", "10.5", "4500")
                .line("2", "ITEM-2", "3", "99.95"));
    Answer answer = answers.get(0);
    assertThat(answer.accepted()).isTrue();
    assertThat(answer.targetReference()).isEqualTo("60001");
    OrderStatus status = (OrderStatus) answer.status();
    assertThat(status.getStatus()).isEqualTo("BOOKED");
    assertThat(status.getTargetOrderNumber()).isEqualTo("60001");
    assertThat(status.getLines()).hasSize(2);
    assertThat(
            db.rows(
                "select orig_sys_line_ref, line_number, ordered_quantity, unit_selling_price from"
                    + " oe_order_lines_all order by 1"))
        .containsExactly("1|1|10.5|4500", "2|2|3|99.95");
    assertThat(db.rows("select request_id from pipemill_outcome")).containsExactly("5000001");
  }

  @Test
  void changedOrder_updatesInsertsAndCancelsLines() {
    deliver(
        ErpSwitches.NORMAL,
        Orders.order("R-1", 1).line("1", "ITEM-1", "10", "4500").line("2", "ITEM-2", "3", "99"));
    deliver(
        ErpSwitches.NORMAL,
        Orders.order("R-1", 2)
            .set("CUSTOMER_PO_NUMBER", "PO-7")
            .line("1", "ITEM-1", "12", "4400")
            .line("3", "ITEM-3", "1", "5"));
    assertThat(
            db.rows(
                "select orig_sys_line_ref, line_number, ordered_quantity, cancelled_quantity,"
                    + " flow_status_code from oe_order_lines_all order by 1"))
        .containsExactly(
            "1|1|12|0|AWAITING_SHIPPING", "2|2|0|3|CANCELLED", "3|3|1|0|AWAITING_SHIPPING");
    assertThat(db.rows("select cust_po_number, change_sequence from oe_order_headers_all"))
        .containsExactly("PO-7|2");
  }

  @Test
  void cancelledLineInTheDocumentAgain_isInsertedUnderTheNextShipmentRef() {
    deliver(
        ErpSwitches.NORMAL,
        Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1").line("2", "ITEM-2", "2", "2"));
    deliver(ErpSwitches.NORMAL, Orders.order("R-1", 2).line("1", "ITEM-1", "1", "1"));
    List<Answer> answers =
        deliver(
            ErpSwitches.NORMAL,
            Orders.order("R-1", 3).line("1", "ITEM-1", "1", "1").line("2", "ITEM-2", "5", "2"));
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(
            db.rows(
                "select orig_sys_line_ref, orig_sys_shipment_ref, ordered_quantity, cancelled_flag"
                    + " from oe_order_lines_all order by line_id"))
        .containsExactly("1|null|1|N", "2|null|0|Y", "2|2|5|N");
  }

  @Test
  void cancelledOrder_isCancelled_andAnsweredSo() {
    deliver(ErpSwitches.NORMAL, Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
    List<Answer> answers = deliver(ErpSwitches.NORMAL, Orders.order("R-1", 2).verb(Verb.CANCEL));
    assertThat(((OrderStatus) answers.get(0).status()).getStatus()).isEqualTo("CANCELLED");
    assertThat(db.rows("select flow_status_code, cancelled_flag from oe_order_headers_all"))
        .containsExactly("CANCELLED|Y");
  }

  @Test
  void cancelOfAnUnknownOrder_sendsNothing() {
    Attempt attempt = Orders.attempt(Orders.order("NEVER", 2).verb(Verb.CANCEL));
    assertThat(target.deliver(attempt)).isEqualTo(Receipt.DONE);
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
  }

  @Test
  void refusedOrder_isAnsweredVerbatim_inTheConfiguredLanguage_othersAreTaken() {
    try (TargetAdapter chinese = db.target(Map.of("language", "ZHS"))) {
      Attempt attempt =
          Orders.attempt(
              Orders.order("GOOD", 1).line("1", "ITEM-1", "1", "1"),
              Orders.order("BAD", 1).line("1", "NOPE", "1", "1"));
      Receipt receipt = chinese.deliver(attempt);
      db.erp.runPending(ErpSwitches.NORMAL);
      List<Answer> answers = chinese.answers(List.of(Orders.request(receipt, attempt)));
      assertThat(answers).hasSize(2);
      assertThat(answers.get(0).accepted()).isTrue();
      assertThat(answers.get(1).accepted()).isFalse();
      assertThat(answers.get(1).messages())
          .containsExactly("line 1: 物料 NOPE 在物料验证组织中未定义、未启用或不可订购。");
      assertThat(((OrderStatus) answers.get(1).status()).getStatus()).isEqualTo("REJECTED");
    }
  }

  @Test
  void correctedOrder_replacesItsRefusedRows_neverASecondRow() {
    deliver(ErpSwitches.NORMAL, Orders.order("BAD", 1).line("1", "NOPE", "1", "1"));
    assertThat(db.rows("select error_flag from oe_headers_iface_all")).containsExactly("Y");
    List<Answer> answers =
        deliver(ErpSwitches.NORMAL, Orders.order("BAD", 1).line("1", "ITEM-1", "1", "1"));
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
  }

  @Test
  void sameDocumentTwice_givesOneOrder() {
    for (int i = 0; i < 2; i++) {
      List<Answer> answers =
          deliver(ErpSwitches.NORMAL, Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
      assertThat(answers.get(0).accepted()).isTrue();
    }
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
    assertThat(db.rows("select count(*) from oe_order_lines_all")).containsExactly("1");
  }

  @Test
  void customerNamedByItsReference_isOrderedForByItsNumber() {
    db.run(
        "update hz_cust_accounts set orig_system_reference = 'REF-1' where account_number = 'C1'");
    List<Answer> answers =
        deliver(
            ErpSwitches.NORMAL,
            Orders.order("R-1", 1).set("CUSTOMER_NUMBER", "REF-1").line("1", "ITEM-1", "1", "1"));
    assertThat(answers.get(0).messages()).isEmpty();
    assertThat(answers.get(0).accepted()).isTrue();
  }

  @Test
  void runningRequest_hasNoAnswerYet() {
    Attempt attempt = Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
    Receipt receipt = target.deliver(attempt);
    assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
  }

  @Test
  void lostRequest_isSubmittedAgain_andOnceOnly() {
    Attempt attempt = Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
    Receipt receipt = target.deliver(attempt);
    db.erp.runPending(ErpSwitches.NORMAL.losing(1));
    assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
    assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
    assertThat(db.rows("select count(*) from fnd_concurrent_requests")).containsExactly("1");
    db.erp.runPending(ErpSwitches.NORMAL);
    assertThat(target.answers(List.of(Orders.request(receipt, attempt))).get(0).accepted())
        .isTrue();
  }

  @Test
  void crashedRequest_itsStampedRowsAreFreed_andImportedByTheNext() {
    Attempt attempt = Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
    Receipt receipt = target.deliver(attempt);
    db.erp.runPending(ErpSwitches.NORMAL.crashing(1));
    assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
    db.erp.runPending(ErpSwitches.NORMAL);
    assertThat(target.answers(List.of(Orders.request(receipt, attempt))).get(0).accepted())
        .isTrue();
    assertThat(db.rows("select count(*) from oe_order_headers_all")).containsExactly("1");
  }

  @Test
  void requestLostAgainAndAgain_endsTransientWithTheReason() {
    Attempt attempt = Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
    Receipt receipt = target.deliver(attempt);
    for (int i = 0; i < 3; i++) {
      db.erp.runPending(ErpSwitches.NORMAL.losing(1));
      assertThat(target.answers(List.of(Orders.request(receipt, attempt)))).isEmpty();
    }
    db.erp.runPending(ErpSwitches.NORMAL.losing(1));
    assertThatThrownBy(() -> target.answers(List.of(Orders.request(receipt, attempt))))
        .hasMessageContaining("concurrent manager");
  }

  @Test
  void keptRows_areSeenAsImported() {
    List<Answer> answers =
        deliver(
            ErpSwitches.NORMAL.withKeptRows(),
            Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1"));
    assertThat(answers.get(0).accepted()).isTrue();
    answers =
        deliver(
            ErpSwitches.NORMAL.withKeptRows(),
            Orders.order("R-1", 2).line("1", "ITEM-1", "2", "1"));
    assertThat(answers.get(0).accepted()).isTrue();
    assertThat(db.rows("select ordered_quantity from oe_order_lines_all")).containsExactly("2");
  }

  @Test
  void badContent_isNamedForEveryDocument_andNothingIsWritten() {
    Attempt attempt =
        Orders.attempt(
            Orders.order("A", 1).line("1", "ITEM-1", "1", "1"),
            Orders.order("B", 1),
            Orders.order("C", 1)
                .set("CUSTOMER_PO_NUMBER", "x".repeat(51))
                .line("1", "ITEM-1", "-1", "1"));
    assertThatThrownBy(() -> target.deliver(attempt))
        .isInstanceOfSatisfying(
            RejectedDocuments.class,
            e -> {
              long b = attempt.documents().get(1).deliveryId();
              long c = attempt.documents().get(2).deliveryId();
              assertThat(e.rejections()).containsOnlyKeys(b, c);
              assertThat(e.rejections().get(b)).extracting("field").containsExactly("lines");
              assertThat(e.rejections().get(c))
                  .extracting("field")
                  .containsExactly("CUSTOMER_PO_NUMBER", "lines[1].ORDERED_QUANTITY");
            });
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
  }

  @Test
  void adjustments_areInsertedChangedAndRemoved() {
    deliver(
        ErpSwitches.NORMAL,
        Orders.order("R-1", 1)
            .adjustment(Orders.discount("D1", "-10.5", "volume"))
            .line(
                "1",
                "ITEM-1",
                "1",
                "1",
                Map.of("adjustments", List.of(Orders.discount("L1", "-1", "grade")))));
    assertThat(
            db.rows(
                "select orig_sys_discount_ref, adjusted_amount, arithmetic_operator, operand,"
                    + " line_id is null from oe_price_adjustments order by 1"))
        .containsExactly("D1|-10.5|LUMPSUM|-10.5|t", "L1|-1|LUMPSUM|-1|f");
    deliver(
        ErpSwitches.NORMAL,
        Orders.order("R-1", 2)
            .adjustment(Orders.discount("D2", "-3", "other"))
            .line(
                "1",
                "ITEM-1",
                "1",
                "1",
                Map.of("adjustments", List.of(Orders.discount("L1", "-2", "grade")))));
    assertThat(
            db.rows(
                "select orig_sys_discount_ref, adjusted_amount from oe_price_adjustments order by"
                    + " 1"))
        .containsExactly("D2|-3", "L1|-2");
  }
}

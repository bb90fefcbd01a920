package io.pipemill.adapter.ebs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.Attempt;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.OutboundDocument;
import io.pipemill.adapter.RejectedDocuments;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.ebs.simulator.ErpSeed;
import io.pipemill.adapter.ebs.simulator.ErpSwitches;
import io.pipemill.canonical.record.RecordShape;
import io.pipemill.canonical.record.RecordTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stops a delivery, and of which kind it is. */
class DeliveryRefusalTest {
  private final ErpFixture db = new ErpFixture();
  private final TargetAdapter target = db.target(Map.of());

  @AfterEach
  void close() {
    target.close();
  }

  private void refused(Attempt attempt, ErrorKind kind, String... words) {
    assertThatThrownBy(() -> target.deliver(attempt))
        .isInstanceOfSatisfying(
            AdapterException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(kind);
              assertThat(e.getMessage()).contains(words);
            });
  }

  @Test
  void orderBeingImportedNow_isSentLater() {
    target.deliver(Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1")));
    db.run(
        "update fnd_concurrent_requests set phase_code = 'R', status_code = 'R'",
        "update oe_headers_iface_all set request_id = 5000001");
    refused(
        Orders.attempt(Orders.order("R-1", 2).line("1", "ITEM-1", "2", "1")),
        ErrorKind.TRANSIENT,
        "5000001",
        "R/R");
  }

  @Test
  void unpickedEarlierVersion_isReplaced_neverImportedAfterTheNewer() {
    target.deliver(Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1")));
    target.deliver(Orders.attempt(Orders.order("R-1", 2).line("1", "ITEM-1", "2", "1")));
    assertThat(db.rows("select change_sequence from oe_headers_iface_all")).containsExactly("2");
    db.erp.runPending(ErpSwitches.NORMAL);
    assertThat(db.rows("select ordered_quantity, change_sequence from oe_order_lines_all"))
        .containsExactly("2|2");
  }

  @Test
  void unknownOrderSource_stopsTheRoute_untilItIsSetUp() {
    Attempt attempt =
        Orders.attempt(
            Orders.order("R-1", 1).set("ORDER_SOURCE", "web-shop").line("1", "ITEM-1", "1", "1"));
    refused(attempt, ErrorKind.CONFIGURATION, "web-shop", "OE_ORDER_SOURCES");
    db.erp.seed(ErpSeed.empty().orderSource("web-shop"));
    assertThat(target.deliver(attempt).requestId()).isNotNull();
  }

  @Test
  void unknownColumnOfTheMapping_isNamedWithASuggestion() {
    OutboundDocument good = Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1").build();
    RecordShape shape = RecordShape.of("order", "ORDER_SOURCE", "ORIG_SYS_DOCUMENT_REFF", "ORG_ID");
    OutboundDocument bad =
        new OutboundDocument(
            1,
            good.envelope(),
            good.document(),
            RecordTree.flat(shape, new Object[] {"crude-retail", "R-1", 81L}, null),
            good.fingerprint());
    refused(
        Orders.attempt(List.of(bad)),
        ErrorKind.CONFIGURATION,
        "ORIG_SYS_DOCUMENT_REFF (did you mean ORIG_SYS_DOCUMENT_REF?)",
        "ORG_ID");
  }

  @Test
  void unknownOperatingUnitOfADocument_rejectsThatDocument() {
    Attempt attempt =
        Orders.attempt(
            Orders.order("R-1", 1).set("OPERATING_UNIT", "Mars").line("1", "ITEM-1", "1", "1"));
    assertThatThrownBy(() -> target.deliver(attempt)).isInstanceOf(RejectedDocuments.class);
  }

  @Test
  void bytesInsteadOfCharacters_countChineseThreefold() {
    try (TargetAdapter bytes = db.target(Map.of("lengthSemantics", "byte"))) {
      Attempt attempt =
          Orders.attempt(
              Orders.order("R-1", 1)
                  .set("ATTRIBUTE1", "合".repeat(81))
                  .line("1", "ITEM-1", "1", "1"));
      assertThatThrownBy(() -> bytes.deliver(attempt))
          .isInstanceOfSatisfying(
              RejectedDocuments.class,
              e ->
                  assertThat(e.rejections().values().iterator().next().get(0).message())
                      .contains("240 bytes, found 243"));
      assertThat(target.deliver(attempt).requestId()).isNotNull();
    }
  }

  @Test
  void programOutsideTheRequestGroup_isAConfigurationError() {
    db.run("update fnd_concurrent_programs set enabled_flag = 'N'");
    refused(
        Orders.attempt(Orders.order("R-1", 1).line("1", "ITEM-1", "1", "1")),
        ErrorKind.CONFIGURATION,
        "request group");
    assertThat(db.rows("select 1 from oe_headers_iface_all")).isEmpty();
  }
}

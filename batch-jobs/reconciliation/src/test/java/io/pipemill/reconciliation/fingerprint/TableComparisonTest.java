package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pipemill.adapter.testkit.TestingPostgres;
import io.pipemill.reconciliation.fingerprint.Comparison.Break;
import io.pipemill.reconciliation.fingerprint.Comparison.Sides;
import io.pipemill.reconciliation.fingerprint.ComparisonRefusedException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TableComparisonTest {
  private TestingPostgres.Database left;
  private TestingPostgres.Database right;

  @BeforeEach
  void tables() {
    left = TestingPostgres.shared().database("left");
    right = TestingPostgres.shared().database("right");
    left.execute(
        "create schema sales",
        "create table sales.orders (order_no varchar(10), line int, qty numeric(12,3), name char(8),"
            + " at timestamptz, memo text)",
        "insert into sales.orders values"
            + " ('A1', 1, 0.710, '油', '2026-03-08 00:00+08', ''),"
            + " ('A1', 2, 5, 'b', null, null),"
            + " ('A2', 1, 7, 'c', null, 'x'),"
            + " ('A3', 1, 8, 'd', null, 'y'),"
            + " ('A4', 1, 9, 'e', null, 'z')");
    right.execute(
        "create table \"Orders\" (\"MEMO\" text, \"AT\" timestamp with time zone, \"NAME\" varchar(9),"
            + " \"QTY\" numeric, \"LINE\" bigint, \"ORDER_NO\" char(10))",
        "insert into \"Orders\" (\"ORDER_NO\", \"LINE\", \"QTY\", \"NAME\", \"AT\", \"MEMO\") values"
            + " ('A1', 1, 0.71, '油', '2026-03-07 11:00-05', ''),"
            + " ('A1', 2, 5.00, 'b', null, null),"
            + " ('A2', 1, 7.001, 'c', '2026-01-01', 'x'),"
            + " ('A4', 1, 9, 'e', null, 'z'), ('A4', 1, 9, 'e', null, 'z'),"
            + " ('A5', 1, 9, 'e', null, 'z')");
  }

  private Comparison compare(List<String> key, List<String> ignored, ColumnOptions options)
      throws SQLException {
    try (Connection l = left.open();
        Connection r = right.open()) {
      return TableComparison.run(
          l,
          r,
          new TableComparison.Asked(
              "sales.orders", "\"Orders\"", key, ignored, options, Map.of(), true));
    }
  }

  @Test
  void differencesAndNothingElse_areFound() throws Exception {
    Comparison found = compare(List.of("order_no", "line"), List.of(), ColumnOptions.NONE);
    assertThat(found.rows()).isEqualTo(new Sides(5, 6));
    assertThat(found.matched()).isEqualTo(2);
    assertThat(found.different()).isEqualTo(1);
    assertThat(found.missing()).isEqualTo(new Sides(1, 1));
    assertThat(found.duplicateKeys()).isEqualTo(new Sides(0, 1));
    assertThat(found.rowsOfDuplicates()).isEqualTo(new Sides(1, 2));
    assertThat(found.closed()).isTrue();
    assertThat(found.equal()).isFalse();
    assertThat(found.disagreements()).isZero();
    assertThat(found.verified()).isEqualTo(11);
    assertThat(found.breaks())
        .containsExactlyInAnyOrder(
            new Break(key("A2"), "different", List.of("qty", "at")),
            new Break(key("A3"), "missing-right", List.of()),
            new Break(key("A4"), "duplicate-key", List.of()),
            new Break(key("A5       ".strip()), "missing-left", List.of()));
  }

  private static Map<String, String> key(String order) {
    return order.equals("A5")
        ? Map.of("ORDER_NO", order, "LINE", "1")
        : Map.of("order_no", order, "line", "1");
  }

  @Test
  void ignoredColumns_doNotCount() throws Exception {
    Comparison found =
        compare(List.of("ORDER_NO", "LINE"), List.of("Qty", "AT"), ColumnOptions.NONE);
    assertThat(found.different()).isZero();
    assertThat(found.columns()).hasSize(4);
  }

  @Test
  void emptyAndNull_areTheSameIfAsked() throws Exception {
    right.execute("update \"Orders\" set \"MEMO\" = null where \"MEMO\" = ''");
    assertThat(
            compare(List.of("order_no", "line"), List.of("qty", "at"), ColumnOptions.NONE)
                .different())
        .isEqualTo(1);
    assertThat(
            compare(
                    List.of("order_no", "line"),
                    List.of("qty", "at"),
                    ColumnOptions.of(List.of("empty-is-null")))
                .different())
        .isZero();
  }

  @Test
  void whatCannotBeCompared_isAllNamed() {
    left.execute("alter table sales.orders add j json, add only_left int, add f real, add k int");
    right.execute("alter table \"Orders\" add j json, add only_right int, add f real, add k text");
    ComparisonRefusedException refused =
        catchThrowableOfType(
            ComparisonRefusedException.class,
            () -> compare(List.of("order_no", "nix"), List.of("memo"), ColumnOptions.NONE));
    assertThat(refused.reasons())
        .containsExactlyInAnyOrder(
            new Reason("no-column", "left", "nix", ""),
            new Reason("refused", "left", "j", "json NO_CANONICAL_TEXT"),
            new Reason("refused", "right", "j", "json NO_CANONICAL_TEXT"),
            new Reason("refused", "left", "f", "real FLOATING_POINT"),
            new Reason("refused", "right", "f", "real FLOATING_POINT"),
            new Reason("one-side", "left", "only_left", "integer"),
            new Reason("one-side", "right", "only_right", "integer"),
            new Reason("kind", "", "k", "integer | text"));
  }

  @Test
  void absentTable_isNamed() {
    assertThatThrownBy(
            () -> {
              try (Connection l = left.open();
                  Connection r = right.open()) {
                TableComparison.run(
                    l,
                    r,
                    new TableComparison.Asked(
                        "nix",
                        "sales.nix",
                        List.of("a"),
                        List.of(),
                        ColumnOptions.NONE,
                        Map.of(),
                        false));
              }
            })
        .isInstanceOfSatisfying(
            ComparisonRefusedException.class,
            e ->
                assertThat(e.reasons())
                    .containsExactly(
                        new Reason("no-table", "left", "nix", ""),
                        new Reason("no-table", "right", "sales.nix", "")));
  }

  @Test
  void manyBreaks_areCountedInFullAndShownInPart() throws Exception {
    left.execute(
        "truncate sales.orders",
        "insert into sales.orders (order_no, line) select 'L' || i, i from generate_series(1, 500) i");
    right.execute(
        "truncate \"Orders\"",
        "insert into \"Orders\" (\"ORDER_NO\", \"LINE\", \"QTY\") select 'L' || i, i, 1 from generate_series(1, 300) i");
    Comparison found = compare(List.of("order_no", "line"), List.of(), ColumnOptions.NONE);
    assertThat(found.different()).isEqualTo(300);
    assertThat(found.missing().right()).isEqualTo(200);
    assertThat(found.breaks()).hasSize(TableComparison.SHOWN);
    assertThat(found.closed()).isTrue();
  }
}

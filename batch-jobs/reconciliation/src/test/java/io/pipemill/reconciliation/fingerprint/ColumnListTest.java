package io.pipemill.reconciliation.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.reconciliation.fingerprint.ColumnList.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnListTest {

  @Test
  void columns_areReadWithTypesAndOptions() {
    ColumnList list =
        ColumnList.parse(
            "ORDER_NO:varchar(20), QTY : numeric(12, 3),\"Re,mark\":char(40)[trim, empty-is-null],"
                + "订单:timestamp(6) with time zone,F:double precision[round=3],A:integer[]");
    assertThat(list.problems()).isEmpty();
    assertThat(list.columns())
        .extracting(TableColumn::name)
        .containsExactly("ORDER_NO", "QTY", "Re,mark", "订单", "F", "A");
    assertThat(list.columns())
        .extracting(column -> column.type().toString())
        .containsExactly(
            "varchar(20)",
            "numeric(12,3)",
            "char(40)",
            "timestamp(6) with time zone",
            "double precision",
            "integer[]");
    assertThat(list.columns().get(2).quoted()).isTrue();
    assertThat(list.columns().get(2).options())
        .isEqualTo(ColumnOptions.of(List.of("trim", "empty-is-null")));
    assertThat(list.columns().get(4).options().round()).isEqualTo(3);
  }

  @Test
  void everyProblem_isNamed() {
    ColumnList list =
        ColumnList.parse("A:int,a:int,B,C:int[rnd],D:varchar(x),E:int[round=16],,9:int");
    assertThat(list.problems())
        .containsExactly(
            new Problem("twice", "a"),
            new Problem("column", "B"),
            new Problem("option", "rnd"),
            new Problem("type", "varchar(x)"),
            new Problem("option", "round=16"),
            new Problem("column", ""),
            new Problem("column", "9:int"));
  }

  @Test
  void nameWithQuotes_cannotLeaveItsQuotes() {
    ColumnList list = ColumnList.parse("\"a\"\"; drop table x; --]\":int");
    assertThat(list.problems()).isEmpty();
    for (Engine engine : Engine.values()) {
      FingerprintSql sql = new FingerprintSql(engine);
      assertThat(sql.select("T", List.of(), sql.plan(list.columns())))
          .contains(
              engine == Engine.SQLSERVER
                  ? "[a\"; drop table x; --]]]"
                  : "\"a\"\"; drop table x; --]\"");
    }
  }
}

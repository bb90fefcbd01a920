package io.pipemill.adapter.jdbc.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedQueryTest {

  @Test
  void names_areReplacedWhereTheyAreParameters() {
    NamedQuery query =
        NamedQuery.of(
            "select ':A', \":B\", x::text from t where a=:NO and b > :DAY_1 or c = :NO ;");

    assertThat(query.parameters()).containsExactly("NO", "DAY_1");
    assertThat(query.with(name -> "<" + name + ">"))
        .isEqualTo("select ':A', \":B\", x::text from t where a=<NO> and b > <DAY_1> or c = <NO>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 -- :A",
        "select 1 /* :A */",
        "select 'it''s :A'",
        "select a[1:2], '10:30'",
        "select x::date",
        "select ': A'",
        "select 'open :A"
      })
  void otherColons_areLeftAlone(String text) {
    NamedQuery query = NamedQuery.of(text);

    assertThat(query.names()).isEmpty();
    assertThat(query.with(name -> "?")).isEqualTo(text);
  }

  @Test
  void chineseNames_areNames() {
    assertThat(NamedQuery.of("select 1 where a = :订单号").parameters()).containsExactly("订单号");
  }
}

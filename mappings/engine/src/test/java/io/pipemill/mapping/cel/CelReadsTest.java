package io.pipemill.mapping.cel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CelReadsTest {
  @Test
  void columnsAndFields_areNamedOnceInTheirOrder() {
    assertThat(CelReads.of("quantity.value * unitPrice.value + quantity.value"))
        .containsExactly("quantity.value", "unitPrice.value");
    assertThat(
            CelReads.of("source['cbc:ID'] != null && has(source.NET) && document.currency == 'X'"))
        .containsExactly("source.cbc:ID", "source.NET", "document.currency");
    assertThat(CelReads.of("source.NAME.lower().contains('x') ? 1 : parent.NO"))
        .containsExactly("source.NAME", "parent.NO");
  }

  @Test
  void variablesOfMacrosAndNull_areNoNames() {
    assertThat(CelReads.of("document.lines.exists(l, l.quantity.value > 1 && note != null)"))
        .containsExactly("document.lines", "note");
  }

  @Test
  void textThatIsNoExpression_readsNothing() {
    assertThat(CelReads.of("a +")).isEmpty();
  }
}

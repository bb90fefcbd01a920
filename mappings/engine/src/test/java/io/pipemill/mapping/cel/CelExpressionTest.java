package io.pipemill.mapping.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.canonical.model.FieldType;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.salesorder.v1.SalesOrderLine;
import io.pipemill.canonical.types.v1.Money;
import io.pipemill.canonical.types.v1.Quantity;
import io.pipemill.mapping.check.ContentProblem;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.yaml.Place;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionTest {
  private static final FieldType ORDER =
      DocumentCatalog.load().type(new DocumentName("sales-order", 1)).root();
  private static final Place PLACE = new Place("test", 1);

  /** Two orders' worth of names: the order's fields, and a record {@code source}. */
  private static final class TestFrame extends CelFrame {
    private final SalesOrder order = new SalesOrder();
    private final Map<String, Object> record = new HashMap<>();
  }

  private final TestFrame frame = new TestFrame();

  private static CelScope scope() {
    CelScope scope = new CelScope();
    for (FieldType child : ORDER.children()) {
      scope.field(child.name(), child, f -> child.get(((TestFrame) f).order));
    }
    return scope.record(
        "source", column -> f -> Operators.value(((TestFrame) f).record.get(column)));
  }

  private Object eval(String text) {
    Findings findings = new Findings("test");
    CelExpression expression = CelExpression.compile(text, scope(), PLACE, findings);
    if (expression == null) {
      throw new AssertionError(findings.all());
    }
    return expression.eval(frame);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.1 + 0.2 | 0.3",
        "1.005 * 100 | 100.5",
        "12345678901234567890.123456789 + 0 | 12345678901234567890.123456789",
        "-2 * 3 | -6",
        "7 / 2 | 3.5",
        "1 / 8 | 0.125",
        "7 % 4 | 3",
        "1 - 0.9 | 0.1",
        "round(2.345, 2) | 2.35",
        "round(1234.5, -2) | 1200",
        "abs(-3) | 3",
        "min(2, 1.5) | 1.5",
        "max(2, 1.5) | 2",
        "sum([1, 2.5, 3]) | 6.5",
        "number('12.50') | 12.5",
        "size('abc') + size([1, 2]) | 5",
        "convert(1500, 'kg', 't') | 1.5",
        "[1, 2, 3].filter(x, x > 1).size() | 2",
        "sum([1, 2].map(x, x * 10)) | 30",
        "coalesce(null, 4) | 4",
        "2 > 1 ? 10 : 20 | 10",
      })
  void numbers_areExactDecimals(String expression, BigDecimal expected) {
    assertThat((BigDecimal) eval(expression)).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.50 == 1.5",
        "'a' + 'b' == 'ab'",
        "'Z' in ['X', 'Z'] && !('Z' in ['X'])",
        "2 >= 2 && 2 <= 2 && !(2 < 2) && 'a' < 'b'",
        "'steel plate'.contains('plate') && 'x1'.startsWith('x') && 'x1'.endsWith('1')",
        "'AB-12'.matches('^[A-Z]{2}-[0-9]+$')",
        "' a '.trim() == 'a' && 'a'.upper() == 'A' && 'A'.lower() == 'a'",
        "'a-b'.replace('-', '') == 'ab' && 'abcd'.substring(1, 3) == 'bc' && 'abcd'.substring(9) == ''",
        "['a', 'b'].join('/') == 'a/b'",
        "[1, 2].exists(x, x == 2) && [1, 2].all(x, x > 0) && ![1].exists(x, x == 2)",
        "[1, 2, 2].exists_one(x, x == 1)",
        "text(1.50) == '1.5'",
        "source.missing == null && null == source['missing']",
        "totalAmount == null && !has(totalAmount.value)",
        "orderNumber == null",
      })
  void conditions_hold(String expression) {
    assertThat(eval(expression)).isEqualTo(true);
  }

  @Test
  void absentOperand_makesTheResultAbsent() {
    assertThat(eval("totalAmount.value * 2")).isNull();
    assertThat(eval("source.X > 1")).isNull();
    assertThat(eval("source.X > 1 || true")).isEqualTo(true);
    assertThat(eval("source.X > 1 && false")).isEqualTo(false);
    assertThat(eval("source.X > 1 && true")).isNull();
    assertThat(eval("[source.X, 'b'].join(',')")).isEqualTo("b");
  }

  @Test
  void fieldsAndColumns_areRead() {
    Money total = new Money();
    total.setValue(new BigDecimal("19.90"));
    frame.order.setTotalAmount(total);
    SalesOrderLine line = new SalesOrderLine();
    Quantity quantity = new Quantity();
    quantity.setValue(new BigDecimal("3"));
    quantity.setUnit("t");
    line.setQuantity(quantity);
    frame.order.getLines().add(line);
    frame.record.put("FACTOR", 2L);
    frame.record.put("FLAG", "Y  ");

    assertThat((BigDecimal) eval("totalAmount.value * source.FACTOR")).isEqualByComparingTo("39.8");
    assertThat(eval("source.FLAG == 'Y'")).isEqualTo(true);
    assertThat((BigDecimal) eval("sum(lines.map(l, l.quantity.value))")).isEqualByComparingTo("3");
    assertThat(eval("lines.exists(l, l.quantity.unit == 't')")).isEqualTo(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"source.N + 'x'", "source.T * 2", "source.N == '5'", "1 / source.ZERO"})
  void valuesOfTheWrongType_areProblemsOfTheContent(String expression) {
    frame.record.put("N", new BigDecimal("5"));
    frame.record.put("T", "text");
    frame.record.put("ZERO", 0L);

    assertThatThrownBy(() -> eval(expression))
        .isInstanceOf(ContentProblem.class)
        .extracting(e -> ((ContentProblem) e).code())
        .isEqualTo("MAP-108");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duration('1s')",
        "timestamp('2026-01-01T00:00:00Z')",
        "double(1)",
        "int('1')",
        "b'ab'",
        "{'a': 1}",
        "lines[0]",
        "1 + 'a'",
        "source",
        "dyn(1)",
        "type(1)",
        "orderNumber * 2",
        "lines.map(a, b, c, d)",
        "unknownName",
        "source.x.y.z()"
      })
  void whatIsNotInMappings_isRefusedWhenCompiled(String expression) {
    Findings findings = new Findings("test");

    assertThat(CelExpression.compile(expression, scope(), PLACE, findings)).isNull();
    assertThat(findings.all()).allMatch(f -> f.code().matches("MAP-03[01]") && f.error());
  }

  @Test
  void readNames_areToldForTheOrderOfSteps() {
    CelExpression expression =
        CelExpression.compile(
            "source.A == 'x' ? totalAmount.value : sum(lines.map(l, l.amount.value))",
            scope(),
            PLACE,
            new Findings("test"));

    assertThat(expression.reads())
        .contains("source.A", "totalAmount", "totalAmount.value", "lines");
    assertThat(expression.type()).isEqualTo(CelExpression.Type.DECIMAL);
  }

  @Property(tries = 300)
  void products_areThoseOfBigDecimal(
      @ForAll @BigRange(min = "-1000000000", max = "1000000000") @Scale(6) BigDecimal a,
      @ForAll @BigRange(min = "-1000000000", max = "1000000000") @Scale(6) BigDecimal b) {
    TestFrame own = new TestFrame();
    own.record.put("A", a);
    own.record.put("B", b);
    CelExpression expression = Compiled.PRODUCT;

    assertThat((BigDecimal) expression.eval(own))
        .isEqualByComparingTo(a.multiply(b).add(a).subtract(b));
  }

  /** Compiled once for all tries. */
  private static final class Compiled {
    static final CelExpression PRODUCT =
        CelExpression.compile(
            "source.A * source.B + source.A - source.B", scope(), PLACE, new Findings("test"));
  }
}

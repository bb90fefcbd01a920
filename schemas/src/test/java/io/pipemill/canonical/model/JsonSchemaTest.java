package io.pipemill.canonical.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class JsonSchemaTest {
  private static final DocumentType ORDER =
      DocumentCatalog.load().type(DocumentName.parse("sales-order/v1"));

  @Test
  void order_isWrittenAsReadableJson() {
    String json = new String(ORDER.toJson(Samples.order()), UTF_8);
    assertThat(json)
        .startsWith("{\"orderNumber\":\"SO-2026-000123\",\"orderType\":\"Standard\"")
        .contains("\"name\":\"中国石化销售股份有限公司\"")
        .contains("\"totalAmount\":{\"value\":\"73500.00\",\"currency\":\"CNY\"}")
        .contains("\"quantity\":{\"value\":\"12.345\",\"unit\":\"t\"}")
        .contains("\"lines\":[{\"lineNumber\":\"1\"")
        .doesNotContain("null");
  }

  @Test
  void sameDocument_givesTheSameSchema() {
    assertThat(ORDER.jsonSchema())
        .isEqualTo(DocumentCatalog.load().type(DocumentName.parse("sales-order/v1")).jsonSchema());
  }

  @Test
  void length_countsUnitsAsTheXsdValidatorsDo() {
    for (int most : new int[] {30, 40, 60}) {
      for (int units = most - 2; units <= most + 2; units++) {
        for (int beyond = 0; 2 * beyond <= units; beyond += 1 + most / 8) {
          String text = "b".repeat(units - 2 * beyond) + "😀".repeat(beyond);
          String mixed = mixed(text);
          for (String one : List.of(text, mixed)) {
            assertThat(one).hasSize(units);
            assertThat(
                    JsonReferee.schema(lengthOnly(most))
                        .validate("\"" + one + "\"", InputFormat.JSON)
                        .isEmpty())
                .as("%d units, %d beyond, at most %d", units, beyond, most)
                .isEqualTo(units <= most);
          }
        }
      }
    }
  }

  private static String mixed(String text) {
    int[] points = text.codePoints().toArray();
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < (points.length + 1) / 2; i++) {
      mixed.appendCodePoint(points[i]);
      if (points.length - 1 - i > i) {
        mixed.appendCodePoint(points[points.length - 1 - i]);
      }
    }
    return mixed.toString();
  }

  /** The schema of one text of that length, out of the schema of the order. */
  private static String lengthOnly(int most) {
    ObjectNode schema = (ObjectNode) JsonMapper.shared().readTree(ORDER.jsonSchema());
    ObjectNode only = JsonMapper.shared().createObjectNode();
    only.put("$ref", "#/$defs/length-" + most);
    only.set("$defs", schema.get("$defs"));
    return only.toString();
  }

  @Test
  void veryLongTextBeyondTheBasicPlane_isRefusedWithoutTrouble() {
    SalesOrder order = Samples.order();
    for (int pairs : new int[] {666, 667, 700, 100_000}) {
      order.setNote("𠮷b".repeat(pairs));
      assertThat(JsonReferee.errors(ORDER, new String(ORDER.toJson(order), UTF_8)).isEmpty())
          .isEqualTo(3 * pairs <= 2000);
    }
  }

  @Test
  void jsonOfAnotherForm_isRefusedWithItsPath() {
    assertThatThrownBy(() -> ORDER.fromJson("{\"orderNumber\":7}".getBytes(UTF_8)))
        .hasMessageContaining("'orderNumber'")
        .hasMessageContaining("as a JSON string");
    assertThatThrownBy(
            () -> ORDER.fromJson("{\"lines\":[{\"item\":{\"cod\":\"A\"}}]}".getBytes(UTF_8)))
        .hasMessageContaining("'lines[1].item.cod' is unknown: expected some of [code,");
    assertThatThrownBy(() -> ORDER.fromJson("{\"note\":\"a\",\"note\":\"b\"}".getBytes(UTF_8)))
        .hasMessageContaining("note");
    assertThatThrownBy(() -> ORDER.fromJson("{} {}".getBytes(UTF_8)))
        .hasMessageContaining("behind the document");
    assertThatThrownBy(
            () -> ORDER.fromJson("{\"totalAmount\":{\"value\":\"1e5\"}}".getBytes(UTF_8)))
        .hasMessageContaining("'totalAmount.value' is '1e5': expected a decimal number");
    assertThatThrownBy(() -> ORDER.fromJson(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SalesOrder");
  }

  @Test
  void everyValidSample_isValidJsonToo() throws IOException {
    try (var files = Files.walk(Folders.module(), 5)) {
      for (Path sample :
          files.filter(path -> path.toString().contains("samples/valid/")).sorted().toList()) {
        Path folder = sample.getParent().getParent().getParent();
        DocumentType type =
            DocumentCatalog.load()
                .type(
                    DocumentName.parse(
                        folder.getParent().getFileName() + "/" + folder.getFileName()));
        Object document = type.fromXml(Files.readAllBytes(sample));
        assertThat(JsonReferee.errors(type, new String(type.toJson(document), UTF_8)))
            .as("%s", sample)
            .isEmpty();
      }
    }
  }
}

package io.pipemill.canonical.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** XML from outside that means harm, or has come to harm. */
class ForeignXmlTest {
  private static final DocumentName NAME = DocumentName.parse("sales-order/v1");
  private static final DocumentType TYPE = DocumentCatalog.load().type(NAME);
  private static final Charset GB18030 = Charset.forName("GB18030");

  private final List<Violation> violations = new ArrayList<>();

  private static String order(String note) {
    SalesOrder order = Samples.order();
    order.setNote("NOTE");
    return new String(TYPE.toXml(order), UTF_8).replace("NOTE", note);
  }

  private static String withDoctype(String doctype, String note) {
    return order(note).replace("?>\n", "?>\n" + doctype + "\n");
  }

  private Object read(byte[] xml) {
    return TYPE.fromForeignXml(xml, violations);
  }

  private void assertRefused(byte[] xml, String code) {
    assertThat(read(xml)).isNull();
    assertThat(violations).extracting(Violation::code).containsExactly(code);
    assertThat(violations.get(0).message()).isNotBlank();
  }

  @Test
  void externalEntity_isRefusedAndNotRead(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "top-secret");
    String doctype = "<!DOCTYPE SalesOrder [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>";
    assertRefused(withDoctype(doctype, "&x;").getBytes(UTF_8), "VAL-015");
    assertThat(violations.toString()).doesNotContain("top-secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE SalesOrder SYSTEM \"http://127.0.0.1:9/x.dtd\">",
        "<!DOCTYPE SalesOrder [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x.dtd\"> %p;]>",
        "<!DOCTYPE SalesOrder [<!ELEMENT SalesOrder ANY>]>",
        "<!DOCTYPE SalesOrder>"
      })
  void documentType_isRefused(String doctype) {
    assertRefused(withDoctype(doctype, "x").getBytes(UTF_8), "VAL-015");
  }

  @Test
  void entityBomb_isRefusedBeforeItGoesOff() {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE SalesOrder [<!ENTITY a0 \"lol\">");
    for (int i = 1; i < 20; i++) {
      doctype.append("<!ENTITY a").append(i).append(" \"");
      doctype.append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
    }
    assertRefused(withDoctype(doctype + "]>", "&a19;").getBytes(UTF_8), "VAL-015");
  }

  @Test
  void unknownEntity_isNotWellFormed() {
    assertRefused(order("&unknown;").getBytes(UTF_8), "VAL-014");
  }

  @Test
  void characterReferences_areRead() {
    SalesOrder order =
        (SalesOrder)
            read(order("&#x4E2D;&lt;&#13;<![CDATA[<b>]]><!-- c --><?p i?>").getBytes(UTF_8));
    assertThat(violations).isEmpty();
    assertThat(order.getNote()).isEqualTo("中<\r<b>");
  }

  @Test
  void moreBytesThanTheLimit_areRefusedUnread() {
    DocumentType small =
        DocumentCatalog.load(getClass().getClassLoader(), new XmlLimits(1000, 64, 100)).type(NAME);
    byte[] xml = order("x").getBytes(UTF_8);
    assertThat(xml.length).isGreaterThan(1000);
    assertThat(small.fromForeignXml(xml, violations)).isNull();
    assertThat(violations).extracting(Violation::code).containsExactly("VAL-016");
  }

  @Test
  void hugeText_isOneViolation() {
    assertThat(read(order("x".repeat(20_000_000)).getBytes(UTF_8))).isNull();
    assertThat(violations)
        .extracting(one -> one.code() + " " + one.field())
        .containsExactly("VAL-003 note");
    assertThat(violations.get(0).value()).hasSizeLessThan(250);
  }

  @Test
  void nestingWithoutEnd_isRefused() {
    byte[] xml = ("<a>".repeat(1_000_000)).getBytes(UTF_8);
    assertThat(read(xml)).isNull();
    assertThat(violations).extracting(Violation::code).contains("VAL-016");
    assertThat(violations).hasSizeLessThan(70);
  }

  @Test
  void violationsWithoutEnd_areCutOff() {
    SalesOrder order = Samples.order();
    for (int i = 0; i < 5000; i++) {
      order.getLines().add(new io.pipemill.canonical.salesorder.v1.SalesOrderLine());
    }
    assertThat(read(TYPE.toXml(order))).isNull();
    assertThat(violations).hasSizeBetween(100, 110);
  }

  @Test
  void truncatedAnywhere_isRefused() {
    byte[] xml = order("中文 & more".replace("&", "&amp;")).getBytes(UTF_8);
    int end = new String(xml, UTF_8).stripTrailing().getBytes(UTF_8).length;
    for (int length = 0; length < end; length++) {
      violations.clear();
      assertThat(read(Arrays.copyOf(xml, length))).as("%d bytes", length).isNull();
      assertThat(violations).as("%d bytes", length).isNotEmpty();
    }
  }

  @Test
  void damagedAnyhow_neverThrowsAndNeverHarmsTheNext() {
    byte[] sound = order("中文").getBytes(UTF_8);
    Random random = new Random(42);
    for (int i = 0; i < 3000; i++) {
      byte[] xml = sound.clone();
      int damages = 1 + random.nextInt(3);
      for (int j = 0; j < damages; j++) {
        xml[random.nextInt(xml.length)] = (byte) random.nextInt(256);
      }
      violations.clear();
      Object read = read(xml);
      assertThat(read == null).isEqualTo(!violations.isEmpty());
      violations.clear();
      assertThat(read(sound)).isNotNull();
    }
  }

  @Test
  void binary_isRefused() {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    assertRefused(noise, "VAL-014");
    violations.clear();
    assertRefused(new byte[0], "VAL-014");
    violations.clear();
    assertRefused(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF}, "VAL-014");
    violations.clear();
    assertRefused(new byte[1000], "VAL-014");
  }

  @Test
  void declaredEncodings_areRead() {
    String utf8 = order("中文");
    String gb = utf8.replace("UTF-8", "GB18030");
    assertNote(gb.getBytes(GB18030), "中文");
    assertNote(utf8.replace("UTF-8", "gbk").getBytes(Charset.forName("GBK")), "中文");
    assertNote(utf8.replace("UTF-8", "UTF-16").getBytes(UTF_16), "中文");
    assertNote(utf8.replace("UTF-8", "UTF-16").getBytes(UTF_16BE), "中文");
    assertNote(("\uFEFF" + utf8).getBytes(UTF_8), "中文");
    assertNote(utf8.substring(utf8.indexOf('\n') + 1).getBytes(UTF_8), "中文");
    String latin = order("Grün").replace("UTF-8", "ISO-8859-1");
    assertNote(asciiButFor(latin).getBytes(ISO_8859_1), "Grün");
  }

  private static String asciiButFor(String xml) {
    return xml.replaceAll("[\\u4e00-\\u9fff]+", "x");
  }

  private void assertNote(byte[] xml, String note) {
    SalesOrder order = (SalesOrder) read(xml);
    assertThat(violations).isEmpty();
    assertThat(order.getNote()).isEqualTo(note);
  }

  @Test
  void bytesThatAreNotTheDeclaredEncoding_areRefused() {
    assertRefused(order("中文").getBytes(GB18030), "VAL-014");
    violations.clear();
    assertRefused(order("Grün").getBytes(ISO_8859_1), "VAL-014");
    violations.clear();
    ByteArrayOutputStream broken = new ByteArrayOutputStream();
    broken.writeBytes(order("A").replace("UTF-8", "GB18030").getBytes(GB18030));
    byte[] xml = broken.toByteArray();
    xml[new String(xml, ISO_8859_1).indexOf("<note>A") + 6] = (byte) 0xFF;
    assertRefused(xml, "VAL-014");
    violations.clear();
    assertRefused(order("x").replace("UTF-8", "NO-SUCH").getBytes(UTF_8), "VAL-014");
    violations.clear();
    assertRefused(order("x").replace("UTF-8", "UTF-16").getBytes(UTF_8), "VAL-014");
  }

  @Test
  void hintsToOtherSchemas_areNotFollowed() {
    String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" ";
    String hint =
        xsi
            + "xsi:schemaLocation=\"http://pipemill.io/canonical/sales-order/v1 http://127.0.0.1:9/x.xsd\"";
    assertThat(read(order("x").replaceFirst("<SalesOrder", "<SalesOrder" + hint).getBytes(UTF_8)))
        .isNotNull();
    String type =
        order("x").replaceFirst("<SalesOrder", "<SalesOrder" + xsi + "xsi:type=\"Nothing\"");
    assertThat(read(type.getBytes(UTF_8))).isNull();
    assertThat(violations).isNotEmpty();
    violations.clear();
    String nil = order("x").replace("<note>x", "<note" + xsi + "xsi:nil=\"true\">");
    assertThat(read(nil.getBytes(UTF_8))).isNull();
    assertThat(violations).isNotEmpty();
  }

  @Test
  void inclusion_isAnUnknownElement() {
    String include =
        "<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/hostname\"/>";
    assertThat(read(order("x").replace("<note>", include + "<note>").getBytes(UTF_8))).isNull();
    assertThat(violations)
        .extracting(one -> one.code() + " " + one.field())
        .containsExactly("VAL-013 include");
  }

  @Test
  void elementsOfAnotherNamespace_areRefused() {
    assertThat(read(order("x").replace("<note>", "<note xmlns=\"urn:x\">").getBytes(UTF_8)))
        .isNull();
    assertThat(violations).extracting(Violation::code).containsExactly("VAL-013");
  }

  @Test
  void violations_areTheSameInEveryLanguageOfTheMachine() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.CHINA);
      DocumentType type = DocumentCatalog.load().type(NAME);
      String wrong =
          order("x").replace(">CNY</currency>", ">cny</currency>").replaceFirst(" unit=\"t\"", "");
      assertThat(type.fromForeignXml(wrong.getBytes(UTF_8), violations)).isNull();
    } finally {
      Locale.setDefault(before);
    }
    assertThat(violations)
        .extracting(one -> one.code() + " " + one.field())
        .containsExactly("VAL-005 currency", "VAL-001 lines[1].quantity.unit");
    assertThat(violations.get(0).message()).isEqualTo("'currency' does not match its pattern.");
  }
}

package io.pipemill.canonical.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import io.pipemill.canonical.item.v1.Item;
import io.pipemill.canonical.types.v1.Mass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentCatalogTest {
  private static final String PROBE = "schemas/probe/v1/Probe.xsd";
  private static final String TYPES = "schemas/types/v1/Types.xsd";
  private static final DocumentName PROBE_NAME = new DocumentName("probe", 1);

  @Test
  void unknownName_isRefusedWithTheNamesThereAre() {
    DocumentCatalog catalog = DocumentCatalog.load();
    assertThat(catalog.find(new DocumentName("sales-order", 9))).isNull();
    assertThatThrownBy(() -> catalog.type(new DocumentName("sales-order", 9)))
        .hasMessageContaining("sales-order/v9")
        .hasMessageContaining("sales-order/v1");
    assertThat(catalog.typeOf(new Item()).name().toString()).isEqualTo("item/v1");
    assertThatThrownBy(() -> catalog.typeOf("x")).hasMessageContaining("java.lang.String");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<p:businessKey path=\"plant\"/>|<p:businessKey path=\"plnat\"/>|there is no field 'plnat'",
        "<p:businessKey path=\"plant\"/>|<p:businessKey path=\"readings.value\"/>|outside of lists",
        "<p:businessKey path=\"plant\"/>|<p:businessKey path=\"ticket\"/>|expected a simple value",
        "<p:businessKey path=\"plant\"/>|<p:businessKey path=\"plant\"/><p:quantity path=\"axles\"/>|number with a unit",
        "name=\"free\" type=\"xs:string\"|name=\"free\" type=\"xs:token\"|field 'free' is xs:token",
        "name=\"free\" type=\"xs:string\"|name=\"free\" type=\"xs:decimal\"|without a limit of digits",
        "name=\"free\" type=\"xs:string\"|name=\"free\" type=\"xs:date\"|use t:Date",
        "name=\"free\" type=\"xs:string\"|name=\"free\" type=\"xs:string\" default=\"x\"|default",
        "name=\"free\" type=\"xs:string\"|name=\"free\" type=\"xs:string\" maxOccurs=\"3\"|wrapper",
        "name=\"free\" type=\"xs:string\"|name=\"freed\" type=\"xs:string\"|no getter of 'freed'",
        "name=\"free\" type=\"xs:string\"|name=\"free\" type=\"Nothing\"|Nothing",
        "name=\"ticket\" type=\"Ticket\"|name=\"ticket\" type=\"Ticket\" nillable=\"true\"|nillable",
        "<xs:element name=\"readings\">|<xs:element name=\"readings\" minOccurs=\"0\">|optional wrapper",
        "[A-Z]+-[0-9]{1,4}|\\d{3}|XML Schema and Java read alike",
        "[A-Z]+-[0-9]{1,4}|[a-z-[aeiou]]|XML Schema and Java read alike",
        "http://pipemill.io/canonical/probe/v1|http://pipemill.io/canonical/probe/v2|targetNamespace",
        "<xs:element name=\"Probe\">|<xs:element name=\"Prober\">|io.pipemill.canonical.probe.v1.Prober",
        "</xs:schema>|<oops>|line",
      })
  void xsdOutsideOfTheProfile_isRefusedWithTheReason(String old, String now, String reason)
      throws IOException {
    DocumentCatalog catalog = loadWith(PROBE, old, now);
    assertThatThrownBy(() -> catalog.type(PROBE_NAME))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(reason);
    assertThatThrownBy(catalog::all).hasMessageContaining(reason);
  }

  @Test
  void wrongXsdOfOneDocument_doesNotStopTheOthers() throws IOException {
    DocumentCatalog catalog = loadWith(PROBE, "</xs:schema>", "<oops>");
    assertThat(catalog.names()).contains(PROBE_NAME);
    assertThat(catalog.type(new DocumentName("item", 1)).javaType()).isEqualTo(Item.class);
  }

  @Test
  void typesAskedForOneByOne_areThoseOfAll() {
    DocumentCatalog oneByOne = DocumentCatalog.load();
    for (DocumentType type : DocumentCatalog.load().all()) {
      DocumentType same = oneByOne.type(type.name());
      assertThat(same).isSameAs(oneByOne.type(type.name()));
      assertThat(described(same)).isEqualTo(described(type));
    }
    assertThat(oneByOne.all().stream().map(DocumentType::name))
        .containsExactlyElementsOf(oneByOne.names());
  }

  @Test
  void narrowedQuantity_isAQuantityWithFewerUnits() {
    DocumentType ticket = DocumentCatalog.load().type(new DocumentName("weigh-ticket", 1));
    FieldType weight = Objects.requireNonNull(ticket.field("gross.weight"));
    assertThat(weight.kind()).isEqualTo(FieldKind.QUANTITY);
    assertThat(weight.newInstance()).isInstanceOf(Mass.class);
    FieldType unit = Objects.requireNonNull(weight.child("unit"));
    assertThat(unit.codes()).contains("t", "kg").doesNotContain("m3");
    assertThat(weight.child("scheme")).isNotNull();
  }

  @Test
  void narrowedQuantityThatForbidsAnAttribute_isRefused() throws IOException {
    DocumentCatalog catalog =
        loadWith(
            TYPES,
            "</xs:attribute>\n      </xs:restriction>",
            "</xs:attribute><xs:attribute name=\"scheme\" use=\"prohibited\"/></xs:restriction>");
    assertThatThrownBy(() -> catalog.type(new DocumentName("weigh-ticket", 1)))
        .hasMessageContaining("tare.weight")
        .hasMessageContaining("narrower type");
  }

  private static List<String> described(DocumentType type) {
    List<String> fields = new ArrayList<>();
    describe(type.root(), fields);
    fields.add("keys " + type.businessKey() + type.searchKeys() + type.worth() + type.quantity());
    return fields;
  }

  private static void describe(FieldType field, List<String> into) {
    into.add(field.path() + " " + field.kind() + " " + field.required() + " " + field.label("zh"));
    field.children().forEach(child -> describe(child, into));
  }

  @Test
  void manyThreads_getTheSameResults() throws Exception {
    DocumentType type = DocumentCatalog.load().type(DocumentName.parse("sales-order/v1"));
    byte[] xml = type.toXml(Samples.order());
    byte[] fingerprint = type.fingerprint(Samples.order());
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> works = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        works.add(
            () -> {
              List<Violation> violations = new ArrayList<>();
              Object document = type.fromForeignXml(xml, violations);
              assertThat(violations).isEmpty();
              assertThat(document).isNotNull();
              assertThat(type.toXml(document)).isEqualTo(xml);
              assertThat(type.fingerprint(type.fromXml(xml))).isEqualTo(fingerprint);
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(works)) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static DocumentCatalog loadWith(String path, String old, String now) throws IOException {
    ClassLoader parent = DocumentCatalogTest.class.getClassLoader();
    String xsd;
    try (InputStream in = parent.getResourceAsStream(path)) {
      xsd = new String(in.readAllBytes(), UTF_8);
    }
    assertThat(xsd).contains(old);
    byte[] changed = xsd.replace(old, now).getBytes(UTF_8);
    return DocumentCatalog.load(
        new ClassLoader(parent) {
          @Override
          public InputStream getResourceAsStream(String name) {
            return name.equals(path)
                ? new ByteArrayInputStream(changed)
                : super.getResourceAsStream(name);
          }
        },
        XmlLimits.DEFAULT);
  }
}

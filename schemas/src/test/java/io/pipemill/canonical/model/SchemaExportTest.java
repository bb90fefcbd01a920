package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import io.pipemill.canonical.DocumentName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class SchemaExportTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private static final DocumentType ORDER = CATALOG.type(DocumentName.parse("sales-order/v1"));
  @TempDir Path folder;

  @Test
  void export_isCompleteAndStandsAlone() throws IOException, SAXException {
    List<String> files = SchemaExport.write(CATALOG, folder);
    assertThat(files)
        .contains(
            "index.html",
            "types/v1/Types.xsd",
            "sales-order/v1/SalesOrder.xsd",
            "sales-order/v1/SalesOrder.schema.json",
            "sales-order/v1/SalesOrder.html")
        .isSorted()
        .allSatisfy(file -> assertThat(folder.resolve(file)).isNotEmptyFile());
    // what a partner gets judges our documents by itself
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(folder.resolve("sales-order/v1/SalesOrder.xsd").toFile())
        .newValidator()
        .validate(new StreamSource(new ByteArrayInputStream(ORDER.toXml(Samples.order()))));
    assertThat(
            JsonReferee.schema(
                    Files.readString(folder.resolve("sales-order/v1/SalesOrder.schema.json")))
                .validate(
                    new String(ORDER.toJson(Samples.order()), StandardCharsets.UTF_8),
                    InputFormat.JSON))
        .isEmpty();
  }

  @Test
  void page_hasEveryFieldInBothLanguages() throws IOException {
    SchemaExport.write(CATALOG, folder);
    for (DocumentType type : CATALOG.all()) {
      if (type.name().name().equals("probe")) {
        continue; // its XSD is of the tests and says nothing to people
      }
      String page =
          Files.readString(folder.resolve(type.name() + "/" + type.root().name() + ".html"));
      for (CompiledField field :
          ((CompiledField) type.root()).withDescendants().stream().skip(1).toList()) {
        assertThat(page).contains("<tr id=\"" + field.path + "\">");
        assertThat(field.documentation).as("documentation of %s", field).containsKeys("en", "zh");
        field.codeMeanings.forEach(
            (code, meanings) ->
                assertThat(meanings).as("%s of %s", code, field).containsKeys("en", "zh"));
      }
    }
    assertThat(Files.readString(folder.resolve("sales-order/v1/SalesOrder.html")))
        .contains("Day the seller promised.")
        .contains("卖方承诺的日期。")
        .contains("text; at most 60 characters")
        .contains("文本；最多 60 个字符")
        .contains("<code>DISCOUNT</code> lowers the price")
        .contains("absent means UCUM");
  }

  @Test
  void sameDocuments_giveTheSameFilesWhateverTheLanguageOfTheMachine() throws IOException {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
      List<String> files = SchemaExport.write(CATALOG, folder.resolve("a"));
      Locale.setDefault(Locale.GERMANY);
      assertThat(SchemaExport.write(CATALOG, folder.resolve("b"))).isEqualTo(files);
      for (String file : files) {
        assertThat(folder.resolve("a/" + file)).hasSameBinaryContentAs(folder.resolve("b/" + file));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void texts_areThereInBothLanguages() {
    assertThat(keys(Locale.forLanguageTag("zh"))).isEqualTo(keys(Locale.ROOT));
  }

  private static List<String> keys(Locale locale) {
    return ResourceBundle.getBundle(
            "io.pipemill.canonical.texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .keySet()
        .stream()
        .sorted()
        .toList();
  }
}

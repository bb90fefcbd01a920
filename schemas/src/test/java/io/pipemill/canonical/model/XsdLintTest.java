package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our XSDs keep to the subset that XML, JSON and Java objects share. */
class XsdLintTest {
  @TempDir Path folder;

  @Test
  void documents_keepToTheSharedSubset() {
    SharedSubset subset = SharedSubset.of(XsdSource.of(Folders.module()));
    assertThat(subset.findings()).isEmpty();
    assertThat(subset.documents()).hasSizeGreaterThanOrEqualTo(35);
  }

  @Test
  void finding_namesPlaceAndFix() throws IOException {
    assertThat(findings("<xs:element name=\"a\" type=\"xs:int\"/>"))
        .isEqualTo(
            "schemas/probe/v1/Probe.xsd:5: type xs:int is outside of the shared subset."
                + " Fix: restrict xs:long with xs:minInclusive and xs:maxInclusive");
    assertThat(findings("<xs:element name=\"a\" type=\"xs:string\" nillable=\"true\"/>"))
        .contains("attribute nillable of xs:element")
        .contains("absent says it");
    assertThat(findings("<xs:choice/>"))
        .contains("<xs:choice> in xs:sequence")
        .contains("optional elements of one xs:sequence");
    assertThat(findings("<xs:element name=\"a\" type=\"xs:long\"/>"))
        .contains("field 'a': xs:long reaches beyond 2^53")
        .contains("use t:Decimal, which JSON has as text");
    assertThat(
            findings(
                "<xs:element name=\"a\"><xs:simpleType><xs:restriction base=\"xs:long\">"
                    + "<xs:minInclusive value=\"0\"/><xs:maxInclusive value=\"9007199254740991\"/>"
                    + "</xs:restriction></xs:simpleType></xs:element>"))
        .isEmpty();
    assertThat(
            findings(
                "<xs:element name=\"a\"><xs:simpleType><xs:restriction base=\"xs:decimal\">"
                    + "<xs:totalDigits value=\"5\"/><xs:fractionDigits value=\"2\"/>"
                    + "<xs:pattern value=\"[0-9]+\"/></xs:restriction></xs:simpleType></xs:element>"))
        .contains("xs:pattern [[0-9]+] on a DECIMAL");
    assertThat(findings("<xs:element name=\"a\" type=\"xs:dateTime\"/>"))
        .contains("xs:date or xs:dateTime without bounds; use t:Date, t:Instant");
    assertThat(findings("<xs:element name=\"a\" type=\"xs:decimal\"/>")).contains("use t:Decimal");
    assertThat(findings("<xs:whatever/>")).contains("<xs:whatever> in xs:sequence");
    assertThat(findings("<element xmlns=\"urn:other\"/>")).contains("<element> in xs:sequence");
  }

  private String findings(String element) throws IOException {
    Path xsd = folder.resolve("probe/v1/Probe.xsd");
    Files.createDirectories(xsd.getParent());
    Files.writeString(
        xsd,
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"\n"
            + " xmlns:p=\"http://pipemill.io/schema\" elementFormDefault=\"qualified\"\n"
            + " targetNamespace=\"http://pipemill.io/canonical/probe/v1\">\n"
            + " <xs:element name=\"Probe\"><xs:complexType><xs:sequence>\n"
            + element
            + "\n</xs:sequence></xs:complexType></xs:element></xs:schema>\n");
    var found = SharedSubset.of(XsdSource.of(folder)).findings();
    assertThat(found).hasSizeLessThanOrEqualTo(1);
    return found.isEmpty() ? "" : found.get(0).toString();
  }
}

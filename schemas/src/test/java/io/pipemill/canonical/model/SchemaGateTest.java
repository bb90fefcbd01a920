package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pipemill.canonical.model.SchemaChange.Breaks;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/** The gate over the corpus of changes in src/test/compatibility. */
class SchemaGateTest {
  private static final Path RELEASED = Folders.module().resolve("released");
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  @TempDir Path folder;

  static List<ChangeCase> changes() {
    List<ChangeCase> all = ChangeCase.all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(25);
    return all;
  }

  static List<ChangeCase> changesSendersNeedNotFear() {
    return changes().stream()
        .filter(one -> one.breaks() == Breaks.NOBODY || one.breaks() == Breaks.READERS)
        .filter(one -> !one.more())
        .toList();
  }

  @Test
  void documentsOfNow_areWhatWasReleasedOrBreakNobody() {
    assertThat(SchemaGate.compare(RELEASED, Folders.module()))
        .as("make the change compatible, or a sibling v2; ./pipemill schemas check says more")
        .allMatch(change -> change.breaks() == Breaks.NOBODY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void change_isJudgedAsTheCorpusSays(ChangeCase change) {
    change.apply(RELEASED, folder);
    List<SchemaChange> all = SchemaGate.compare(RELEASED, folder);
    List<String> documents = change.documents();
    List<String> found =
        all.stream()
            .filter(one -> documents.contains(one.document()))
            .map(ChangeCase::line)
            .toList();
    if (change.more()) {
      assertThat(found).containsAll(change.expected());
      return;
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(change.expected());
    // a shared type shows in other documents too, and there the same way
    assertThat(all)
        .filteredOn(one -> !documents.contains(one.document()))
        .allMatch(
            one ->
                change.expected().stream()
                    .anyMatch(line -> line.startsWith(one.breaks() + " " + one.kind() + " ")));
  }

  /** A judge that is not ours: the JDK's validator over documents that were right before. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("changesSendersNeedNotFear")
  void documentsOfBefore_areRightAfterEveryChangeThatDoesNotBreakSenders(ChangeCase change)
      throws SAXException, IOException {
    change.apply(RELEASED, folder);
    for (DocumentType type : CATALOG.all()) {
      String xsd = type.name() + "/" + type.javaType().getSimpleName() + ".xsd";
      boolean changed =
          change.documents().isEmpty() || change.documents().contains(type.name().toString());
      if (!changed || !Files.exists(RELEASED.resolve(xsd))) {
        continue;
      }
      Validator before = schema(RELEASED.resolve(xsd)).newValidator();
      Validator after = schema(folder.resolve(xsd)).newValidator();
      int right = 0;
      for (long seed = 0; seed < 60; seed++) {
        byte[] xml = type.toXml(new RandomDocuments(new Random(seed), 0).document(type));
        if (error(before, xml) == null) {
          right++;
          assertThat(error(after, xml)).as("%s", change).isNull();
        }
      }
      assertThat(right).as("documents of %s", type).isGreaterThan(20);
    }
  }

  private static Schema schema(Path xsd) throws SAXException {
    return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(xsd.toFile());
  }

  private static String error(Validator validator, byte[] xml) throws IOException {
    try {
      validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
      return null;
    } catch (SAXException e) {
      return e.toString();
    }
  }

  static List<ChangeCase> changesOfLimits() {
    return changes().stream()
        .filter(
            one ->
                one.expected().stream()
                    .allMatch(
                        line ->
                            line.split(" ")[1].matches(
                                "REQUIRED|OCCURRENCE|CODES|LENGTH|PATTERN|DIGITS|BOUNDS")))
        .toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changesOfLimits")
  void limitTakenBack_breaksTheOtherSide(ChangeCase change) {
    change.apply(RELEASED, folder);
    List<SchemaChange> there = SchemaGate.compare(RELEASED, folder);
    List<SchemaChange> back = SchemaGate.compare(folder, RELEASED);
    assertThat(back).hasSameSizeAs(there);
    for (int i = 0; i < there.size(); i++) {
      assertThat(back.get(i).breaks())
          .isEqualTo(
              switch (there.get(i).breaks()) {
                case SENDERS -> Breaks.READERS;
                case READERS -> Breaks.SENDERS;
                default -> there.get(i).breaks();
              });
    }
  }

  @Test
  void folderWithoutReleases_isNoReasonToPass() {
    assertThatThrownBy(() -> SchemaGate.compare(folder, Folders.module()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no released XSD");
  }

  @Test
  void releasedXsdThatCannotBeRead_isNoReasonToPass() throws IOException {
    Path xsd = folder.resolve("customer/v1/Customer.xsd");
    Files.createDirectories(xsd.getParent());
    Files.writeString(xsd, "<xs:schema");
    assertThat(SchemaGate.compare(folder, Folders.module()).stream().map(ChangeCase::line))
        .contains("BOTH NOT_UNDERSTOOD customer/v1");
  }
}

package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The folders of documents as they lie there: each is in the catalog without being named anywhere,
 * has a README and samples, and the samples are what they say.
 */
class SamplesOfDocumentsTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private static final Pattern EXPECTED = Pattern.compile("<!-- expect: (VAL-\\d+) (\\S+) -->");

  @Test
  void everyDocumentFolder_isInTheCatalogByItself() {
    List<String> folders = new ArrayList<>();
    for (Path folder : documentFolders()) {
      folders.add(folder.getParent().getFileName() + "/" + folder.getFileName());
    }
    assertThat(folders).hasSizeGreaterThanOrEqualTo(4);
    assertThat(CATALOG.all().stream().map(type -> type.name().toString())).containsAll(folders);
  }

  @Test
  void everyDocument_isInTheListForPeople() throws IOException {
    String readme = Files.readString(Folders.module().resolve("README.md"));
    for (Path folder : documentFolders()) {
      String name = folder.getParent().getFileName() + "/" + folder.getFileName();
      assertThat(readme).contains("[" + name + "](" + name + "/README.md)");
    }
  }

  @TestFactory
  Stream<DynamicTest> documentFolder_isComplete() {
    return documentFolders().stream()
        .map(
            folder ->
                DynamicTest.dynamicTest(
                    Folders.module().relativize(folder).toString(),
                    () -> {
                      String readme = Files.readString(folder.resolve("README.md"));
                      assertThat(samples(folder, "valid")).hasSizeGreaterThanOrEqualTo(2);
                      assertThat(samples(folder, "invalid")).hasSizeGreaterThanOrEqualTo(3);
                      CompiledField root = (CompiledField) type(folder).root();
                      for (FieldType field : fields(root, new ArrayList<>())) {
                        if (field != root
                            && ((CompiledField) field).namespace.equals(root.namespace)) {
                          assertThat(readme)
                              .as("owner of '%s' in the README", field.path())
                              .containsPattern("\\b" + field.name() + "\\b");
                        }
                        assertThat(field.documentation())
                            .as("documentation of %s", field)
                            .isNotEmpty();
                        assertThat(
                                field.name().equals("value")
                                    || !field.label("zh").equals(field.name()))
                            .as("Chinese name of %s", field)
                            .isTrue();
                      }
                    }));
  }

  @TestFactory
  Stream<DynamicTest> validSample_isAcceptedAndComesBack() {
    return documentFolders().stream()
        .flatMap(folder -> samples(folder, "valid").stream())
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    name(sample),
                    () -> {
                      DocumentType type = type(sample.getParent().getParent().getParent());
                      byte[] xml = Files.readAllBytes(sample);
                      assertThat(Referee.of(type).error(xml)).isNull();
                      List<Violation> violations = new ArrayList<>();
                      Object document = type.fromForeignXml(xml, violations);
                      assertThat(violations).isEmpty();
                      assertThat(document).isNotNull();
                      type.validate(document, violations);
                      assertThat(violations).isEmpty();
                      assertThat(
                              Content.difference(type, document, Referee.of(type).unmarshal(xml)))
                          .isEmpty();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> invalidSample_isRefusedForItsReasonOnly() {
    return documentFolders().stream()
        .flatMap(folder -> samples(folder, "invalid").stream())
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    name(sample),
                    () -> {
                      DocumentType type = type(sample.getParent().getParent().getParent());
                      byte[] xml = Files.readAllBytes(sample);
                      assertThat(Referee.of(type).error(xml)).isNotNull();
                      Matcher expected = EXPECTED.matcher(Files.readString(sample));
                      assertThat(expected.find()).as("comment 'expect: VAL-nnn field'").isTrue();
                      List<Violation> violations = new ArrayList<>();
                      assertThat(type.fromForeignXml(xml, violations)).isNull();
                      assertThat(violations)
                          .extracting(one -> one.code() + " " + one.field())
                          .containsExactly(expected.group(1) + " " + expected.group(2));
                      assertThat(violations.get(0).where()).startsWith("line ");
                    }));
  }

  private static List<FieldType> fields(FieldType field, List<FieldType> into) {
    into.add(field);
    field.children().forEach(child -> fields(child, into));
    return into;
  }

  private static DocumentType type(Path folder) {
    return CATALOG.type(
        DocumentName.parse(folder.getParent().getFileName() + "/" + folder.getFileName()));
  }

  private static String name(Path sample) {
    return Folders.module().relativize(sample).toString();
  }

  private static List<Path> documentFolders() {
    return list(Folders.module(), 3)
        .filter(path -> path.toString().endsWith(".xsd"))
        .filter(path -> path.getParent().getFileName().toString().matches("v\\d+"))
        .map(Path::getParent)
        .filter(folder -> !folder.getParent().getFileName().toString().equals("types"))
        .toList();
  }

  private static List<Path> samples(Path folder, String kind) {
    Path samples = folder.resolve("samples").resolve(kind);
    return Files.isDirectory(samples)
        ? list(samples, 1).filter(path -> path.toString().endsWith(".xml")).toList()
        : List.of();
  }

  private static Stream<Path> list(Path folder, int depth) {
    try (Stream<Path> found = Files.walk(folder, depth)) {
      return found.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

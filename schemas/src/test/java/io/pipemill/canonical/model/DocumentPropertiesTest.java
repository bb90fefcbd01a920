package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** What must hold for every document of every type on the class path. */
class DocumentPropertiesTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();

  @Provide
  Arbitrary<DocumentType> types() {
    return Arbitraries.of(CATALOG.all());
  }

  @Provide
  Arbitrary<Double> faults() {
    return Arbitraries.of(0.0, 0.01, 0.05, 0.3);
  }

  @Property(tries = 4000)
  void verdictOnTheObject_isTheVerdictOnItsXml(
      @ForAll("types") DocumentType type, @ForAll("faults") double faults, @ForAll long seed) {
    Object document = new RandomDocuments(new Random(seed), faults).document(type);
    List<Violation> violations = new ArrayList<>();
    type.validate(document, violations);
    String error = Referee.of(type).verdict(document);
    assertThat(violations.isEmpty())
        .as(
            "object: %s%nXML: %s%n%s",
            Content.escaped(violations), error, Content.escaped(Content.of(type, document)))
        .isEqualTo(error == null);
    Statistics.label("verdict")
        .collect(error == null)
        .coverage(
            coverage -> {
              coverage.check(true).percentage(share -> share > 20);
              coverage.check(false).percentage(share -> share > 20);
            });
    if (faults == 0) {
      assertThat(violations).isEmpty();
    }
  }

  @Property(tries = 2000)
  void verdictOverTheFieldsThatAreSet_isTheWholeVerdict(
      @ForAll("types") DocumentType type, @ForAll long seed, @ForAll("faults") double faults) {
    Object document = new RandomDocuments(new Random(seed), faults).document(type);
    Set<FieldType> set = new HashSet<>();
    parts(type.root(), document, set);
    List<Violation> violations = new ArrayList<>();
    type.validate(document, violations);
    assertThat(type.valid(set).test(document)).as("%s", violations).isEqualTo(violations.isEmpty());
  }

  private static void collect(FieldType field, @Nullable Object value, Set<FieldType> into) {
    if (value instanceof List<?> elements) {
      into.add(field);
      elements.forEach(element -> parts(field, element, into));
    } else if (value != null) {
      into.add(field);
      parts(field, value, into);
    }
  }

  private static void parts(FieldType field, @Nullable Object owner, Set<FieldType> into) {
    if (owner != null) {
      field.children().forEach(child -> collect(child, child.get(owner), into));
    }
  }

  @Property(tries = 1500)
  void ourXml_isValidAndComesBackTheSameByJaxbAndByUs(
      @ForAll("types") DocumentType type, @ForAll long seed) {
    Object document = new RandomDocuments(new Random(seed), 0).document(type);
    byte[] xml = type.toXml(document);
    Referee referee = Referee.of(type);
    assertThat(referee.error(xml)).isNull();
    assertThat(Content.difference(type, document, referee.unmarshal(xml))).isEmpty();
    Object read = type.fromXml(xml);
    assertThat(Content.difference(type, document, read)).isEmpty();
    assertThat(type.toXml(read)).isEqualTo(xml);
    List<Violation> violations = new ArrayList<>();
    Object foreign = type.fromForeignXml(referee.marshal(document), violations);
    assertThat(violations).isEmpty();
    assertThat(foreign).isNotNull();
    assertThat(Content.difference(type, document, foreign)).isEmpty();
    assertThat(type.fingerprint(foreign)).isEqualTo(type.fingerprint(document));
  }

  @Property(tries = 1500)
  void faultsInXml_areToldUnderTheSamePathsAsInTheObject(
      @ForAll("types") DocumentType type, @ForAll long seed) {
    Object document = new RandomDocuments(new Random(seed), 0.05).document(type);
    List<Violation> inObject = new ArrayList<>();
    type.validate(document, inObject);
    if (inObject.stream().anyMatch(one -> one.code().equals(Rule.CHARACTER.code))) {
      return; // XML cannot carry them, so there is no XML to compare with
    }
    List<Violation> inXml = new ArrayList<>();
    Object foreign = type.fromForeignXml(type.toXml(document), inXml);
    assertThat(foreign == null).isEqualTo(!inObject.isEmpty());
    assertThat(inXml).allSatisfy(one -> assertThat(one.where()).startsWith("line "));
    // after its first fault in the order of elements the validator is silent about that parent
    assertThat(inObject.stream().map(Violation::field).toList())
        .as("object: %s%nXML: %s", inObject, inXml)
        .containsAll(inXml.stream().map(Violation::field).toList());
    if (inObject.size() == 1) {
      assertThat(inXml)
          .extracting(Violation::code)
          .as("object: %s%nXML: %s", inObject, inXml)
          .containsExactly(inObject.get(0).code());
    }
  }
}

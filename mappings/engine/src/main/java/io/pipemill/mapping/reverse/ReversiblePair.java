package io.pipemill.mapping.reverse;

import io.pipemill.canonical.model.DocumentType;
import io.pipemill.mapping.InboundMapping;
import io.pipemill.mapping.OutboundMapping;
import io.pipemill.mapping.bundle.MappingBundle;
import io.pipemill.mapping.bundle.SystemParts;
import io.pipemill.mapping.check.Findings;
import io.pipemill.mapping.codes.CodeLists;
import io.pipemill.mapping.fragment.FragmentUses;
import io.pipemill.mapping.fragment.Fragments;
import io.pipemill.mapping.reverse.Filled.Leaf;
import io.pipemill.mapping.reverse.Filled.Section;
import io.pipemill.mapping.value.NumberNotation;
import io.pipemill.mapping.value.NumberSection;
import io.pipemill.mapping.yaml.Place;
import io.pipemill.mapping.yaml.SectionReader;
import io.pipemill.mapping.yaml.YamlFile;
import io.pipemill.mapping.yaml.YamlValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Checks an inbound mapping with {@code reversible: true} against the outbound one of the same
 * system and document: first that no step loses anything and every column is written from the field
 * it fills, then by sending random documents out and in again, always the same ones.
 */
public final class ReversiblePair {
  private static final int DOCUMENTS = 100;
  private static final long SEED = 20_260_315;
  private final SystemParts parts;
  private final Findings findings;

  public ReversiblePair(SystemParts parts, Findings findings) {
    this.parts = parts;
    this.findings = findings;
  }

  /**
   * @param outText of the outbound mapping's file
   */
  public void check(InboundMapping in, OutboundMapping out, String outText) {
    int before = findings.errors();
    DocumentType type = in.document();
    MappingBundle bundle = MappingBundle.read(in.bundle());
    YamlValue.Mapping inFile = expanded(bundle.file(), bundle.text());
    YamlValue.Mapping outFile = expanded(type.name().name() + ".out.yaml", outText);
    Steps steps = new Steps(parts.lists(), findings);
    Section read = new InboundReader(steps).read(inFile, type.root());
    counterparts(read, new OutboundReader(steps, columns(read)).read(outFile));
    if (findings.errors() == before) {
      roundTrips(in, out, read, new SectionReader(inFile, findings).place("reversible"));
    }
  }

  /** Tells that there is no outbound mapping. */
  public void missing(InboundMapping in) {
    MappingBundle bundle = MappingBundle.read(in.bundle());
    YamlValue.Mapping file = expanded(bundle.file(), bundle.text());
    String needed = in.document().name().name() + ".out.yaml";
    findings.error(
        new SectionReader(file, findings).place("reversible"),
        "MAP-082",
        "no " + needed,
        "an outbound mapping of " + in.document().name(),
        "'reversible' needs an outbound mapping that undoes this one: " + needed);
  }

  private YamlValue.Mapping expanded(String file, String text) {
    Findings told = new Findings("");
    YamlValue.Mapping root = YamlFile.read(file, text, told);
    return root == null
        ? new YamlValue.Mapping(new Place(file, 1), List.of())
        : new FragmentUses(parts.fragments(), told).expanded(root);
  }

  private void counterparts(Section section, Map<String, String> written) {
    for (Leaf leaf : section.leaves()) {
      if (leaf.column() == null) {
        continue;
      }
      String path =
          section.type().path().isEmpty() ? leaf.path() : section.type().path() + "." + leaf.path();
      String from = written.get(leaf.fullColumn());
      if (from == null || !OutboundReader.same(from, path, leaf.field())) {
        findings.error(
            leaf.place(),
            "MAP-081",
            from == null ? "nothing" : from,
            leaf.fullColumn() + ": " + path + " in the outbound mapping",
            "column '"
                + leaf.fullColumn()
                + "' fills "
                + path
                + " but is "
                + (from == null ? "not written" : "written from " + from));
      }
    }
    section.lists().forEach(list -> counterparts(list, written));
  }

  private void roundTrips(InboundMapping in, OutboundMapping out, Section read, Place place) {
    RandomDocuments documents =
        new RandomDocuments(in.document(), read, new RandomValues(parts.lists(), new Random(SEED)));
    RoundTrip trip = new RoundTrip(in, out);
    int made = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      Object document = documents.next();
      if (document == null) {
        continue;
      }
      made++;
      for (boolean text : new boolean[] {false, true}) {
        String difference = trip.ofDocument(document, text);
        if (difference != null) {
          findings.error(
              place,
              "MAP-083",
              difference,
              "a document that comes back as it went out",
              "a document that goes out"
                  + (text ? " as text" : "")
                  + " and in again: "
                  + difference);
          return;
        }
      }
    }
    if (made < DOCUMENTS / 2) {
      findings.error(
          place,
          "MAP-083",
          made + " of " + DOCUMENTS,
          "fields of which valid documents can be made",
          "reversible cannot be tried: of the mapped fields alone no valid document can be made");
    }
  }

  private static Set<String> columns(Section section) {
    Set<String> columns = new LinkedHashSet<>();
    for (Leaf leaf : section.leaves()) {
      if (leaf.column() != null) {
        columns.add(leaf.fullColumn());
      }
    }
    section.lists().forEach(list -> columns.addAll(columns(list)));
    return columns;
  }

  private static void numbers(Section section, Map<String, Optional<NumberNotation>> into) {
    for (Leaf leaf : section.leaves()) {
      if (leaf.column() == null) {
        continue;
      }
      boolean number =
          switch (leaf.field().kind()) {
            case DECIMAL, INTEGER, QUANTITY, MONEY, UNIT_PRICE -> true;
            default -> false;
          };
      SectionReader keys =
          leaf.spec() instanceof YamlValue.Mapping spec
              ? new SectionReader(spec, new Findings(""))
              : null;
      into.put(
          leaf.fullColumn(),
          number
              ? Optional.of(NumberSection.read(keys, new Findings("")).notation())
              : Optional.empty());
    }
    section.lists().forEach(list -> numbers(list, into));
  }

  /** The columns an inbound mapping fills fields from. */
  static RoundTrip.Columns columns(InboundMapping in) {
    MappingBundle bundle = MappingBundle.read(in.bundle());
    Findings told = new Findings(in.system());
    SystemParts kept =
        new SystemParts(
            new CodeLists(new ArrayList<>(), told),
            Fragments.kept(bundle.fragments(), told),
            bundle.policies(),
            bundle.blanks());
    YamlValue.Mapping file = new ReversiblePair(kept, told).expanded(bundle.file(), bundle.text());
    Section read =
        new InboundReader(new Steps(kept.lists(), told)).read(file, in.document().root());
    Set<String> blanks = new HashSet<>(bundle.blanks());
    blanks.addAll(new SectionReader(file, told).list("blank"));
    Map<String, Optional<NumberNotation>> numbers = new HashMap<>();
    numbers(read, numbers);
    return new RoundTrip.Columns(numbers, blanks);
  }
}

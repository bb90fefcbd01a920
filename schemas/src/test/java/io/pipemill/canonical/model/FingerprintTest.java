package io.pipemill.canonical.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.salesorder.v1.SalesOrder;
import io.pipemill.canonical.types.v1.Location;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class FingerprintTest {
  private static final DocumentCatalog CATALOG = DocumentCatalog.load();
  private static final DocumentType ORDER = CATALOG.type(DocumentName.parse("sales-order/v1"));

  @Provide
  Arbitrary<DocumentType> types() {
    return Arbitraries.of(CATALOG.all());
  }

  @Property(tries = 4000)
  void equalContent_andOnlyThat_hasTheSameFingerprint(
      @ForAll("types") DocumentType type, @ForAll long seed, @ForAll long change) {
    Object one = new RandomDocuments(new Random(seed), 0.02).document(type);
    Object other = new RandomDocuments(new Random(seed), 0.02).document(type);
    assertThat(type.fingerprint(other)).isEqualTo(type.fingerprint(one));
    vary(type, other, new Random(change));
    boolean same = meaning(type, one).equals(meaning(type, other));
    Statistics.label("same").collect(same).coverage(c -> c.check(true).percentage(p -> p > 10));
    assertThat(Arrays.equals(type.fingerprint(other), type.fingerprint(one)))
        .as("%s", Content.difference(type, one, other))
        .isEqualTo(same);
  }

  @Property(tries = 2000)
  void differentDocuments_haveDifferentFingerprints(
      @ForAll("types") DocumentType type, @ForAll long seed, @ForAll long other) {
    Object left = new RandomDocuments(new Random(seed), 0).document(type);
    Object right = new RandomDocuments(new Random(other), 0).document(type);
    assertThat(Arrays.equals(type.fingerprint(left), type.fingerprint(right)))
        .isEqualTo(meaning(type, left).equals(meaning(type, right)));
  }

  @Example
  void notation_doesNotCount() {
    SalesOrder order = Samples.order();
    byte[] before = ORDER.fingerprint(order);
    order.getTotalAmount().setValue(new BigDecimal("7.35E+4"));
    order.setNote(order.getNote() + "  ");
    order.setPriceList("");
    order.setSalesperson("   ");
    order.setBillTo(new Location());
    order.getLines().get(0).getQuantity().setScheme("UCUM");
    order.getLines().get(0).getUnitPrice().setBase(new BigDecimal("1.00"));
    order
        .getCustomer()
        .setName(Normalizer.normalize(order.getCustomer().getName(), Normalizer.Form.NFD));
    assertThat(ORDER.fingerprint(order)).isEqualTo(before);
  }

  @Example
  void valuesThatTouch_doNotRunTogether() {
    SalesOrder left = Samples.order();
    left.getCustomer().setName("AB");
    left.getCustomer().setScheme("C");
    SalesOrder right = Samples.order();
    right.getCustomer().setName("A");
    right.getCustomer().setScheme("BC");
    assertThat(ORDER.fingerprint(left)).isNotEqualTo(ORDER.fingerprint(right));
  }

  /** Fingerprints are kept for years: the same order must have this one for ever. */
  @Example
  void fingerprint_staysTheSameOverReleases() {
    assertThat(HexFormat.of().formatHex(ORDER.fingerprint(Samples.order())))
        .isEqualTo("1507ef2a84c6e9a901ca11d3738f6441b7e6f404bc9952c8c6e3614a26f200d4");
  }

  @Example
  void charactersTakenAsNormal_areNormalBesideAnything() {
    for (char c = 0; c < 0xFFFF; c++) {
      if (Nfc.alwaysNormal(c) && !Character.isSurrogate(c)) {
        for (char beside : new char[] {'a', 0x300, 0x3099, 0x1161, 0x11A8, 'e', c}) {
          if (Nfc.alwaysNormal(beside)) {
            String text = "" + beside + c + beside;
            assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).isTrue();
          }
        }
      }
    }
  }

  /** Sets one to three leaves to another value, or to the same in another notation. */
  private static void vary(DocumentType type, Object document, Random random) {
    List<Runnable> changes = new ArrayList<>();
    collect(type.root(), document, random, changes);
    for (int i = 0; i <= random.nextInt(3) && !changes.isEmpty(); i++) {
      changes.get(random.nextInt(changes.size())).run();
    }
  }

  private static void collect(
      FieldType parent, Object object, Random random, List<Runnable> changes) {
    for (FieldType field : parent.children()) {
      Object value = field.get(object);
      if (field.kind() == FieldKind.LIST) {
        ((List<?>) value).forEach(element -> collect(field, element, random, changes));
        changes.add(() -> field.set(object, field.newInstance()));
      } else if (!field.children().isEmpty()) {
        if (value == null) {
          changes.add(() -> field.set(object, field.newInstance()));
        } else {
          collect(field, value, random, changes);
        }
      } else if (random.nextBoolean()) {
        changes.add(() -> field.set(object, sameInOtherNotation(field, value)));
      } else {
        changes.add(() -> field.set(object, new RandomDocuments(random, 1).leaf(field)));
      }
    }
  }

  private static Object sameInOtherNotation(FieldType field, Object value) {
    if (value instanceof BigDecimal number) {
      return number.setScale(number.scale() + 3);
    }
    if (value instanceof String text) {
      String other = Normalizer.normalize(text, Normalizer.Form.NFD);
      return other.isBlank() ? null : other + "  ";
    }
    return value == null && field.javaType() == String.class ? "" : value;
  }

  /** What a document says, notation aside; written apart from the code under test. */
  private static Map<String, Object> meaning(DocumentType type, Object document) {
    Map<String, Object> meaning = new TreeMap<>();
    for (var entry : Content.of(type, document).entrySet()) {
      Object value = entry.getValue();
      if (value == Content.GROUP) {
        continue; // a group says nothing by itself
      }
      if (value instanceof String text) {
        String normal = Normalizer.normalize(text, Normalizer.Form.NFC).replaceFirst(" +\\z", "");
        if (!normal.isEmpty()) {
          meaning.put(entry.getKey(), normal);
        }
      } else {
        meaning.put(entry.getKey(), value);
      }
    }
    return meaning;
  }
}

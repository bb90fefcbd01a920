package io.pipemill.canonical.fingerprint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Java keeps to the specification, which was computed by another program. */
class FingerprintVectorsTest {
  private static final Map<String, FingerprintVector> VECTORS =
      FingerprintVector.all().stream()
          .collect(Collectors.toMap(FingerprintVector::id, Function.identity()));

  static Stream<FingerprintVector> columns() {
    return FingerprintVector.all().stream().filter(vector -> vector.rule() != null);
  }

  static Stream<FingerprintVector> rows() {
    return FingerprintVector.all().stream().filter(vector -> vector.rule() == null);
  }

  @ParameterizedTest
  @MethodSource("columns")
  void value_hasTheFormAndHashOfTheSpecification(FingerprintVector vector) throws Exception {
    assertThat(vector.rule()).isNotNull();
    RowFingerprint fingerprint = new RowFingerprint(List.of(vector.rule()));
    assertThat(fingerprint.form(0, value(vector))).isEqualTo(vector.form());
    assertThat(RowFingerprint.hex(fingerprint.column(0, value(vector)))).isEqualTo(vector.hash());
    byte[] form = vector.form().getBytes(UTF_8);
    assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(form)))
        .isEqualTo(vector.hash());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void row_hasTheHashOfTheSpecification(FingerprintVector vector) {
    List<ColumnRule> rules = new ArrayList<>();
    List<@Nullable Object> values = new ArrayList<>();
    for (FingerprintVector column : columnsOf(vector)) {
      rules.add(column.rule());
      values.add(value(column));
    }
    assertThat(RowFingerprint.hex(new RowFingerprint(rules).of(values.toArray())))
        .isEqualTo(vector.hash());
  }

  @Test
  void specification_coversEveryKindOptionAndEngine() {
    TreeSet<String> kinds = new TreeSet<>();
    TreeSet<String> options = new TreeSet<>();
    Map<String, Integer> engines = new TreeMap<>();
    columns()
        .forEach(
            vector -> {
              kinds.add(vector.rule().kind().name());
              vector.options().forEach(option -> options.add(option.replaceAll("=.*", "")));
              vector.engines().keySet().forEach(engine -> engines.merge(engine, 1, Integer::sum));
            });
    assertThat(kinds).hasSize(ColumnKind.values().length);
    assertThat(options)
        .containsExactly("as-stored", "empty-is-null", "fold-digits", "round", "trim");
    assertThat(engines).containsOnlyKeys("oracle", "postgresql", "sqlserver");
    assertThat(engines.values()).allMatch(count -> count > 75);
    assertThat(VECTORS).hasSizeGreaterThanOrEqualTo(111);
  }

  /** The same hash where and only where the forms are the same. */
  @Test
  void forms_andHashes_standOneToOne() {
    Map<String, String> forms = new TreeMap<>();
    columns()
        .forEach(
            vector ->
                assertThat(forms.merge(vector.hash(), vector.form(), (a, b) -> a))
                    .isEqualTo(vector.form()));
    assertThat(new TreeSet<>(forms.values())).hasSameSizeAs(forms.keySet());
  }

  static List<FingerprintVector> columnsOf(FingerprintVector row) {
    String[] repeated = row.value().split("\\*");
    return repeated.length == 2
        ? java.util.Collections.nCopies(Integer.parseInt(repeated[1]), VECTORS.get(repeated[0]))
        : Stream.of(row.value().split(" ")).map(VECTORS::get).toList();
  }

  static @Nullable Object value(FingerprintVector vector) {
    String value = vector.value();
    if (value == null) {
      return null;
    }
    return switch (vector.rule().kind()) {
      case TEXT -> value;
      case NUMBER ->
          switch (value) {
            case "true", "false" -> Boolean.valueOf(value);
            case "NaN", "Infinity", "-Infinity" -> Double.valueOf(value);
            default -> new BigDecimal(value);
          };
      case FLOAT -> Double.valueOf(value);
      case LOCAL -> value.contains("T") ? LocalDateTime.parse(value) : LocalDate.parse(value);
      case INSTANT -> OffsetDateTime.parse(value);
      case TIME -> LocalTime.parse(value);
      case BINARY -> HexFormat.of().parseHex(value);
      case UUID -> UUID.fromString(value);
    };
  }
}

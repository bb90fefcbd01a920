package io.pipemill.mapping.describe;

import io.pipemill.canonical.DocumentName;
import io.pipemill.mapping.bundle.MappingBundle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one mapping file says, entry by entry, in the order of the file. It is read from the texts
 * that the mapping's version covers, so a version of long ago can be described beside today's, and
 * a mapping that does not compile as well.
 *
 * @param document type and major version
 * @param file name of the mapping file
 * @param version content hash, 16 hex digits
 * @param rules what holds for the document as a whole: verb, filters, keys, zone
 * @param fields one for each thing that is filled
 * @param lists the code lists it names
 * @param ignored source columns left out on purpose; outbound none
 * @param unfilled inbound: canonical fields nothing fills; outbound: those that are not passed on
 * @param bundle the texts
 */
public record MappingDescription(
    String system,
    DocumentName document,
    Direction direction,
    String file,
    String version,
    List<Rule> rules,
    List<Field> fields,
    List<CodeTable> lists,
    List<Ignored> ignored,
    List<Unfilled> unfilled,
    MappingBundle bundle) {

  /** As seen by us. */
  public enum Direction {
    IN,
    OUT
  }

  /** What is done to a value. The arguments of each are named behind it. */
  public enum StepKind {
    /** condition */
    WHEN,
    /** columns or paths, of which the first with a value counts */
    FIRST_OF,
    /** group, column: the first value in the records of a group */
    FIRST_IN_GROUP,
    /** group, column, separator: all values of a group */
    JOINED,
    /** value */
    CONSTANT,
    /** expression as written */
    CEL,
    /** how a text decoded wrongly is put right */
    REPAIR,
    /** texts that mean nothing */
    BLANK,
    /** narrow: full-width characters are made so */
    WIDTH,
    /** name */
    CODELIST,
    /** {@code a → b} for each */
    VALUES,
    /** name */
    CROSSWALK,
    /** reject, keep or absent: what an unlisted code does */
    UNMAPPED,
    /** patterns; {@code iso} */
    DATE,
    /** zone */
    ZONE,
    /** how numbers are written */
    NUMBER,
    /** nothing: a text may carry 万, 亿 and its unit */
    WORDS,
    /** what the numbers of the column count in */
    TIMES,
    /** unit the number is in */
    UNIT,
    /** unit it is converted into */
    TO,
    /** code list of the unit */
    SCHEME,
    /** code */
    CURRENCY,
    /** nothing: the document's currency counts */
    CURRENCY_OF_DOCUMENT,
    /** unit a price is for */
    PER,
    /** number of units a price is for */
    BASE,
    /** digits, rounding mode */
    DECIMALS,
    /** longest text */
    CUT,
    /** value where there is none */
    DEFAULT,
    /** group: one element for each of its records; outbound a list */
    EACH,
    /** nothing: one element of the present record */
    EACH_THIS,
    /** columns that repeat, their turns, what is skipped: one element per turn */
    EACH_COLUMNS,
    /** condition for an element */
    WHERE,
    /** a column or path; only inside of a part (unit, currency), elsewhere it is the source */
    FROM,
    /** key and text of anything else the language may have */
    OTHER
  }

  /**
   * @param part the part of the value it is about (unit, currency, per, base); empty for the value
   * @param arguments texts to fill the words with
   */
  public record Step(StepKind kind, String part, List<String> arguments) {}

  /**
   * @param key unique in the mapping and stable over versions: the path, with the section's number
   *     where a list has several ({@code adjustments[2].kind})
   * @param target inbound: canonical path; outbound: column, with its groups in front
   * @param sources inbound: columns with their groups in front ({@code lines.NET_TON}); outbound:
   *     canonical paths, {@code envelope.…} for the envelope's
   * @param reads inbound: canonical fields its expressions read
   * @param lists code lists it names
   * @param section whether it is a list or group, whose fields follow
   * @param file the mapping's, or that of the fragment it stands in
   * @param line in that file, from 1
   */
  public record Field(
      String key,
      String target,
      List<String> sources,
      List<String> reads,
      List<Step> steps,
      List<String> lists,
      boolean section,
      String file,
      int line) {}

  /**
   * @param key what it is about: verb, eventTime, filter, require, keys.plate, zone …
   * @param sources columns it reads
   * @param text as written
   */
  public record Rule(String key, List<String> sources, String text, int line) {}

  /**
   * @param columns heading of its file
   * @param rows as many cells as the heading
   */
  public record CodeTable(String name, List<String> columns, List<List<String>> rows) {}

  /**
   * @param column with its groups in front
   */
  public record Ignored(String column, String reason, int line) {}

  /**
   * @param path canonical path
   * @param required whether the document cannot be without it
   */
  public record Unfilled(String path, boolean required) {}

  /** The list of that name, or null. */
  public @Nullable CodeTable list(String name) {
    return lists.stream().filter(list -> list.name().equals(name)).findFirst().orElse(null);
  }

  /** Reads the texts of a mapping; see {@link Describer}. */
  public static MappingDescription of(
      MappingBundle bundle, io.pipemill.canonical.model.DocumentCatalog catalog) {
    return new Describer(catalog).describe(bundle);
  }
}

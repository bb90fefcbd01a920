package io.pipemill.control.trial;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a changed mapping would have made of the stored records.
 *
 * @param from first day, as it was asked for; null for all
 * @param to last day
 * @param complete whether every document of the period was looked at: it was neither cancelled nor
 *     limited
 * @param html path of the report on the node; null if none could be written
 * @param json likewise for programs
 */
public record TrialResult(
    String system,
    @Nullable String from,
    @Nullable String to,
    boolean complete,
    List<Part> documents,
    @Nullable String html,
    @Nullable String json) {

  /**
   * One document type. The counts after {@code examined} add up to it.
   *
   * @param document {@code sales-order/v1}
   * @param version of the mapping that was tried
   * @param versionInForce of the node's own mapping
   * @param incomplete records without a column the tried mapping reads; see {@code missing}
   * @param purged payload deleted, its retention being over
   * @param notMapped deletions, unreadable records, second readings of the same version
   * @param rejections causes of newly rejected documents, the most frequent first
   * @param accepted what newly accepted documents were rejected for
   * @param filtered reasons of newly filtered documents
   * @param missing columns that stored records lack
   * @param fields canonical fields that change, the most frequent first
   * @param sums quantities and money, of the newest version of each business object
   * @param dearest documents that change, those with most money first
   */
  public record Part(
      String document,
      String file,
      String version,
      String versionInForce,
      long examined,
      long unchanged,
      long changed,
      long newlyRejected,
      long newlyAccepted,
      long newlyFiltered,
      long stillRejected,
      long stillFiltered,
      long incomplete,
      long purged,
      long notMapped,
      List<Cause> rejections,
      List<Cause> accepted,
      List<Cause> filtered,
      List<Cause> missing,
      List<Field> fields,
      List<Sum> sums,
      List<Dear> dearest) {}

  /**
   * Documents with one cause in common.
   *
   * @param code error code, reason of a filter, or column
   * @param field what is wrong, without indexes; empty where the code says all
   * @param message with … for the values, which differ
   */
  public record Cause(
      String code, String field, String message, long documents, List<Example> examples) {}

  /**
   * @param path with indexes from 1
   * @param before null if absent
   * @param after null if absent
   */
  public record Example(
      UUID id,
      @Nullable String businessKey,
      String path,
      @Nullable String before,
      @Nullable String after) {}

  /**
   * A canonical field that changes.
   *
   * @param documents in which it does
   * @param values how often, counting each line
   */
  public record Field(String field, long documents, long values, List<Example> examples) {}

  /**
   * @param unit UCUM unit of a quantity, ISO 4217 code of money
   * @param before sum over the documents as stored
   * @param after sum over those the tried mapping would have passed
   * @param difference after less before
   */
  public record Sum(
      String field,
      String unit,
      boolean money,
      BigDecimal before,
      BigDecimal after,
      BigDecimal difference) {}

  /**
   * @param verdict changed, newly-rejected, newly-accepted, newly-filtered
   * @param because fields that change, or what is wrong
   */
  public record Dear(
      UUID id,
      @Nullable String businessKey,
      String verdict,
      Map<String, BigDecimal> moneyBefore,
      Map<String, BigDecimal> moneyAfter,
      BigDecimal tonnesBefore,
      BigDecimal tonnesAfter,
      String because) {}
}

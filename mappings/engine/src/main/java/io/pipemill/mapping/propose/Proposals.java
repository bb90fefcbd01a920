package io.pipemill.mapping.propose;

import io.pipemill.mapping.codes.CodeList;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Proposes what an unknown value probably means, by its likeness to what a list has: codes, words
 * and names in both languages, written in whatever way. For a person to decide; nothing is applied.
 */
public final class Proposals {
  private static final double LEAST = 0.5;
  private static final int MOST = 3;

  /** Forms of a code, with the text each comes from. */
  private record Candidate(String code, Map<String, Spelling> texts) {}

  private final List<Candidate> candidates = new ArrayList<>();
  private final Likeness likeness = new Likeness();

  private Proposals(Map<String, Set<String>> textsByCode) {
    textsByCode.forEach(
        (code, texts) -> {
          Map<String, Spelling> spellings = new LinkedHashMap<>();
          texts.forEach(text -> spellings.put(text, Spelling.of(text)));
          candidates.add(new Candidate(code, spellings));
        });
  }

  /**
   * Canonical codes for a value of the system.
   *
   * @param enumeration canonical codes the field takes beside those of the list
   */
  public static Proposals canonical(CodeList list, Collection<String> enumeration) {
    Map<String, Set<String>> texts = new LinkedHashMap<>();
    for (CodeList.Row row : list.rows()) {
      add(texts, row.canonical(), row);
    }
    enumeration.forEach(code -> texts.computeIfAbsent(code, c -> new LinkedHashSet<>()).add(code));
    return new Proposals(texts);
  }

  /** The system's words for a canonical code. */
  public static Proposals words(CodeList list) {
    Map<String, Set<String>> texts = new LinkedHashMap<>();
    for (CodeList.Row row : list.rows()) {
      add(texts, row.source(), row);
    }
    return new Proposals(texts);
  }

  private static void add(Map<String, Set<String>> texts, String code, CodeList.Row row) {
    Set<String> into = texts.computeIfAbsent(code, c -> new LinkedHashSet<>());
    for (String text : List.of(row.source(), row.canonical(), row.nameZh(), row.nameEn())) {
      if (!text.isEmpty()) {
        into.add(text);
      }
    }
  }

  /** The three likeliest, likeliest first; fewer or none if nothing is alike. */
  public List<Proposal> of(String value) {
    Spelling wanted = Spelling.of(value);
    List<Proposal> proposals = new ArrayList<>();
    for (Candidate candidate : candidates) {
      double most = 0;
      String like = "";
      for (Map.Entry<String, Spelling> text : candidate.texts.entrySet()) {
        double alike = likeness.of(wanted, text.getValue());
        if (alike > most) {
          most = alike;
          like = text.getKey();
        }
      }
      if (most >= LEAST) {
        proposals.add(
            new Proposal(
                candidate.code, BigDecimal.valueOf(most).setScale(2, RoundingMode.HALF_UP), like));
      }
    }
    proposals.sort(Comparator.comparing(Proposal::score).reversed().thenComparing(Proposal::code));
    return List.copyOf(proposals.subList(0, Math.min(MOST, proposals.size())));
  }
}

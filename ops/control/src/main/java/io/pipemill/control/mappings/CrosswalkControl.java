package io.pipemill.control.mappings;

import io.pipemill.control.RefusedException;
import io.pipemill.hub.crosswalk.CrosswalkPair;
import io.pipemill.hub.crosswalk.CrosswalkPairs;
import io.pipemill.hub.crosswalk.SameCodes;
import io.pipemill.hub.crosswalk.StoredMasters;
import io.pipemill.hub.crosswalk.StoredMasters.Masters;
import io.pipemill.mapping.check.NearWord;
import io.pipemill.mapping.propose.MasterPair;
import io.pipemill.mapping.propose.MasterPairs;
import io.pipemill.mapping.propose.MasterRecord;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Codes of the same customer, or item, in several systems: proposed, decided by people. */
public final class CrosswalkControl {
  /** Longest code: as the store keeps business keys. */
  private static final int CODE = 200;

  private final StoredMasters masters;
  private final CrosswalkPairs pairs;
  private final Clock clock;

  public CrosswalkControl(StoredMasters masters, CrosswalkPairs pairs, Clock clock) {
    this.masters = masters;
    this.pairs = pairs;
    this.clock = clock;
  }

  /**
   * One code of a pair.
   *
   * @param name as its system told it last; the English one if there is no other
   * @param taxNumber empty if none
   */
  public record Side(String system, String code, String name, String taxNumber) {
    private static Side of(MasterRecord one) {
      return new Side(
          one.system(),
          one.code(),
          one.name().isEmpty() ? one.nameEnglish() : one.name(),
          one.taxNumber());
    }
  }

  /**
   * Two codes that probably are the same customer, or item.
   *
   * @param score from 0 to 1 (certain), two decimals
   * @param reason tax-number or name
   */
  public record Candidate(Side a, Side b, BigDecimal score, String reason) {}

  /**
   * @param min score they have at least
   * @param compared customers, or items, that were compared
   * @param stored how many there are; more than were compared if there are too many, or if the
   *     payload of some could not be read
   * @param rows likeliest first
   */
  public record Candidates(
      Instant asOf,
      String document,
      BigDecimal min,
      int compared,
      long stored,
      List<Candidate> rows) {}

  /**
   * Which two codes, and why.
   *
   * @param document customer or item
   */
  public record Wanted(
      String document, String systemA, String codeA, String systemB, String codeB, String note) {}

  /**
   * @param already whether it stood so before; then nothing was changed
   */
  public record Decided(CrosswalkPair pair, boolean already) {}

  public record Decisions(String document, List<CrosswalkPair> pairs) {}

  /**
   * Pairs nobody has decided about, at most the three likeliest of a code.
   *
   * @param document customer or item
   * @param system one of the two; null for all
   * @param min score from 0.5 to 1; null for 0.85
   * @throws RefusedException with every problem
   */
  public Candidates candidates(String document, @Nullable String system, @Nullable String min) {
    List<String> problems = new ArrayList<>();
    boolean known = document(document, problems);
    BigDecimal least = score(min, problems);
    if (system != null && known) {
      system(document, system, problems);
    }
    refuse(problems);
    Masters read = masters.read(document);
    SameCodes same = new SameCodes(pairs.inForce(document));
    List<Candidate> rows =
        MasterPairs.propose(
                read.records(),
                least.doubleValue(),
                (a, b) ->
                    system != null && !system.equals(a.system()) && !system.equals(b.system())
                        || same.decided(a.system(), a.code(), b.system(), b.code()))
            .stream()
            .map(p -> new Candidate(Side.of(p.a()), Side.of(p.b()), p.score(), p.reason()))
            .toList();
    return new Candidates(
        clock.instant(), document, least, read.records().size(), read.stored(), rows);
  }

  private static BigDecimal score(@Nullable String min, List<String> problems) {
    BigDecimal least = BigDecimal.valueOf(MasterPairs.LEAST);
    if (min != null) {
      try {
        least = new BigDecimal(min);
      } catch (NumberFormatException e) {
        least = BigDecimal.ZERO;
      }
      if (least.compareTo(new BigDecimal("0.5")) < 0 || least.compareTo(BigDecimal.ONE) > 0) {
        problems.add("min: found '" + min + "', expected a number from 0.5 to 1, e.g. 0.9");
      }
    }
    return least;
  }

  /**
   * What people decided and did not take back, in that order.
   *
   * @param system one of the two; null for all
   * @throws RefusedException with every problem
   */
  public Decisions list(String document, @Nullable String system) {
    List<String> problems = new ArrayList<>();
    document(document, problems);
    if (system != null && problems.isEmpty()) {
      TreeSet<String> there = masters.systems(document);
      pairs
          .inForce(document)
          .forEach(
              pair -> {
                there.add(pair.systemA());
                there.add(pair.systemB());
              });
      among(system, document, there, problems);
    }
    refuse(problems);
    return new Decisions(
        document,
        pairs.inForce(document).stream()
            .filter(p -> system == null || system.equals(p.systemA()) || system.equals(p.systemB()))
            .toList());
  }

  /**
   * Says that two codes are the same; look-ups of the next batch find it, on every node.
   *
   * @throws RefusedException with every problem: an unknown system or code, or a code that has
   *     another partner already
   */
  public Decided accept(Wanted wanted, String actor) {
    return decide(wanted, CrosswalkPair.ACCEPTED, actor);
  }

  /** Says that they are not; they are not proposed again. */
  public Decided refuse(Wanted wanted, String actor) {
    return decide(wanted, CrosswalkPair.REFUSED, actor);
  }

  private Decided decide(Wanted wanted, String state, String actor) {
    refuse(problems(wanted));
    MasterPair proposed = proposed(wanted);
    CrosswalkPair pair =
        pair(
            wanted,
            state,
            proposed == null ? null : proposed.score(),
            proposed == null ? null : proposed.reason(),
            actor);
    List<CrosswalkPair> before = new ArrayList<>();
    String against =
        pairs.decide(
            pair,
            inForce -> {
              before.clear();
              inForce.stream().filter(pair::about).forEach(before::add);
              if (before.stream().anyMatch(one -> one.state().equals(state))) {
                return "already";
              }
              return pair.accepted() ? objection(inForce, pair) : null;
            });
    if (against == null) {
      return new Decided(pair, false);
    }
    if (before.stream().anyMatch(one -> one.state().equals(state))) {
      return new Decided(before.get(0), true);
    }
    throw new RefusedException(List.of(against));
  }

  /** What the pair looks like as a proposal: kept with the decision. */
  private @Nullable MasterPair proposed(Wanted wanted) {
    List<MasterRecord> two =
        masters.read(
            wanted.document(),
            List.of(wanted.systemA(), wanted.systemB()),
            List.of(wanted.codeA(), wanted.codeB()));
    return MasterPairs.propose(two, 0.5, (a, b) -> false).stream().findFirst().orElse(null);
  }

  private static @Nullable String objection(List<CrosswalkPair> inForce, CrosswalkPair pair) {
    SameCodes same = new SameCodes(inForce);
    String system = same.contradiction(pair.systemA(), pair.codeA(), pair.systemB(), pair.codeB());
    if (system == null) {
      return null;
    }
    String one = same.of(pair.systemA(), pair.codeA()).get(system);
    String two = same.of(pair.systemB(), pair.codeB()).get(system);
    return pair.codeA()
        + " of "
        + pair.systemA()
        + " and "
        + pair.codeB()
        + " of "
        + pair.systemB()
        + " cannot be the same: in "
        + system
        + " that would be both '"
        + one
        + "' and '"
        + two
        + "' by pairs accepted before: withdraw one of those first";
  }

  /**
   * Takes a decision back: the pair is open again, and proposed again if it is alike.
   *
   * @throws RefusedException if there is none
   */
  public Decisions withdraw(Wanted wanted, String actor) {
    List<String> problems = new ArrayList<>();
    document(wanted.document(), problems);
    refuse(problems);
    CrosswalkPair pair = pair(wanted, "", null, null, actor);
    if (!pairs.withdraw(pair)) {
      List<String> there =
          pairs.inForce(wanted.document()).stream().map(CrosswalkControl::told).toList();
      problems.add(
          "nothing is decided about "
              + told(pair)
              + NearWord.hint(told(pair), there)
              + (there.isEmpty()
                  ? ""
                  : "; decided: "
                      + String.join(", ", there.stream().limit(10).toList())
                      + (there.size() > 10 ? ", …" : "")));
    }
    refuse(problems);
    return list(wanted.document(), null);
  }

  private static String told(CrosswalkPair pair) {
    return pair.systemA() + " " + pair.codeA() + " " + pair.systemB() + " " + pair.codeB();
  }

  private CrosswalkPair pair(
      Wanted wanted,
      String state,
      @Nullable BigDecimal score,
      @Nullable String reason,
      String actor) {
    return new CrosswalkPair(
        wanted.document(),
        wanted.systemA(),
        wanted.codeA(),
        wanted.systemB(),
        wanted.codeB(),
        state,
        score,
        reason,
        wanted.note().strip(),
        actor,
        clock.instant().truncatedTo(ChronoUnit.SECONDS));
  }

  private List<String> problems(Wanted wanted) {
    List<String> problems = new ArrayList<>();
    boolean known = document(wanted.document(), problems);
    if (wanted.note().length() > CrosswalkPairs.NOTE) {
      problems.add("note is too long: expected at most " + CrosswalkPairs.NOTE);
    }
    if (wanted.systemA().equals(wanted.systemB())) {
      problems.add("both codes are of '" + wanted.systemA() + "': expected two different systems");
    }
    if (known) {
      code(wanted.document(), wanted.systemA(), wanted.codeA(), problems);
      code(wanted.document(), wanted.systemB(), wanted.codeB(), problems);
    }
    return problems;
  }

  private static boolean document(String document, List<String> problems) {
    boolean known = StoredMasters.documents().contains(document);
    if (!known) {
      problems.add(
          "document: found '"
              + document
              + "', expected one of "
              + String.join(", ", StoredMasters.documents())
              + NearWord.hint(document, StoredMasters.documents()));
    }
    return known;
  }

  private boolean system(String document, String system, List<String> problems) {
    return among(system, document, masters.systems(document), problems);
  }

  private static boolean among(
      String system, String document, TreeSet<String> there, List<String> problems) {
    if (there.contains(system)) {
      return true;
    }
    problems.add(
        "system '"
            + system
            + "' has told no "
            + document
            + NearWord.hint(system, there)
            + (there.isEmpty() ? "" : "; expected one of " + String.join(", ", there)));
    return false;
  }

  private void code(String document, String system, String code, List<String> problems) {
    if (!system(document, system, problems) || masters.known(document, system, code)) {
      return;
    }
    problems.add(
        code.length() > CODE
            ? "'" + code.substring(0, 40) + "…' is too long: expected at most " + CODE
            : document
                + " '"
                + code
                + "' is none that "
                + system
                + " has told"
                + NearWord.hint(code, masters.codes(document, system)));
  }

  private static void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new RefusedException(problems);
    }
  }
}

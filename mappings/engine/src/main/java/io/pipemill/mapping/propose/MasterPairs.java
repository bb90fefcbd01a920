package io.pipemill.mapping.propose;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Proposes which customers, or items, of several systems are the same: by an equal tax number,
 * which is certain, or by likeness of names. For a person to decide; nothing is applied. Not every
 * record is compared with every other one: only with those ten it shares most with, weighed by how
 * rare that is.
 */
public final class MasterPairs {
  /** Alike enough for a person to look at: about one different character of seven. */
  public static final double LEAST = 0.85;

  private static final int MOST = 3;
  private static final int COMPARED = 10;

  /** What more records than that have in common says nothing. */
  private static final int COMMON = 200;

  private final List<MasterRecord> records;
  private final List<List<FirmName>> names = new ArrayList<>();
  private final List<String> numbers = new ArrayList<>();
  private final Map<String, List<Integer>> blocks = new HashMap<>();
  private final Map<String, List<Integer>> byNumber = new HashMap<>();

  private MasterPairs(List<MasterRecord> records) {
    this.records = records;
    for (int i = 0; i < records.size(); i++) {
      MasterRecord one = records.get(i);
      List<FirmName> spelled = new ArrayList<>();
      for (String name : List.of(one.name(), one.nameEnglish())) {
        if (!name.isBlank()) {
          spelled.add(FirmName.of(name));
        }
      }
      names.add(spelled);
      String number = TaxNumber.key(one.taxNumber());
      numbers.add(number);
      if (!number.isEmpty()) {
        byNumber.computeIfAbsent(number, n -> new ArrayList<>()).add(i);
      }
      for (String key : keys(spelled)) {
        blocks.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
    }
  }

  private static Set<String> keys(List<FirmName> names) {
    Set<String> keys = new HashSet<>();
    names.forEach(name -> keys.addAll(name.keys()));
    return keys;
  }

  /**
   * The likeliest three partners of every record, likeliest first.
   *
   * @param least score; {@link #LEAST} is a good one
   * @param skip pairs that are not to be proposed, such as those somebody decided about
   */
  public static List<MasterPair> propose(
      List<MasterRecord> records, double least, BiPredicate<MasterRecord, MasterRecord> skip) {
    return new MasterPairs(records).all(least, skip);
  }

  private List<MasterPair> all(double least, BiPredicate<MasterRecord, MasterRecord> skip) {
    Map<Long, MasterPair> pairs = new HashMap<>();
    double[] shared = new double[records.size()];
    for (int i = 0; i < records.size(); i++) {
      for (int other : sameNumber(i)) {
        pairs.put(key(i, other), pair(i, other, 1, MasterPair.TAX_NUMBER));
      }
      for (int other : neighbours(i, shared)) {
        double alike = pairs.containsKey(key(i, other)) ? 0 : alike(i, other);
        if (alike >= least) {
          pairs.put(key(i, other), pair(i, other, alike, MasterPair.NAME));
        }
      }
    }
    List<MasterPair> sorted = new ArrayList<>(pairs.values());
    sorted.removeIf(pair -> skip.test(pair.a(), pair.b()));
    sorted.sort(
        Comparator.comparing(MasterPair::score)
            .reversed()
            // a tax number before a name that is the same
            .thenComparing(MasterPair::reason, Comparator.reverseOrder())
            .thenComparing(pair -> pair.a().system())
            .thenComparing(pair -> pair.a().code())
            .thenComparing(pair -> pair.b().system())
            .thenComparing(pair -> pair.b().code()));
    Map<MasterRecord, Integer> proposed = new HashMap<>();
    sorted.removeIf(
        pair -> {
          boolean enough =
              proposed.getOrDefault(pair.a(), 0) >= MOST
                  || proposed.getOrDefault(pair.b(), 0) >= MOST;
          if (!enough) {
            proposed.merge(pair.a(), 1, Integer::sum);
            proposed.merge(pair.b(), 1, Integer::sum);
          }
          return enough;
        });
    return sorted;
  }

  private static long key(int i, int other) {
    return (long) Math.min(i, other) << 32 | Math.max(i, other);
  }

  private MasterPair pair(int i, int other, double score, String reason) {
    MasterRecord one = records.get(i);
    MasterRecord two = records.get(other);
    boolean inOrder = one.system().compareTo(two.system()) < 0;
    return new MasterPair(
        inOrder ? one : two,
        inOrder ? two : one,
        BigDecimal.valueOf(score).setScale(2, RoundingMode.HALF_UP),
        reason);
  }

  private boolean otherSystem(int i, int other) {
    return !records.get(i).system().equals(records.get(other).system());
  }

  private List<Integer> sameNumber(int i) {
    return byNumber.getOrDefault(numbers.get(i), List.of()).stream()
        .filter(other -> otherSystem(i, other))
        .limit(COMPARED)
        .toList();
  }

  /** Those of other systems that share most with it; leaves the array as empty as it was. */
  private List<Integer> neighbours(int i, double[] shared) {
    List<Integer> touched = new ArrayList<>();
    for (String key : keys(names.get(i))) {
      List<Integer> block = blocks.getOrDefault(key, List.of());
      // the same name counts however many have it
      if (block.size() > COMMON && !key.startsWith("=")) {
        continue;
      }
      for (int other : block.subList(0, Math.min(COMMON, block.size()))) {
        if (otherSystem(i, other)) {
          if (shared[other] == 0) {
            touched.add(other);
          }
          shared[other] += 1.0 / block.size();
        }
      }
    }
    touched.sort(Comparator.comparingDouble((Integer other) -> shared[other]).reversed());
    List<Integer> most = List.copyOf(touched.subList(0, Math.min(COMPARED, touched.size())));
    touched.forEach(other -> shared[other] = 0);
    return most;
  }

  /** Two tax numbers that differ are two firms, whatever their names. */
  private double alike(int i, int other) {
    String number = numbers.get(i);
    if (!number.isEmpty() && !numbers.get(other).isEmpty() && !number.equals(numbers.get(other))) {
      return 0;
    }
    boolean bothChinese = chinese(i) && chinese(other);
    double most = 0;
    for (FirmName one : names.get(i)) {
      for (FirmName two : names.get(other)) {
        // an English name of a Chinese firm is only a translation of what tells firms apart
        if (!bothChinese || one.chinese() && two.chinese()) {
          most = Math.max(most, one.like(two));
        }
      }
    }
    return most;
  }

  private boolean chinese(int i) {
    return names.get(i).stream().anyMatch(FirmName::chinese);
  }
}

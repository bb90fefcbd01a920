package io.pipemill.adapter.jdbc.inbound;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered between two reads: which rows of the overlap were given, which floors are
 * waiting for their transactions, and how far the present pass over the overlap has come.
 *
 * <p>Why this loses nothing: a row that a read did not see belongs to a transaction that was open
 * then, or that began later. The open ones are in the candidate's set, and the floor moves to the
 * candidate only after a pass that began when all of them had ended. The later ones write values of
 * changedBy above the candidate (see {@link ChangeOrder#candidate}).
 */
final class Overlap {
  /** Further candidates replace the newest one: progress does not need more. */
  private static final int WAITING = 8;

  /** A floor that waits for the transactions that were open when it was proposed. */
  private static final class Candidate {
    final Object floor;
    final Set<String> running;
    final Set<String> prepared;

    Candidate(Object floor, Activity activity) {
      this.floor = floor;
      this.running = new HashSet<>(activity.running());
      this.prepared = new HashSet<>(activity.prepared());
    }

    /** A transaction that is no longer running may have been prepared instead of ended. */
    boolean ended(Activity now) {
      int before = running.size();
      running.retainAll(now.running());
      prepared.retainAll(now.prepared());
      if (running.size() < before) {
        prepared.addAll(now.prepared());
      }
      return running.isEmpty() && prepared.isEmpty();
    }
  }

  /** One walk over all keys from the floor to the high that stood when it began. */
  static final class Pass {
    final Position.High upto;
    final @Nullable Object newFloor;
    final LongSet seen = new LongSet();
    Position.@Nullable High cursor;
    long nanos;

    Pass(Position.High upto, @Nullable Object newFloor) {
      this.upto = upto;
      this.newFloor = newFloor;
    }
  }

  private final ChangeOrder order;
  private final Deque<Candidate> waiting = new ArrayDeque<>();
  private LongSet seen = new LongSet();
  private @Nullable Object floor;
  private @Nullable Object proven;
  private @Nullable Pass pass;
  private boolean first = true;
  private long nextPass;
  private boolean spaced;

  Overlap(ChangeOrder order, Position position) {
    this.order = order;
    String text = position.floor();
    this.floor = text == null ? null : order.parse(text);
  }

  @Nullable Object floor() {
    return floor;
  }

  int remembered() {
    return seen.size();
  }

  int waiting() {
    return waiting.size();
  }

  /** Whether rows found in the overlap may have been given before a restart. */
  boolean first() {
    return first;
  }

  boolean seen(long hash) {
    return seen.contains(hash);
  }

  void given(RowMark mark) {
    long hash = mark.hash();
    seen.add(hash);
    if (pass != null) {
      pass.seen.add(hash);
    }
  }

  /** Rows a pass has just given. */
  void remember(Set<Long> hashes) {
    hashes.forEach(seen::add);
  }

  /** A row the pass came by: remembered for the time after it, unless it falls below the floor. */
  void passed(Pass running, RowMark mark, long hash) {
    if (running.newFloor == null || order.compare(mark.changed(), running.newFloor) >= 0) {
      running.seen.add(hash);
    }
  }

  /** Sees which candidates' transactions have ended. */
  void settle(Activity now) {
    while (true) {
      Candidate oldest = waiting.peekFirst();
      if (oldest == null || !oldest.ended(now)) {
        break;
      }
      proven = oldest.floor;
      waiting.removeFirst();
    }
    // the others only forget what has ended
    waiting.forEach(candidate -> candidate.ended(now));
  }

  /** The pass to go on with, a new one if it is time, or null. */
  @Nullable Pass pass(Position.@Nullable High high, long nanoTime) {
    if (pass == null && high != null && (!spaced || nanoTime - nextPass >= 0)) {
      pass = new Pass(high, proven == null ? floor : proven);
    }
    return pass;
  }

  /** The pass has seen everything: the floor may move. */
  void complete(Pass done, long nanoTime, Duration interval) {
    floor = done.newFloor;
    seen = done.seen;
    pass = null;
    first = false;
    // a pass may take a tenth of the time, however many rows a long transaction holds open
    nextPass = nanoTime + Math.max(interval.toNanos(), done.nanos * 10);
    spaced = true;
  }

  /** Proposes a floor after a read guarded by this activity. */
  void propose(Object high, Activity activity, Duration overlap, ZoneId zone) {
    Object candidate = order.candidate(high, activity.now(), overlap, zone);
    Candidate newest = waiting.peekLast();
    Object last = newest != null ? newest.floor : proven != null ? proven : floor;
    if (last != null && order.compare(candidate, last) <= 0) {
      return;
    }
    if (waiting.size() == WAITING) {
      waiting.removeLast();
    }
    waiting.addLast(new Candidate(candidate, activity));
  }
}

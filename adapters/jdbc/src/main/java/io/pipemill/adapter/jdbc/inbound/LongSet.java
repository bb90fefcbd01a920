package io.pipemill.adapter.jdbc.inbound;

import java.util.Arrays;

/** A set of 64-bit hashes, open addressing: 8 bytes an entry at a load of one half or less. */
final class LongSet {
  private long[] slots = new long[64];
  private boolean zero;
  private int filled;

  boolean add(long value) {
    if (value == 0) {
      boolean added = !zero;
      zero = true;
      return added;
    }
    if (filled * 2 >= slots.length) {
      grow();
    }
    int slot = slot(value);
    if (slots[slot] == value) {
      return false;
    }
    slots[slot] = value;
    filled++;
    return true;
  }

  boolean contains(long value) {
    return value == 0 ? zero : slots[slot(value)] == value;
  }

  int size() {
    return filled + (zero ? 1 : 0);
  }

  void clear() {
    slots = new long[64];
    filled = 0;
    zero = false;
  }

  private int slot(long value) {
    int mask = slots.length - 1;
    int slot = (int) (mix(value) & mask);
    while (slots[slot] != 0 && slots[slot] != value) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[Math.multiplyExact(old.length, 2)];
    Arrays.fill(slots, 0);
    for (long value : old) {
      if (value != 0) {
        slots[slot(value)] = value;
      }
    }
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014). */
  static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }
}

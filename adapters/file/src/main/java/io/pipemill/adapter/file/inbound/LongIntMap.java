package io.pipemill.adapter.file.inbound;

/** From 64-bit hashes to row numbers; open addressing, so that a million keys take 24 MB. */
final class LongIntMap {
  private long[] keys = new long[1 << 10];
  private int[] values = new int[1 << 10];
  private int size;

  void put(long hash, int value) {
    long key = hash == 0 ? 1 : hash;
    if (size * 2 >= keys.length) {
      grow();
    }
    int slot = slot(key);
    if (keys[slot] == 0) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
  }

  /** The value, or -1. */
  int get(long hash) {
    int slot = slot(hash == 0 ? 1 : hash);
    return keys[slot] == 0 ? -1 : values[slot];
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key ^ (key >>> 32)) & mask);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldValues = values;
    keys = new long[Math.multiplyExact(oldKeys.length, 2)];
    values = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }

  /** A number for a text that two texts hardly ever share. */
  static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9fb21c651e98df25L;
      hash ^= hash >>> 29;
    }
    return hash ^ (hash >>> 32);
  }
}

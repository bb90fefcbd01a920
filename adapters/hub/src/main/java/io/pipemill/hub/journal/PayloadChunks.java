package io.pipemill.hub.journal;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of neighbouring documents compressed together: they are alike, so a chunk is a tenth of
 * its documents, and one row instead of fifty. A slot may be empty.
 */
final class PayloadChunks {
  /**
   * Documents in a chunk: small enough to open one document cheaply, large enough to compress well.
   */
  static final int SIZE = 50;

  private PayloadChunks() {}

  /** All chunks of a batch; an element is null where a whole chunk is empty. */
  static List<byte @Nullable []> pack(List<byte @Nullable []> payloads) {
    List<byte @Nullable []> chunks = new ArrayList<>();
    for (int from = 0; from < payloads.size(); from += SIZE) {
      chunks.add(packOne(payloads.subList(from, Math.min(from + SIZE, payloads.size()))));
    }
    return chunks;
  }

  private static byte @Nullable [] packOne(List<byte @Nullable []> payloads) {
    int size = 4 + 4 * payloads.size();
    boolean any = false;
    for (byte[] payload : payloads) {
      if (payload != null) {
        any = true;
        size += payload.length;
      }
    }
    if (!any) {
      return null;
    }
    ByteBuffer plain = ByteBuffer.allocate(size).putInt(payloads.size());
    for (byte[] payload : payloads) {
      plain.putInt(payload == null ? -1 : payload.length);
    }
    for (byte[] payload : payloads) {
      if (payload != null) {
        plain.put(payload);
      }
    }
    byte[] packed = Zstd.compress(plain.array(), 1);
    return ByteBuffer.allocate(4 + packed.length).putInt(size).put(packed).array();
  }

  /** A chunk without some of its payloads; null if none is left. */
  static byte @Nullable [] without(byte[] chunk, Collection<Integer> slots) {
    List<byte @Nullable []> payloads = new ArrayList<>(open(chunk));
    for (int slot : slots) {
      if (slot < payloads.size()) {
        payloads.set(slot, null);
      }
    }
    return packOne(payloads);
  }

  /** The payloads of a chunk, one per slot, null where the slot is empty. */
  static List<byte @Nullable []> open(byte[] chunk) {
    ByteBuffer in = ByteBuffer.wrap(chunk);
    byte[] packed = new byte[chunk.length - 4];
    int size = in.getInt();
    in.get(packed);
    ByteBuffer plain = ByteBuffer.wrap(Zstd.decompress(packed, size));
    int count = plain.getInt();
    int[] lengths = new int[count];
    for (int i = 0; i < count; i++) {
      lengths[i] = plain.getInt();
    }
    List<byte @Nullable []> payloads = new ArrayList<>(count);
    for (int length : lengths) {
      if (length < 0) {
        payloads.add(null);
      } else {
        byte[] payload = new byte[length];
        plain.get(payload);
        payloads.add(payload);
      }
    }
    return payloads;
  }
}

package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.canonical.record.RecordTree;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A version made of the content, for rows that carry none: SHA-256, first 16 hex digits. */
final class ContentVersion {
  private ContentVersion() {}

  static String of(RecordTree record) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      add(digest, record);
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static void add(MessageDigest digest, RecordTree record) {
    for (int i = 0; i < record.shape().columns().size(); i++) {
      add(digest, record.value(i));
    }
    for (int g = 0; g < record.shape().groups().size(); g++) {
      List<RecordTree> group = record.group(g);
      add(digest, (long) group.size());
      group.forEach(each -> add(digest, each));
    }
  }

  private static void add(MessageDigest digest, @Nullable Object value) {
    String text =
        value == null
            ? ""
            : value instanceof BigDecimal number
                ? number.stripTrailingZeros().toPlainString()
                : value.toString();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(
        (value == null ? "-" : String.valueOf(bytes.length)).getBytes(StandardCharsets.US_ASCII));
    digest.update((byte) ':');
    digest.update(bytes);
  }
}

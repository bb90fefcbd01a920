package io.pipemill.adapter.testkit;

import io.pipemill.adapter.OutboundDocument;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.Envelope;
import io.pipemill.canonical.Verb;
import io.pipemill.canonical.record.RecordTree;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Documents for tests of adapters, which do not look into the canonical object. */
public final class Samples {
  private Samples() {}

  /** A document on its way, with the given record and a fingerprint of its values. */
  public static OutboundDocument outbound(
      long deliveryId, DocumentName document, String businessKey, RecordTree record) {
    Envelope envelope =
        new Envelope(
            new UUID(1, deliveryId),
            document,
            businessKey,
            deliveryId,
            Verb.PROCESS,
            "test",
            businessKey,
            new UUID(2, deliveryId),
            Instant.parse("2026-01-31T08:00:00Z"),
            null,
            List.of());
    StringBuilder values = new StringBuilder(businessKey);
    for (String column : record.shape().columns()) {
      values.append('|').append(record.value(column));
    }
    try {
      byte[] fingerprint =
          MessageDigest.getInstance("SHA-256")
              .digest(values.toString().getBytes(StandardCharsets.UTF_8));
      return new OutboundDocument(deliveryId, envelope, new Object(), record, fingerprint);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

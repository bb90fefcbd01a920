package io.pipemill.adapter.ebs;

import io.pipemill.canonical.DocumentName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one delivery as the hub stores them: {@code 5000001} if all documents are of one
 * type, {@code customer=5000001,item=5000002} otherwise.
 */
final class RequestIds {
  private RequestIds() {}

  static @Nullable String write(Map<String, Long> requests) {
    if (requests.isEmpty()) {
      return null;
    }
    if (requests.size() == 1) {
      return requests.values().iterator().next().toString();
    }
    return requests.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(","));
  }

  /** All requests of one delivery. */
  static List<Long> all(String requestId) {
    List<Long> ids = new ArrayList<>(1);
    for (String part : requestId.split(",")) {
      ids.add(Long.valueOf(part.substring(part.indexOf('=') + 1)));
    }
    return ids;
  }

  /** The request of a document type; null if that type needed none. */
  static @Nullable Long of(String requestId, DocumentName document) {
    if (requestId.indexOf('=') < 0) {
      return Long.valueOf(requestId);
    }
    Map<String, Long> requests = new LinkedHashMap<>();
    for (String part : requestId.split(",")) {
      int equals = part.indexOf('=');
      requests.put(part.substring(0, equals), Long.valueOf(part.substring(equals + 1)));
    }
    return requests.get(document.name());
  }
}

package io.pipemill.mapping;

import java.util.Map;
import java.util.Set;

/**
 * The port through which mappings ask what other systems know; asked once per batch, never per row.
 */
public interface Lookups {

  /**
   * Which of these master codes are known where the documents go.
   *
   * @param master {@code customer} or {@code item}
   * @return the known ones with the target's reference
   */
  Map<String, String> masters(String master, Set<String> codes);

  /**
   * Crosswalk: another system's key for an object.
   *
   * @param list name of the crosswalk, e.g. {@code erp-order-number}
   * @return found ones only
   */
  Map<String, String> crosswalk(String list, Set<String> keys);

  /** Knows every master and no crosswalk entry: for golden tests and checks. */
  Lookups ALL_KNOWN =
      new Lookups() {
        @Override
        public Map<String, String> masters(String master, Set<String> codes) {
          return codes.stream().collect(java.util.stream.Collectors.toMap(c -> c, c -> c));
        }

        @Override
        public Map<String, String> crosswalk(String list, Set<String> keys) {
          return Map.of();
        }
      };
}

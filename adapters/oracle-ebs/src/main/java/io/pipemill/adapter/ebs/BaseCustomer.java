package io.pipemill.adapter.ebs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ERP has of a customer.
 *
 * @param ref HZ_CUST_ACCOUNTS.ORIG_SYSTEM_REFERENCE: what the interface must name, whatever the
 *     document calls the customer
 */
record BaseCustomer(
    long accountId,
    long partyId,
    @Nullable String ref,
    String number,
    Map<String, Set<String>> addresses,
    Set<String> primaryUses,
    Set<String> phones) {

  static BaseCustomer of(long accountId, long partyId, @Nullable String ref, String number) {
    return new BaseCustomer(
        accountId, partyId, ref, number, new HashMap<>(), new HashSet<>(), new HashSet<>());
  }

  boolean hasUse(String address, String code) {
    return addresses.getOrDefault(address, Set.of()).contains(code);
  }
}

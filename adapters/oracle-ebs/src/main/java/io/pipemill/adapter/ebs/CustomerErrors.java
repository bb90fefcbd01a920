package io.pipemill.adapter.ebs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the codes in INTERFACE_STATUS of the customer interface mean. The ERP writes codes only; the
 * texts are ours, after the published list of RACUST codes.
 */
final class CustomerErrors {
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("A1", "the customer to be updated does not exist"),
          Map.entry("A2", "the address to be updated does not exist"),
          Map.entry("A3", "the customer to be inserted exists already"),
          Map.entry("A4", "the site use of this address exists already"),
          Map.entry("A5", "the customer number belongs to another customer"),
          Map.entry("B1", "ORIG_SYSTEM_ADDRESS_REF is missing on an address"),
          Map.entry("B2", "ADDRESS1 is missing on an address"),
          Map.entry("B3", "COUNTRY is missing on an address"),
          Map.entry("B4", "SITE_USE_CODE is missing on a new address"),
          Map.entry("B5", "PRIMARY_SITE_USE_FLAG is missing on a new address"),
          Map.entry("B6", "CUSTOMER_CLASS_CODE is not a lookup code of the ERP"),
          Map.entry("B7", "the customer profile class does not exist"),
          Map.entry("B8", "STATE is not among the ERP's locations"),
          Map.entry("B9", "COUNTRY is not a territory of the ERP"),
          Map.entry("B0", "SITE_USE_CODE is not a lookup code of the ERP"),
          Map.entry("C1", "the customer has two different names in this run"),
          Map.entry("C2", "the customer has two different numbers in this run"),
          Map.entry("C6", "the customer has the same primary site use twice"),
          Map.entry("X", "INSERT_UPDATE_FLAG must be I or U"),
          Map.entry("a1", "a new customer needs a profile row"),
          Map.entry("S1", "customer reference or name is missing"));

  private CustomerErrors() {}

  /** The codes as they stand, each with its meaning where it is known. */
  static List<String> explain(String status) {
    List<String> words = new ArrayList<>();
    for (String code : status.split(",")) {
      String meaning = MEANING.get(code.trim());
      words.add(meaning == null ? code.trim() : code.trim() + " (" + meaning + ")");
    }
    return words;
  }
}

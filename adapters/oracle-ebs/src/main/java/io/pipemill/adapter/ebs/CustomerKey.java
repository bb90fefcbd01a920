package io.pipemill.adapter.ebs;

/** Texts that name rows of one customer in previews. */
final class CustomerKey {
  private CustomerKey() {}

  static String account(String ref) {
    return "ORIG_SYSTEM_CUSTOMER_REF=" + ref;
  }

  static String address(String ref, String address) {
    return account(ref) + ", ORIG_SYSTEM_ADDRESS_REF=" + address;
  }

  static String use(String ref, String address, String code) {
    return address(ref, address) + ", SITE_USE_CODE=" + code;
  }

  static String phone(String ref, String phone) {
    return account(ref) + ", ORIG_SYSTEM_TELEPHONE_REF=" + phone;
  }
}

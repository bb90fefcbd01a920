package io.pipemill.adapter.ebs;

/**
 * What identifies an order across its versions: source, reference and operating unit. With
 * CHANGE_SEQUENCE it is the natural key of an interface row.
 */
record OrderKey(long source, String ref, long org) {

  static final Dialect.KeyType[] TYPES = {
    Dialect.KeyType.NUMBER, Dialect.KeyType.TEXT, Dialect.KeyType.NUMBER
  };

  Object[] values() {
    return new Object[] {source, ref, org};
  }

  @Override
  public String toString() {
    return "ORIG_SYS_DOCUMENT_REF=" + ref + ", ORDER_SOURCE_ID=" + source + ", ORG_ID=" + org;
  }
}

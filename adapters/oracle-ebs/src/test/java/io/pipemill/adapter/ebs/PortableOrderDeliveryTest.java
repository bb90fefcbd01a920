package io.pipemill.adapter.ebs;

/** The same with the SQL and JDBC calls that are used on Oracle. */
class PortableOrderDeliveryTest extends OrderDeliveryTest {

  @Override
  String dialect() {
    return "portable";
  }
}

package io.pipemill.adapter.ebs;

/** The same with the SQL and JDBC calls that are used on Oracle. */
class PortableMasterDeliveryTest extends MasterDeliveryTest {

  @Override
  String dialect() {
    return "portable";
  }
}

package io.pipemill.adapter.ebs;

import java.util.Map;

/** The same with the statements meant for Oracle. */
class PortableTargetContractTest extends EbsTargetContractTest {

  @Override
  protected TargetSystem create() {
    return new Erp(Map.of("dialect", "portable"));
  }
}

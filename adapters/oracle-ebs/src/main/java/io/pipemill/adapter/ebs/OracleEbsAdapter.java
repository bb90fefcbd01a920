package io.pipemill.adapter.ebs;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;

/**
 * Transport {@code oracle-ebs}: customers, items and sales orders into the open interface tables of
 * Oracle E-Business Suite R12, imported by concurrent requests, with the ERP's answers read back.
 * Settings, columns and behaviour are in the module's README.
 */
public final class OracleEbsAdapter implements AdapterFactory {

  @Override
  public String transport() {
    return "oracle-ebs";
  }

  @Override
  public TargetAdapter target(TargetRequest request, AdapterContext context) {
    EbsConfig config = EbsConfig.of(request.settings());
    return new EbsTarget(config, new EbsDatabase(request.system(), config), context);
  }
}

package io.pipemill.adapter.jdbc;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.jdbc.inbound.JdbcInbound;
import io.pipemill.adapter.jdbc.outbound.JdbcOutbound;

/** Transport {@code jdbc}: tables of a database as source and target. */
public final class JdbcAdapter implements AdapterFactory {

  @Override
  public String transport() {
    return "jdbc";
  }

  @Override
  public SourceAdapter source(SourceRequest request, AdapterContext context) {
    return JdbcInbound.open(request);
  }

  @Override
  public TargetAdapter target(TargetRequest request, AdapterContext context) {
    return JdbcOutbound.open(request, context);
  }
}

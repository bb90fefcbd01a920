package io.pipemill.adapter.ebs;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.AdapterFactory;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.oracle.Engine;
import io.pipemill.oracle.Pools;
import java.util.Objects;

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
    HikariDataSource pool = Pools.dataSource(request.settings(), "ebs-" + request.system());
    try {
      EbsConfig config = EbsConfig.of(request.settings());
      Engine engine = Engine.ofUrl(config.url());
      return new EbsTarget(
          config, new EbsDatabase(request.system(), Objects.requireNonNull(pool), engine), context);
    } catch (AdapterException e) {
      if (pool != null) {
        pool.close();
      }
      throw e;
    }
  }
}

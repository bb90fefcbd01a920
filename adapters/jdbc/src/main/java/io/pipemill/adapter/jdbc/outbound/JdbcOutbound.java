package io.pipemill.adapter.jdbc.outbound;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.TargetAdapter;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.oracle.Engine;
import io.pipemill.oracle.OutcomeLedger;
import io.pipemill.oracle.Pools;
import java.util.ArrayList;
import java.util.List;

/** Opens targets. */
public final class JdbcOutbound {
  private JdbcOutbound() {}

  /**
   * @throws AdapterException CONFIGURATION with every problem of the settings at once
   */
  public static TargetAdapter open(TargetRequest request, AdapterContext context) {
    List<String> problems = new ArrayList<>();
    TargetConfig config = TargetConfig.parse(request, problems);
    HikariDataSource pool = Pools.dataSource(request.settings(), request.system() + " target");
    problems.addAll(request.settings().problems());
    request.documents().values().forEach(target -> problems.addAll(target.problems()));
    boolean postgres = pool != null && Engine.ofUrl(pool.getJdbcUrl()) == Engine.POSTGRESQL;
    if (pool != null && !postgres) {
      problems.add(
          request.settings().place()
              + ".url: writing to this engine is not proven and not switched on, expected"
              + " jdbc:postgresql:");
    }
    if (!problems.isEmpty() || pool == null) {
      if (pool != null) {
        pool.close();
      }
      throw new AdapterException("CFG-001", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    OutcomeLedger ledger = new OutcomeLedger(Engine.POSTGRESQL, config.schema());
    return new JdbcTarget(config, pool, ledger, context.faults());
  }
}

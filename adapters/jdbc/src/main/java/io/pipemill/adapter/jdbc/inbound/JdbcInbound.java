package io.pipemill.adapter.jdbc.inbound;

import com.zaxxer.hikari.HikariDataSource;
import io.pipemill.adapter.AdapterException;
import io.pipemill.adapter.ErrorKind;
import io.pipemill.adapter.SourceAdapter;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.oracle.Engine;
import io.pipemill.oracle.Pools;
import java.util.ArrayList;
import java.util.List;

/** Opens sources. */
public final class JdbcInbound {
  private JdbcInbound() {}

  /**
   * @throws AdapterException CONFIGURATION with every problem of the settings at once
   */
  public static SourceAdapter open(SourceRequest request) {
    List<String> problems = new ArrayList<>();
    SourceConfig config = SourceConfig.parse(request, problems);
    int fetchSize = request.settings().integer("fetchSize", 1_000, 10, 100_000);
    String name = request.system() + " " + request.document();
    HikariDataSource pool = Pools.reading(request.settings(), name);
    problems.addAll(request.settings().problems());
    problems.addAll(request.source().problems());
    if (!problems.isEmpty() || pool == null) {
      if (pool != null) {
        pool.close();
      }
      throw new AdapterException("CFG-001", ErrorKind.CONFIGURATION, String.join("\n", problems));
    }
    Engine engine = Engine.ofUrl(pool.getJdbcUrl());
    if (engine != Engine.POSTGRESQL) {
      pool.close();
      throw new AdapterException(
          "JDBC-003",
          ErrorKind.CONFIGURATION,
          request.settings().place()
              + ".url: reading from "
              + engine
              + " is not proven and not switched on, expected jdbc:postgresql:");
    }
    LateSafety safety = LateSafety.of(engine);
    return new JdbcSource(config, pool, safety, fetchSize);
  }
}

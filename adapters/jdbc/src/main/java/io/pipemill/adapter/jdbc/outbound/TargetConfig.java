package io.pipemill.adapter.jdbc.outbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.TargetRequest;
import io.pipemill.adapter.jdbc.internal.SharedSettings;
import io.pipemill.canonical.DocumentName;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a JDBC target.
 *
 * @param system id
 * @param schema where tables are looked up; null for the connection's own
 * @param zone of wall clocks in the target's tables
 * @param resolveWait how long resolving waits for an orphan
 * @param tables by document
 */
record TargetConfig(
    String system,
    @Nullable String schema,
    ZoneId zone,
    Duration resolveWait,
    Map<DocumentName, TargetTable> tables) {

  static TargetConfig parse(TargetRequest request, List<String> problems) {
    Settings jdbc = request.settings();
    SharedSettings.know(jdbc);
    Map<DocumentName, TargetTable> tables = new LinkedHashMap<>();
    request
        .documents()
        .forEach((name, target) -> tables.put(name, TargetTable.parse(target, problems)));
    ZoneId zone = SharedSettings.zone(jdbc, problems);
    return new TargetConfig(
        request.system(),
        jdbc.text("schema"),
        zone == null ? ZoneOffset.UTC : zone,
        jdbc.duration("resolveWait", Duration.ofSeconds(5)),
        tables);
  }
}

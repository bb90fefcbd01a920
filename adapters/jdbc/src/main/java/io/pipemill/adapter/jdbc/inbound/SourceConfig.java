package io.pipemill.adapter.jdbc.inbound;

import io.pipemill.adapter.Settings;
import io.pipemill.adapter.SourceRequest;
import io.pipemill.adapter.jdbc.internal.SharedSettings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a JDBC source.
 *
 * @param system id
 * @param schema where tables are looked up; null for the connection's own
 * @param poll how often the source is asked (the hub does that; here it spaces the passes over the
 *     overlap)
 * @param overlap how far clocks of writers may differ
 * @param passPage keys of the overlap that one read looks at, at most
 * @param seenLimit rows of the overlap that are remembered at most; beyond it no new rows are taken
 *     until the floor moves
 * @param zone of a changedBy without a zone; null for the server's own
 * @param rows what is read
 */
record SourceConfig(
    String system,
    @Nullable String schema,
    Duration poll,
    Duration overlap,
    int passPage,
    int seenLimit,
    @Nullable ZoneId zone,
    RowsConfig rows) {

  static SourceConfig parse(SourceRequest request, List<String> problems) {
    Settings jdbc = request.settings();
    SharedSettings.know(jdbc);
    return new SourceConfig(
        request.system(),
        jdbc.text("schema"),
        jdbc.duration("poll", Duration.ofSeconds(1)),
        jdbc.duration("overlap", Duration.ofSeconds(2)),
        jdbc.integer("passPage", 50_000, 100, 1_000_000),
        jdbc.integer("seenLimit", 4_000_000, 1_000, 100_000_000),
        SharedSettings.zone(jdbc, problems),
        RowsConfig.root(request.source(), request.shape(), problems));
  }
}

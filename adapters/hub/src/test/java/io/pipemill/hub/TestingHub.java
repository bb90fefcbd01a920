package io.pipemill.hub;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.testkit.Faults;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import io.pipemill.mapping.OnMissing;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A whole hub on a real PostgreSQL and a real embedded broker, with systems in memory. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(HubConfiguration.class)
public class TestingHub {
  static final EmbeddedPostgres POSTGRES = postgres();
  private static final Map<String, Faults> FAULTS = new ConcurrentHashMap<>();
  private static final Map<String, MappingCompiler.Loaded> SYSTEMS = new ConcurrentHashMap<>();
  private static final DocumentName ORDER = new DocumentName("sales-order", 1);

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.builder().setRegisterShutdownHook(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fault points of the nodes on that database. */
  static Faults faults(String database) {
    return FAULTS.computeIfAbsent(database, name -> new Faults());
  }

  /** Other systems than the usual two for the nodes on that database, from the next start on. */
  public static void use(String database, MappingCompiler.Loaded systems) {
    SYSTEMS.put(database, systems);
  }

  /** Starts a node; the database of that name is made at the first time and kept. */
  public static ConfigurableApplicationContext start(String database) {
    return start(database, "none");
  }

  /**
   * Starts a node with more beans than the hub's own.
   *
   * @param database its name is also the beginning of the systems' ids: {@code <name>-source} and
   *     {@code <name>-erp}
   * @param web none, or servlet on a free port
   */
  public static ConfigurableApplicationContext start(
      String database, String web, Class<?>... more) {
    try (Connection connection = POSTGRES.getPostgresDatabase().getConnection()) {
      connection.createStatement().execute("create database \"" + database + '"');
    } catch (SQLException e) {
      if (!"42P04".equals(e.getSQLState())) {
        throw new IllegalStateException(e);
      }
    }
    SpringApplication application = new SpringApplication(TestingHub.class);
    application.addPrimarySources(List.of(more));
    application.setRegisterShutdownHook(false);
    return application.run(
        "--spring.main.web-application-type=" + web,
        "--server.port=0",
        "--server.address=127.0.0.1",
        "--spring.main.banner-mode=off",
        "--spring.datasource.url=" + POSTGRES.getJdbcUrl("postgres", database),
        "--spring.flyway.locations=classpath:db/hub/postgresql",
        "--spring.jpa.hibernate.ddl-auto=validate",
        "--spring.artemis.mode=embedded",
        "--spring.artemis.embedded.persistent=false",
        "--spring.main.allow-circular-references=false",
        "--camel.springboot.shutdown-timeout=5",
        "--logging.level.root=WARN",
        "--test.systems=" + database);
  }

  @Bean
  HubSettings settings(
      @org.springframework.beans.factory.annotation.Value("${test.systems}") String prefix) {
    return new HubSettings(
        "test",
        50,
        prefix.contains("full") ? 20 : 10_000,
        2,
        Duration.ofMillis(50),
        Duration.ofHours(1),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        3);
  }

  @Bean
  AdapterContext context(
      @org.springframework.beans.factory.annotation.Value("${test.systems}") String prefix) {
    return new AdapterContext(Path.of("target", "home"), "test", faults(prefix));
  }

  @Bean
  DocumentCatalog catalog() {
    return DocumentCatalog.load();
  }

  @Bean
  MappingCompiler.Loaded systems(
      DocumentCatalog catalog,
      @org.springframework.beans.factory.annotation.Value("${test.systems}") String prefix) {
    MappingCompiler.Loaded others = SYSTEMS.get(prefix);
    if (others != null) {
      return others;
    }
    Map<String, ExternalSystem> systems = new LinkedHashMap<>();
    var type = catalog.type(ORDER);
    String source = prefix + "-source";
    String target = prefix + "-erp";
    systems.put(
        source,
        prefix.contains("codes")
            ? CodedSystem.load(source, catalog)
            : new ExternalSystem(
                source,
                Map.of("en", source),
                "test",
                "memory",
                Map.of(),
                Map.of(
                    ORDER,
                    new FakeMapping(
                        source, type, prefix.contains("hold") ? OnMissing.HOLD : OnMissing.REJECT)),
                Map.of(),
                Map.of(),
                true,
                "CANCEL",
                Path.of(".")));
    systems.put(
        target,
        new ExternalSystem(
            target,
            Map.of("en", target),
            "test",
            "memory",
            Map.of(),
            Map.of(),
            Map.of(ORDER, new FakeMapping.Out(target, type)),
            Map.of(),
            !prefix.contains("every"),
            "CANCEL",
            Path.of(".")));
    return new MappingCompiler.Loaded(systems, List.of());
  }

  @Bean
  MappingCompiler compiler(DocumentCatalog catalog) {
    return new Mappings(catalog);
  }
}

package io.pipemill.benchmarks.stream;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.canonical.DocumentName;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.hub.HubConfiguration;
import io.pipemill.hub.HubSettings;
import io.pipemill.mapping.ExternalSystem;
import io.pipemill.mapping.MappingCompiler;
import io.pipemill.mapping.Mappings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.artemis.autoconfigure.ArtemisConfigurationCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Pipemill itself, with its own mapping files, journal, outbox, broker and attempts. */
final class HubContestant implements Contestant {
  private final ConfigurableApplicationContext node;

  HubContestant(Bench bench) {
    SpringApplication application = new SpringApplication(Node.class);
    application.addInitializers(
        context -> context.getBeanFactory().registerSingleton("bench", bench));
    node =
        application.run(
            "--spring.main.web-application-type=none",
            "--spring.main.banner-mode=off",
            "--spring.datasource.url=" + bench.servers.url("hub"),
            "--spring.datasource.username=hub",
            "--spring.datasource.password=" + bench.servers.password(),
            "--spring.datasource.hikari.maximum-pool-size=10",
            "--spring.flyway.locations=classpath:db/hub/postgresql",
            "--spring.jpa.hibernate.ddl-auto=none",
            "--spring.artemis.mode=embedded",
            "--spring.artemis.embedded.persistent=true",
            "--spring.artemis.embedded.data-directory=" + bench.home.resolve("broker"),
            "--logging.level.root=WARN");
  }

  @Override
  public String name() {
    return "pipemill";
  }

  /** A part of the running node. */
  <T> T part(Class<T> type) {
    return node.getBean(type);
  }

  @Override
  public void close() {
    node.close();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import(HubConfiguration.class)
  static class Node {
    @Bean
    ArtemisConfigurationCustomizer tunedBroker() {
      return configuration -> configuration.setJournalBufferTimeout_NIO(100_000);
    }

    @Bean
    HubSettings settings() {
      HubSettings d = HubSettings.defaults("benchmark");
      return new HubSettings(
          d.node(),
          d.batchSize(),
          d.maxPending() * 100,
          d.workers(),
          Duration.ofMillis(50),
          d.keySweep(),
          d.retryFirst(),
          d.retryLongest(),
          d.maxAttempts());
    }

    @Bean
    AdapterContext context(Bench bench) {
      return new AdapterContext(bench.home, "benchmark", AdapterContext.FaultPoint.NONE);
    }

    @Bean
    DocumentCatalog catalog(Bench bench) {
      return bench.catalog;
    }

    @Bean
    MappingCompiler compiler(Bench bench) {
      return new Mappings(bench.catalog);
    }

    @Bean
    MappingCompiler.Loaded systems(Bench bench, MappingCompiler compiler) {
      MappingCompiler.Loaded loaded =
          compiler.load(List.of(bench.root.resolve("mappings/systems")));
      DocumentName order = new DocumentName("sales-order", 1);
      ExternalSystem retail = loaded.systems().get("crude-retail");
      ExternalSystem erp = loaded.systems().get("oracle-ebs");
      if (retail == null || erp == null) {
        throw new IllegalStateException("mappings: " + loaded.findings());
      }
      Map<String, ExternalSystem> systems = new LinkedHashMap<>();
      systems.put(
          retail.id(),
          with(
              retail,
              Map.of(
                  "url",
                  bench.servers.url("crude_retail"),
                  "user",
                  "crude_retail",
                  "password",
                  bench.servers.password(),
                  "poll",
                  "50ms"),
              Map.of(order, retail.in().get(order)),
              Map.of()));
      systems.put(
          erp.id(),
          with(
              erp,
              Map.of(
                  "url",
                  bench.servers.url("erp"),
                  "user",
                  "erp",
                  "password",
                  bench.servers.password()),
              Map.of(),
              Map.of(order, erp.out().get(order))));
      return new MappingCompiler.Loaded(systems, List.of());
    }

    private static ExternalSystem with(
        ExternalSystem system,
        Map<String, Object> settings,
        Map<DocumentName, io.pipemill.mapping.InboundMapping> in,
        Map<DocumentName, io.pipemill.mapping.OutboundMapping> out) {
      Map<String, Object> merged = new LinkedHashMap<>(system.settings());
      merged.remove("passwordFrom");
      merged.putAll(settings);
      return new ExternalSystem(
          system.id(),
          system.names(),
          system.owner(),
          system.transport(),
          merged,
          in,
          out,
          system.onMissing(),
          system.newestOnly(),
          system.deletes(),
          Path.of("."));
    }
  }
}

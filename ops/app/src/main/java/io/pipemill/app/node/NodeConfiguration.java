package io.pipemill.app.node;

import io.pipemill.adapter.AdapterContext;
import io.pipemill.adapter.CheckResult;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.console.ConsoleConfiguration;
import io.pipemill.console.access.AccessList;
import io.pipemill.control.affected.AffectedControl;
import io.pipemill.control.doctor.DoctorControl;
import io.pipemill.control.documents.DocumentsControl;
import io.pipemill.control.mappings.ConfirmControl;
import io.pipemill.control.mappings.CrosswalkControl;
import io.pipemill.control.mappings.MappingsControl;
import io.pipemill.control.mappings.WorklistControl;
import io.pipemill.control.piles.PilesControl;
import io.pipemill.control.runs.Runs;
import io.pipemill.control.status.StatusControl;
import io.pipemill.control.systems.SystemsControl;
import io.pipemill.control.trial.TrialControl;
import io.pipemill.control.trial.TrialFiles;
import io.pipemill.hub.Hub;
import io.pipemill.hub.HubConfiguration;
import io.pipemill.hub.HubSettings;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.crosswalk.CrosswalkPairs;
import io.pipemill.hub.crosswalk.StoredMasters;
import io.pipemill.hub.remap.Affected;
import io.pipemill.hub.remap.Remapping;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.routing.Holds;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.mapping.MappingCompiler;
import jakarta.jms.ConnectionFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.springframework.boot.artemis.autoconfigure.ArtemisConfigurationCustomizer;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** A node: the hub, the use cases over it, and the console. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({HubConfiguration.class, ConsoleConfiguration.class})
class NodeConfiguration {
  private final NodeConfig config;
  private final NodeParts parts;

  NodeConfiguration(NodeConfig config, NodeParts parts) {
    this.config = config;
    this.parts = parts;
  }

  @Bean
  HubSettings hubSettings() {
    HubSettings standard = HubSettings.defaults(config.node());
    return new HubSettings(
        config.node(),
        config.batchSize(),
        config.maxPending(),
        config.workers(),
        standard.poll(),
        standard.keySweep(),
        config.retries().first(),
        config.retries().longest(),
        config.retries().attempts(),
        config.retention());
  }

  @Bean
  AdapterContext adapterContext() {
    return new AdapterContext(config.home(), config.node(), parts.faults());
  }

  @Bean
  DocumentCatalog documentCatalog() {
    return parts.catalog();
  }

  @Bean
  MappingCompiler mappingCompiler() {
    return parts.compiler();
  }

  @Bean
  MappingCompiler.Loaded systems() {
    return parts.systems();
  }

  @Bean
  AccessList accessList() {
    return parts.access();
  }

  /**
   * The embedded broker: syncs soon instead of every 3.3 ms, and drops what it cannot deliver; the
   * store sends it again.
   */
  @Bean
  ArtemisConfigurationCustomizer brokerSettings() {
    return broker -> {
      broker.setJournalBufferTimeout_NIO(100_000);
      broker.setJournalMinFiles(2);
      broker.setJournalPoolFiles(4);
      broker.setMaxDiskUsage(98);
      broker.addAddressSetting(
          "pipemill.#",
          new AddressSettings()
              .setAutoCreateQueues(true)
              .setAutoCreateAddresses(true)
              .setMaxDeliveryAttempts(3)
              .setAutoDeleteQueues(false)
              .setAutoDeleteAddresses(false));
    };
  }

  /** Before the routes start, which are the last to. */
  @Bean
  ReadyFirst readyFirst() {
    return new ReadyFirst(parts.ready());
  }

  @Bean
  Holds holds(HubStore store) {
    return new Holds(store);
  }

  @Bean
  SystemsControl systemsControl(Hub hub, Holds holds) {
    return new SystemsControl(parts.systems().systems().values(), parts.simulated(), hub, holds);
  }

  @Bean
  StatusControl statusControl(Hub hub, SystemsControl systems) {
    return new StatusControl(config.node(), Instant.now(), hub, systems);
  }

  @Bean
  DoctorControl doctorControl(
      Hub hub, HubStore store, ConnectionFactory broker, CodesInForce codes) {
    List<Supplier<CheckResult>> questions = new ArrayList<>(parts.questions());
    questions.add(() -> StoreQuestion.ask(store));
    questions.add(() -> CodesQuestion.ask(codes));
    NodeConfig.Login outside = config.broker();
    questions.add(() -> BrokerQuestion.ask(broker, outside == null ? null : outside.url()));
    return new DoctorControl(hub, questions);
  }

  @Bean
  DocumentsControl documentsControl(DocumentQueries queries, CodesInForce codes) {
    return new DocumentsControl(queries, codes);
  }

  @Bean
  PilesControl pilesControl(
      DocumentQueries queries,
      Hub hub,
      Replay replay,
      MissingCodes missing,
      DocumentsControl documents) {
    return new PilesControl(queries, hub.accounting(), replay, missing, documents);
  }

  @Bean
  WorklistControl worklistControl(CodesInForce codes, MissingCodes missing) {
    return new WorklistControl(codes, missing);
  }

  @Bean
  CrosswalkControl crosswalkControl(StoredMasters masters, CrosswalkPairs pairs) {
    return new CrosswalkControl(masters, pairs, Clock.systemUTC());
  }

  @Bean
  ConfirmControl confirmControl(CodesInForce codes, MissingCodes missing, PilesControl piles) {
    return new ConfirmControl(codes, missing, piles, Clock.systemUTC());
  }

  @Bean
  MappingsControl mappingsControl(Replay replay, Hub hub) {
    return new MappingsControl(replay, hub);
  }

  @Bean
  Runs runs() {
    return new Runs();
  }

  @Bean
  TrialControl trialControl(Hub hub, CodesInForce codes, Remapping remapping, Runs runs) {
    return new TrialControl(
        hub,
        parts.compiler(),
        codes,
        remapping,
        runs,
        new TrialFiles(config.home().resolve("reports")),
        Clock.systemDefaultZone());
  }

  @Bean
  AffectedControl affectedControl(Hub hub, Affected affected, Replay replay, Runs runs) {
    return new AffectedControl(hub, affected, replay, runs);
  }
}

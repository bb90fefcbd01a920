package io.pipemill.hub;

import io.github.resilience4j.core.IntervalFunction;
import io.pipemill.adapter.AdapterContext;
import io.pipemill.canonical.model.DocumentCatalog;
import io.pipemill.hub.accounting.Accounting;
import io.pipemill.hub.codes.CodesInForce;
import io.pipemill.hub.codes.MissingCodes;
import io.pipemill.hub.crosswalk.CrosswalkPairs;
import io.pipemill.hub.crosswalk.StoredMasters;
import io.pipemill.hub.delivery.Backlog;
import io.pipemill.hub.delivery.DeliveryConfiguration;
import io.pipemill.hub.delivery.Handover;
import io.pipemill.hub.delivery.OutboxChannel;
import io.pipemill.hub.delivery.Releases;
import io.pipemill.hub.intake.FlowPoller;
import io.pipemill.hub.intake.IntakeConfiguration;
import io.pipemill.hub.intake.Judging;
import io.pipemill.hub.intake.Leadership;
import io.pipemill.hub.journal.Journal;
import io.pipemill.hub.journal.Purge;
import io.pipemill.hub.remap.Affected;
import io.pipemill.hub.remap.Remapping;
import io.pipemill.hub.replay.Replay;
import io.pipemill.hub.replay.ReplayStore;
import io.pipemill.hub.routing.Flows;
import io.pipemill.hub.routing.Outbox;
import io.pipemill.hub.routing.Topology;
import io.pipemill.hub.store.HubStore;
import io.pipemill.hub.timeline.DocumentQueries;
import io.pipemill.hub.timeline.StoredDocuments;
import io.pipemill.mapping.MappingCompiler;
import jakarta.jms.ConnectionFactory;
import jakarta.persistence.EntityManagerFactory;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.apache.camel.component.jms.JmsComponent;
import org.hibernate.SessionFactory;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.dsl.IntegrationFlow;
import org.springframework.integration.jdbc.lock.DefaultLockRepository;
import org.springframework.integration.jdbc.lock.JdbcLockRegistry;
import org.springframework.integration.jms.dsl.Jms;
import org.springframework.integration.support.MessageBuilder;
import org.springframework.jms.core.JmsTemplate;
import org.springframework.messaging.MessageChannel;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The hub as Spring beans. Needs from outside: a DataSource for its store (Flyway has migrated it),
 * a JMS ConnectionFactory, {@link HubSettings}, {@link AdapterContext}, the {@link
 * DocumentCatalog}, and the loaded systems with their {@link MappingCompiler}.
 */
@Configuration(proxyBeanMethods = false)
@EnableIntegration
@EntityScan(basePackageClasses = HubStore.class)
public class HubConfiguration {

  @Bean
  HubStore hubStore(EntityManagerFactory entities) {
    return new HubStore(entities.unwrap(SessionFactory.class));
  }

  @Bean
  Parts hubParts(
      HubStore store,
      HubSettings settings,
      AdapterContext context,
      DocumentCatalog catalog,
      MappingCompiler.Loaded systems,
      MappingCompiler compiler,
      OutboxChannel channel,
      Leadership leadership) {
    Journal journal = new Journal();
    AtomicReference<Topology> topology =
        new AtomicReference<>(new Topology(List.of(), java.util.Map.of()));
    Flows flows = new Flows(store, catalog::type, catalog::typeOf, topology::get);
    HubAssembly assembly = new HubAssembly(flows::id, context);
    Topology assembled = assembly.assemble(systems.systems().values());
    topology.set(assembled);
    CodesInForce codes = new CodesInForce(store, compiler, systems.systems(), topology);
    // before anything is read
    codes.refresh();
    Outbox outbox = new Outbox(journal);
    StoredDocuments stored = new StoredDocuments(store, journal, catalog::type);
    Handover handover = new Handover(channel, topology::get);
    Backlog backlog = new Backlog(store, topology::get, settings.maxPending());
    IntakeConfiguration intake =
        new IntakeConfiguration(
            store,
            journal,
            outbox,
            topology::get,
            flows,
            stored,
            handover,
            context.faults(),
            settings.node());
    List<FlowPoller> pollers =
        intake.pollers(assembled, leadership, backlog, settings.batchSize(), settings.keySweep());
    DeliveryConfiguration delivery =
        new DeliveryConfiguration(
            store,
            journal,
            outbox,
            topology::get,
            flows,
            stored,
            handover,
            intake.intake(),
            intake.drafting(),
            IntervalFunction.ofExponentialRandomBackoff(
                settings.retryFirst(), 2.0, 0.2, settings.retryLongest()),
            settings.maxAttempts(),
            context.faults(),
            settings.node(),
            UUID.randomUUID());
    Accounting accounting = new Accounting(store);
    accounting.startRun();
    Remapping remapping = new Remapping(store, journal, new Judging(intake.lookups()));
    return new Parts(
        new Hub(topology::get, pollers, backlog, accounting, assembly.problems()),
        pollers,
        delivery,
        handover,
        codes,
        new DocumentQueries(store, stored),
        new Replay(
            store,
            topology::get,
            intake.drafting(),
            new ReplayStore(journal, outbox, new Releases(outbox, topology::get), intake.intake()),
            handover,
            compiler),
        remapping);
  }

  /** What the hub is put together from; published one by one below. */
  record Parts(
      Hub hub,
      List<FlowPoller> pollers,
      DeliveryConfiguration delivery,
      Handover handover,
      CodesInForce codes,
      DocumentQueries queries,
      Replay replay,
      Remapping remapping) {}

  @Bean
  Hub hub(Parts parts) {
    return parts.hub();
  }

  @Bean
  DocumentQueries documentQueries(Parts parts) {
    return parts.queries();
  }

  @Bean
  CodesInForce codesInForce(Parts parts) {
    return parts.codes();
  }

  @Bean
  MissingCodes missingCodes(HubStore store) {
    return new MissingCodes(store);
  }

  @Bean
  CrosswalkPairs crosswalkPairs(HubStore store) {
    return new CrosswalkPairs(store);
  }

  @Bean
  StoredMasters storedMasters(HubStore store, DocumentCatalog catalog) {
    return new StoredMasters(store, new Journal(), catalog::type);
  }

  @Bean
  Replay replay(Parts parts) {
    return parts.replay();
  }

  @Bean
  Remapping remapping(Parts parts) {
    return parts.remapping();
  }

  @Bean
  Affected affected(HubStore store, Remapping remapping) {
    return new Affected(store, remapping);
  }

  @Bean
  HubRoutes hubRoutes(Parts parts, HubStore store, HubSettings settings) {
    return new HubRoutes(
        parts.pollers(),
        parts.hub().topology(),
        parts.delivery().worker(),
        parts.delivery().upkeep(),
        new Purge(store, settings.retention(), Clock.systemUTC(), PURGED_AT_ONCE),
        parts.codes(),
        settings);
  }

  /** Camel's JMS component on the hub's broker. */
  @Bean("jms")
  JmsComponent jms(ConnectionFactory connections, Parts parts) {
    JmsComponent component = JmsComponent.jmsComponent(connections);
    component.getConfiguration().setExceptionListener(e -> parts.handover().forgetAll());
    return component;
  }

  /**
   * The channel from the hub to its targets: outbox numbers only (Claim Check), any of which may be
   * lost or repeated.
   */
  @Bean
  IntegrationFlow outboxFlow(JmsTemplate jms) {
    return IntegrationFlow.from(OUTBOX)
        .handle(Jms.outboundAdapter(jms).destination(message -> message.getHeaders().get(QUEUE)))
        .get();
  }

  @Bean
  OutboxChannel outboxChannel(
      @org.springframework.context.annotation.Lazy
          @org.springframework.beans.factory.annotation.Qualifier(OUTBOX)
          MessageChannel channel) {
    return (queue, outbox) ->
        channel.send(
            MessageBuilder.withPayload(Long.toString(outbox)).setHeader(QUEUE, queue).build());
  }

  @Bean(OUTBOX)
  MessageChannel outboxMessages() {
    return org.springframework.integration.dsl.MessageChannels.direct().getObject();
  }

  private static final int PURGED_AT_ONCE = 20;
  private static final String OUTBOX = "pipemill.outbox";
  private static final String QUEUE = "pipemill_queue";

  @Bean
  DefaultLockRepository lockRepository(DataSource store) {
    DefaultLockRepository repository =
        new DefaultLockRepository(store, UUID.randomUUID().toString());
    repository.setPrefix("INT_");
    return repository;
  }

  @Bean
  JdbcLockRegistry lockRegistry(DefaultLockRepository repository) {
    return new JdbcLockRegistry(repository, java.time.Duration.ofSeconds(10));
  }

  @Bean(destroyMethod = "close")
  Leadership leadership(
      JdbcLockRegistry locks, HubSettings settings, PlatformTransactionManager transactions) {
    return new Leadership(locks, settings.node());
  }
}

package io.pipemill.console;

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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Console and control on a testing hub, with one log-in and one token. */
@Configuration(proxyBeanMethods = false)
@Import(ConsoleConfiguration.class)
class TestingConsole {
  static final String TOKEN = "a-token-of-the-test";

  @Bean
  AccessList access() {
    return new AccessList(
        List.of(new AccessList.User("ann", "geheim 密码")),
        List.of(new AccessList.Token("cli", TOKEN)));
  }

  @Bean
  SystemsControl systemsControl(Hub hub, HubStore store, MappingCompiler.Loaded loaded) {
    return new SystemsControl(loaded.systems().values(), Set.of(), hub, new Holds(store));
  }

  @Bean
  StatusControl statusControl(Hub hub, SystemsControl systems) {
    return new StatusControl("test", Instant.now(), hub, systems);
  }

  @Bean
  DoctorControl doctorControl(Hub hub) {
    return new DoctorControl(hub, List.of());
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
  TrialControl trialControl(
      Hub hub, MappingCompiler compiler, CodesInForce codes, Remapping remapping, Runs runs) {
    return new TrialControl(
        hub,
        compiler,
        codes,
        remapping,
        runs,
        new TrialFiles(Path.of("target", "console-reports")),
        Clock.systemUTC());
  }

  @Bean
  AffectedControl affectedControl(Hub hub, Affected affected, Replay replay, Runs runs) {
    return new AffectedControl(hub, affected, replay, runs);
  }
}

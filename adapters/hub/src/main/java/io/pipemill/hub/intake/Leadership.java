package io.pipemill.hub.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

/** Which systems this node reads: one node leads a system, any other takes over when its lock expires. */
public final class Leadership implements AutoCloseable {
  private final LockRegistry<?> locks;
  private final String node;
  private final Map<String, LockRegistryLeaderInitiator> roles = new ConcurrentHashMap<>();

  public Leadership(LockRegistry<?> locks, String node) {
    this.locks = locks;
    this.node = node;
  }

  /** Stands for election for a system, from now on. */
  public void stand(String system) {
    roles.computeIfAbsent(
        system,
        role -> {
          var initiator = new LockRegistryLeaderInitiator(locks, new DefaultCandidate(node, "pipemill.source." + role));
          initiator.setBusyWaitMillis(500);
          initiator.start();
          return initiator;
        });
  }

  public boolean leads(String system) {
    LockRegistryLeaderInitiator initiator = roles.get(system);
    return initiator != null && initiator.getContext().isLeader();
  }

  @Override
  public void close() {
    roles.values().forEach(LockRegistryLeaderInitiator::stop);
  }
}

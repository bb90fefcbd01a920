package io.pipemill.hub.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.integration.leader.DefaultCandidate;
import org.springframework.integration.support.leader.LockRegistryLeaderInitiator;
import org.springframework.integration.support.locks.LockRegistry;

/**
 * Which systems this node reads: one node leads a system, any other takes over when its lock
 * expires.
 */
public final class Leadership implements AutoCloseable {
  private final LockRegistry<?> locks;
  private final String node;
  private final Map<String, LockRegistryLeaderInitiator> roles = new ConcurrentHashMap<>();

  public Leadership(LockRegistry<?> locks, String node) {
    this.locks = locks;
    this.node = node;
  }

  /** Whether this node reads a system; it stands for election from the first question on. */
  public boolean leads(String system) {
    return roles
        .computeIfAbsent(
            system,
            role -> {
              var initiator =
                  new LockRegistryLeaderInitiator(
                      locks, new DefaultCandidate(node, "pipemill.source." + role));
              initiator.setBusyWaitMillis(500);
              initiator.start();
              return initiator;
            })
        .getContext()
        .isLeader();
  }

  @Override
  public void close() {
    roles.values().forEach(LockRegistryLeaderInitiator::stop);
  }
}

package io.pipemill.hub.intake;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
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
  private static final int RELEASE_MILLIS = 10_000;
  private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("pipemill-leader-");
  private final Map<String, LockRegistryLeaderInitiator> roles = new ConcurrentHashMap<>();

  public Leadership(LockRegistry<?> locks, String node) {
    this.locks = locks;
    this.node = node;
    threads.setTaskTerminationTimeout(RELEASE_MILLIS);
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
              initiator.setTaskExecutor(threads);
              initiator.start();
              return initiator;
            })
        .getContext()
        .isLeader();
  }

  /** Gives the systems back; waits for it, because the store's pool is closed after this. */
  @Override
  public void close() {
    roles.values().forEach(LockRegistryLeaderInitiator::stop);
    threads.close();
  }
}

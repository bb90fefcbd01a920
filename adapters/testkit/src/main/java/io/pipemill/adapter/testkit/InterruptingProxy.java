package io.pipemill.adapter.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy in front of PostgreSQL that understands the framing of its messages (PostgreSQL
 * manual, "Message Formats") and can break a connection at the moments that matter. Each armed cut
 * happens once; {@link #cuts()} lets a test assert that its fault really happened.
 */
public final class InterruptingProxy implements AutoCloseable {

  /** Where the next transaction is to be broken. */
  enum Cut {
    /** The server has committed and says so; the client hears only a reset. */
    AFTER_COMMIT,
    /** COMMIT does not reach the server and both sides are cut: the server rolls back. */
    BEFORE_COMMIT,
    /**
     * COMMIT does not reach the server, the client is cut, and the server's session lives on with
     * its transaction open, until {@link #commitOrphans} or {@link #dropOrphans}.
     */
    ORPHAN
  }

  private final ServerSocket listener;
  private final int serverPort;
  private final List<ProxiedSession> sessions = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Cut> armed = new AtomicReference<>();
  private final AtomicReference<@Nullable String> armedStatement = new AtomicReference<>();
  private final AtomicInteger cuts = new AtomicInteger();
  private final Object gate = new Object();
  private volatile boolean frozen;
  private volatile boolean refusing;
  private volatile boolean closed;

  public InterruptingProxy(int serverPort) {
    this.serverPort = serverPort;
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start("proxy-accept-" + listener.getLocalPort(), this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** The next COMMIT is executed by the server; its confirmation is cut off. */
  public void cutAfterCommit() {
    armed.set(Cut.AFTER_COMMIT);
  }

  /** The next COMMIT is cut off before it reaches the server. */
  public void cutBeforeCommit() {
    armed.set(Cut.BEFORE_COMMIT);
  }

  /** The client of the next COMMIT is cut off; its transaction stays open on the server. */
  public void orphanAtCommit() {
    armed.set(Cut.ORPHAN);
  }

  /** The next statement whose SQL contains the fragment is cut off before it reaches the server. */
  public void cutBeforeStatement(String fragment) {
    armedStatement.set(fragment);
  }

  /** How many armed cuts have happened. */
  public int cuts() {
    return cuts.get();
  }

  /** Sends the withheld COMMIT of every orphan. */
  public void commitOrphans() {
    sessions.forEach(ProxiedSession::sendWithheld);
  }

  /** Ends the sessions of all orphans; the server rolls them back. */
  public void dropOrphans() {
    sessions.stream().filter(ProxiedSession::orphan).forEach(ProxiedSession::reset);
  }

  /** Resets all connections and refuses new ones until {@link #revive}. */
  public void kill() {
    refusing = true;
    sessions.forEach(ProxiedSession::reset);
  }

  public void revive() {
    refusing = false;
  }

  /** Forwards nothing more, and closes nothing: a network that swallows packets. */
  public void freeze() {
    frozen = true;
  }

  public void thaw() {
    synchronized (gate) {
      frozen = false;
      gate.notifyAll();
    }
  }

  boolean takeCut(Cut cut) {
    boolean taken = armed.compareAndSet(cut, null);
    if (taken) {
      cuts.incrementAndGet();
    }
    return taken;
  }

  boolean takeStatement(String sql) {
    String fragment = armedStatement.get();
    boolean taken =
        fragment != null && sql.contains(fragment) && armedStatement.compareAndSet(fragment, null);
    if (taken) {
      cuts.incrementAndGet();
    }
    return taken;
  }

  void waitWhileFrozen() throws IOException {
    synchronized (gate) {
      while (frozen && !closed) {
        try {
          gate.wait();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted", e);
        }
      }
    }
  }

  void ended(ProxiedSession session) {
    sessions.remove(session);
  }

  static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!closed) {
      try {
        Socket client = listener.accept();
        waitWhileFrozen();
        if (refusing) {
          client.setSoLinger(true, 0);
          client.close();
          continue;
        }
        Socket server = new Socket();
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort), 10_000);
        ProxiedSession session = new ProxiedSession(this, client, server);
        sessions.add(session);
        session.begin();
      } catch (IOException e) {
        if (closed) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    thaw();
    sessions.forEach(ProxiedSession::reset);
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.pipemill.adapter.testkit;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One client session of the proxy: two threads that forward whole messages. */
final class ProxiedSession {
  private static final int SSL_REQUEST = 80877103;
  private static final int GSS_REQUEST = 80877104;
  private static final int LARGEST_MESSAGE = 1 << 30;
  private final InterruptingProxy proxy;
  private final Socket client;
  private final Socket server;
  private final Map<String, String> statements = new ConcurrentHashMap<>();
  private volatile boolean orphan;
  private byte @Nullable [] withheld;

  ProxiedSession(InterruptingProxy proxy, Socket client, Socket server) throws IOException {
    this.proxy = proxy;
    this.client = client;
    this.server = server;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
  }

  void begin() {
    InterruptingProxy.start("proxy-up-" + client.getPort(), () -> run(this::forwardRequests));
    InterruptingProxy.start("proxy-down-" + client.getPort(), () -> run(this::forwardAnswers));
  }

  boolean orphan() {
    return orphan;
  }

  void reset() {
    reset(client);
    reset(server);
    proxy.ended(this);
  }

  synchronized void sendWithheld() {
    byte[] bytes = withheld;
    if (bytes != null) {
      withheld = null;
      try {
        server.getOutputStream().write(bytes);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  private interface Forwarding {
    void run() throws IOException;
  }

  private void run(Forwarding forwarding) {
    try {
      forwarding.run();
    } catch (IOException e) {
      // the end of one side is the end of the session, which is what a proxy is for
    }
    if (!orphan) {
      reset();
    }
  }

  private void forwardRequests() throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = server.getOutputStream();
    startUp(in, out);
    while (true) {
      int type = in.readUnsignedByte();
      byte[] message = message(type, in);
      proxy.waitWhileFrozen();
      String sql = statement(type, message);
      if (sql != null && proxy.takeStatement(sql)) {
        throw new EOFException("cut before statement");
      }
      if (sql != null && isCommit(sql)) {
        if (proxy.takeCut(InterruptingProxy.Cut.BEFORE_COMMIT)) {
          throw new EOFException("cut before COMMIT");
        }
        if (proxy.takeCut(InterruptingProxy.Cut.ORPHAN)) {
          withhold(message, in);
          return;
        }
      }
      out.write(message);
    }
  }

  /** Keeps the COMMIT with everything up to its Sync, then lets the client go. */
  private synchronized void withhold(byte[] commit, DataInputStream in) throws IOException {
    orphan = true;
    var kept = new java.io.ByteArrayOutputStream();
    kept.write(commit);
    int type = commit[0];
    while (type != 'S' && type != 'Q') {
      type = in.readUnsignedByte();
      kept.write(message(type, in));
    }
    withheld = kept.toByteArray();
    reset(client);
  }

  private void startUp(DataInputStream in, OutputStream out) throws IOException {
    while (true) {
      int length = in.readInt();
      byte[] body = body(length, in);
      int code = ByteBuffer.wrap(body).getInt();
      if (code == SSL_REQUEST || code == GSS_REQUEST) {
        client.getOutputStream().write('N');
        continue;
      }
      proxy.waitWhileFrozen();
      out.write(ByteBuffer.allocate(4 + body.length).putInt(length).put(body).array());
      return;
    }
  }

  private void forwardAnswers() throws IOException {
    DataInputStream in = new DataInputStream(server.getInputStream());
    OutputStream out = client.getOutputStream();
    while (true) {
      int type = in.readUnsignedByte();
      byte[] message = message(type, in);
      proxy.waitWhileFrozen();
      if (type == 'C'
          && "COMMIT".equals(text(message, 5))
          && proxy.takeCut(InterruptingProxy.Cut.AFTER_COMMIT)) {
        throw new EOFException("cut after COMMIT");
      }
      if (!orphan) {
        out.write(message);
      }
    }
  }

  /** The SQL a message makes the server parse or bind; null for other messages. */
  private @Nullable String statement(int type, byte[] message) {
    switch (type) {
      case 'Q':
        return text(message, 5);
      case 'P':
        String name = text(message, 5);
        String sql = text(message, 5 + length(name) + 1);
        statements.put(name, sql);
        return null;
      case 'B':
        String portal = text(message, 5);
        return statements.get(text(message, 5 + length(portal) + 1));
      default:
        return null;
    }
  }

  private static boolean isCommit(String sql) {
    return sql.trim().equalsIgnoreCase("COMMIT");
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String text(byte[] message, int from) {
    int end = from;
    while (end < message.length && message[end] != 0) {
      end++;
    }
    return new String(message, from, end - from, StandardCharsets.UTF_8);
  }

  private static byte[] message(int type, DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] body = body(length, in);
    return ByteBuffer.allocate(5 + body.length).put((byte) type).putInt(length).put(body).array();
  }

  private static byte[] body(int length, DataInputStream in) throws IOException {
    if (length < 4 || length > LARGEST_MESSAGE) {
      throw new IOException("message of " + length + " bytes");
    }
    return in.readNBytes(length - 4);
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      // already gone
    }
  }
}

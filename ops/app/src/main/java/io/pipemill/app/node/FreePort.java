package io.pipemill.app.node;

import io.pipemill.cli.CommandFailed;
import io.pipemill.cli.Exit;
import io.pipemill.cli.text.Texts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Tells at once what else would be told after the store has started. */
public final class FreePort {
  private FreePort() {}

  /**
   * @param port 0 for any
   * @throws CommandFailed FAILED if another program listens there
   */
  public static void verify(String bind, int port) {
    if (port == 0) {
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(bind), port));
    } catch (IOException e) {
      throw new CommandFailed(Exit.FAILED, Texts.of("port.taken", bind + ":" + port));
    }
  }
}

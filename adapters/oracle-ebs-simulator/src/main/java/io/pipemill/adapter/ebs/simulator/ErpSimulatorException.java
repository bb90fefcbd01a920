package io.pipemill.adapter.ebs.simulator;

/** The simulator itself could not do its work: its database is unreachable or refuses. */
public final class ErpSimulatorException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ErpSimulatorException(String message, Throwable cause) {
    super(message + ": " + cause.getMessage(), cause);
  }
}

package io.pipemill.console.access;

import jakarta.servlet.http.HttpServletRequest;

/** Who made a request, for the timeline. */
public final class Caller {
  private Caller() {}

  public static String of(HttpServletRequest request) {
    return String.valueOf(request.getAttribute(AccessFilter.CALLER));
  }
}

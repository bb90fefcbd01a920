package io.pipemill.console.access;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Lets in who is on the access list; health and metrics are for everybody who reaches the port. A
 * change asks for a bearer token or a request of our own page, so that another site's form cannot
 * ride on a log-in the browser remembers.
 */
final class AccessFilter implements Filter {
  static final String CALLER = "pipemill.caller";
  private final AccessList access;

  AccessFilter(AccessList access) {
    this.access = access;
  }

  @Override
  public void doFilter(ServletRequest in, ServletResponse out, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest request = (HttpServletRequest) in;
    HttpServletResponse response = (HttpServletResponse) out;
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    String path = request.getRequestURI();
    if (path.startsWith("/health/") || path.equals("/metrics")) {
      chain.doFilter(in, out);
      return;
    }
    String header = request.getHeader("Authorization");
    String caller = access.caller(header);
    if (caller == null) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
      response.setHeader("WWW-Authenticate", "Basic realm=\"Pipemill\", charset=\"UTF-8\"");
      response.setContentType("application/json");
      response
          .getOutputStream()
          .write(
              "{\"message\":\"log in, or send a bearer token: both stand in access.json\"}"
                  .getBytes(StandardCharsets.UTF_8));
      return;
    }
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    boolean byToken = header != null && header.startsWith("Bearer ");
    if (!reads && !byToken && request.getHeader("X-Pipemill") == null) {
      response.sendError(
          HttpServletResponse.SC_FORBIDDEN,
          "a change needs a bearer token or the X-Pipemill header");
      return;
    }
    request.setAttribute(CALLER, caller);
    chain.doFilter(in, out);
  }
}

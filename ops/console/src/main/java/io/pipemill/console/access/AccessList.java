package io.pipemill.console.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in.
 *
 * @param users log-ins for people, by HTTP Basic
 * @param tokens for programs, as bearer tokens
 */
public record AccessList(List<User> users, List<Token> tokens) {

  public record User(String name, String password) {}

  public record Token(String name, String token) {}

  /**
   * Name of the caller an Authorization header stands for; null if it stands for nobody. Compares
   * in constant time.
   */
  @Nullable String caller(@Nullable String header) {
    if (header == null) {
      return null;
    }
    if (header.startsWith("Bearer ")) {
      String given = header.substring("Bearer ".length()).strip();
      for (Token token : tokens) {
        if (same(token.token(), given)) {
          return token.name();
        }
      }
    } else if (header.startsWith("Basic ")) {
      String given = decoded(header.substring("Basic ".length()).strip());
      for (User user : users) {
        if (same(user.name() + ":" + user.password(), given)) {
          return user.name();
        }
      }
    }
    return null;
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static boolean same(String right, String given) {
    return MessageDigest.isEqual(
        right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }
}

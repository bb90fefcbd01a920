package io.pipemill.app.node;

import io.pipemill.console.access.AccessList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code <home>/access.json}: the console's address, log-ins and tokens; readable by its owner
 * only. Log-ins and tokens are made at the first start and kept.
 */
public final class Access {
  private final Path file;

  public Access(Path home) {
    this.file = home.resolve("access.json");
  }

  /** Reads who may come in, or makes one log-in and one token. */
  public AccessList load() throws IOException {
    if (Files.exists(file)) {
      try {
        JsonNode read = JsonMapper.shared().readTree(Files.readAllBytes(file));
        List<AccessList.User> users = new ArrayList<>();
        read.path("users")
            .forEach(
                u ->
                    users.add(
                        new AccessList.User(
                            u.path("name").asString(), u.path("password").asString())));
        List<AccessList.Token> tokens = new ArrayList<>();
        read.path("tokens")
            .forEach(
                t ->
                    tokens.add(
                        new AccessList.Token(
                            t.path("name").asString(), t.path("token").asString())));
        if (!users.isEmpty() && !tokens.isEmpty()) {
          return new AccessList(users, tokens);
        }
      } catch (JacksonException e) {
        throw new IOException(
            file + " is not what was written there: remove it for new log-ins", e);
      }
    }
    return new AccessList(
        List.of(new AccessList.User("operator", secret(9))),
        List.of(new AccessList.Token("cli", secret(24))));
  }

  /** Writes the file with the address the console listens on. */
  public void write(AccessList access, String url) throws IOException {
    ObjectNode root = JsonMapper.shared().createObjectNode().put("url", url);
    var users = root.putArray("users");
    access
        .users()
        .forEach(u -> users.addObject().put("name", u.name()).put("password", u.password()));
    var tokens = root.putArray("tokens");
    access.tokens().forEach(t -> tokens.addObject().put("name", t.name()).put("token", t.token()));
    Path half = file.resolveSibling("access.json.new");
    Files.deleteIfExists(half);
    if (half.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          half, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.write(half, JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String secret(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}

package io.strongroom.kms.vault;

import java.nio.file.Path;

/** How a token is got. None of these prints its secret. */
public sealed interface VaultLogin {

  /** A token that is given and never renewed here. */
  record Token(String token) implements VaultLogin {
    @Override
    public String toString() {
      return "Token[redacted]";
    }
  }

  /**
   * AppRole.
   *
   * @param mount for example {@code approle}
   */
  record AppRole(String mount, String roleId, String secretId) implements VaultLogin {
    @Override
    public String toString() {
      return "AppRole[" + mount + ", " + roleId + ", redacted]";
    }
  }

  /**
   * The pod's service account.
   *
   * @param mount for example {@code kubernetes}
   * @param tokenFile read at each login, since the cluster replaces it
   */
  record Kubernetes(String mount, String role, Path tokenFile) implements VaultLogin {}

  /**
   * The client certificate of the TLS connection.
   *
   * @param mount for example {@code cert}
   */
  record Certificate(String mount) implements VaultLogin {}
}

package io.strongroom.kms.vault;

import io.strongroom.kms.provider.Secret;
import java.nio.file.Path;

/** How a token is got. None of these prints its secret, and each reads its file at each login. */
public sealed interface VaultLogin {

  /**
   * A token that is given, renewed here as long as Vault allows it, and never revoked here. Where
   * it is a file, for example the sink of a Vault Agent, another token in it is taken up.
   */
  record Token(Secret token) implements VaultLogin {}

  /**
   * AppRole.
   *
   * @param mount for example {@code approle}
   */
  record AppRole(String mount, String roleId, Secret secretId) implements VaultLogin {}

  /**
   * The pod's service account.
   *
   * @param mount for example {@code kubernetes}
   * @param tokenFile replaced by the cluster now and then
   */
  record Kubernetes(String mount, String role, Path tokenFile) implements VaultLogin {}

  /**
   * The client certificate of the TLS connection.
   *
   * @param mount for example {@code cert}
   */
  record Certificate(String mount) implements VaultLogin {}
}

package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.KeyPairs;
import jakarta.enterprise.context.ApplicationScoped;

/** Agrees on a secret with the owner of another key pair. Thread-safe. */
@ApplicationScoped
public class DeriveSharedSecret {

  private final Keys keys;
  private final KeyPairs pairs;

  DeriveSharedSecret(Keys keys, KeyPairs pairs) {
    this.keys = keys;
    this.pairs = pairs;
  }

  /**
   * With whom.
   *
   * @param peer the other public key, X.509 SubjectPublicKeyInfo
   */
  public record Command(KeyReference key, KeyUse use, SecretBytes peer, boolean dryRun) {}

  /** A secret, which the receiver closes. */
  public record Result(KmsKey key, SecretBytes secret) implements AutoCloseable {
    @Override
    public void close() {
      secret.close();
    }
  }

  /** Fails with {@code VALIDATION} when the other key is none of the key's curve. */
  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), command.use())
        .chain(
            key ->
                pairs
                    .agree(key, command.peer().use(byte[]::clone))
                    .map(secret -> finished(command, new Result(key, secret))));
  }

  private static Result finished(Command command, Result result) {
    if (command.dryRun()) {
      result.close();
    }
    DryRun.stop(command.dryRun());
    return result;
  }
}

package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import jakarta.enterprise.context.ApplicationScoped;

/** Encrypts a short message. Thread-safe. */
@ApplicationScoped
public class Encrypt {

  private final Keys keys;
  private final Ciphers ciphers;

  Encrypt(Keys keys, Ciphers ciphers) {
    this.keys = keys;
    this.ciphers = ciphers;
  }

  /**
   * What to encrypt.
   *
   * @param plaintext closed when the operation has ended
   */
  public record Command(
      KeyReference key, EncryptionUse use, SecretBytes plaintext, boolean dryRun) {}

  /** Fails with {@code PLAINTEXT_TOO_LONG} for the algorithms that have a bound. */
  public Uni<Ciphertext> execute(Call call, Command command) {
    EncryptionUse use = command.use();
    return keys.get(call, command.key(), use.asked())
        .invoke(key -> Ciphers.requireSize(use, key, command.plaintext().length()))
        .invoke(() -> DryRun.stop(command.dryRun()))
        .chain(key -> ciphers.seal(use, key, command.plaintext()))
        .eventually(command.plaintext()::close);
  }
}

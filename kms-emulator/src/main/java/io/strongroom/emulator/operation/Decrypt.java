package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Decrypts a message. Thread-safe. */
@ApplicationScoped
public class Decrypt {

  private final CiphertextKeys keys;
  private final Ciphers ciphers;

  Decrypt(CiphertextKeys keys, Ciphers ciphers) {
    this.keys = keys;
    this.ciphers = ciphers;
  }

  /**
   * What to decrypt.
   *
   * @param key whose ciphertext it has to be; needed where the ciphertext does not tell
   * @param ciphertext empty in a dry run that asks about the permission alone
   */
  public record Command(
      Optional<KeyReference> key,
      EncryptionUse use,
      Optional<SecretBytes> ciphertext,
      boolean dryRun) {}

  /**
   * Fails with {@code INCORRECT_KEY}, {@code UNKNOWN_CIPHERTEXT} or {@code INVALID_CIPHERTEXT}. The
   * receiver closes the result.
   */
  public Uni<Plaintext> execute(Call call, Command command) {
    EncryptionUse use = command.use();
    return Uni.createFrom()
        .deferred(
            () ->
                keys.find(call, use, new CiphertextKeys.Given(command.key(), command.ciphertext())))
        .chain(source -> ciphers.open(use, source).map(bytes -> finished(command, source, bytes)));
  }

  private static Plaintext finished(Command command, Source source, SecretBytes bytes) {
    if (command.dryRun()) {
      bytes.close();
    }
    DryRun.stop(command.dryRun());
    return new Plaintext(source.key(), bytes, source.material());
  }
}

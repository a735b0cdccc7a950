package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.emulator.crypto.MaterialId;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Decrypts a message and encrypts it under another key; it is seen by nobody. Thread-safe. */
@ApplicationScoped
public class ReEncrypt {

  private final Keys keys;
  private final CiphertextKeys sources;
  private final Ciphers ciphers;

  ReEncrypt(Keys keys, CiphertextKeys sources, Ciphers ciphers) {
    this.keys = keys;
    this.sources = sources;
    this.ciphers = ciphers;
  }

  /** The ciphertext as {@link Decrypt.Command} has it, and what is to be made of it. */
  public record Command(Decrypt.Command from, KeyReference destination, EncryptionUse to) {}

  /** The new ciphertext, and where the old one came from. */
  public record Result(Ciphertext ciphertext, KmsKey source, Optional<MaterialId> sourceMaterial) {}

  /** Fails as {@link Decrypt} and {@link Encrypt} do. */
  public Uni<Result> execute(Call call, Command command) {
    Decrypt.Command from = command.from();
    var given = new CiphertextKeys.Given(from.key(), from.ciphertext());
    return keys.find(call, command.destination())
        .chain(target -> sources.find(call, from.use().opposite(target), given))
        .chain(source -> permitted(call, command, source).chain(to -> move(command, source, to)));
  }

  private Uni<KmsKey> permitted(Call call, Command command, Source source) {
    return keys.get(call, command.destination(), command.to().opposite(source.key()).asked());
  }

  private Uni<Result> move(Command command, Source source, KmsKey destination) {
    return ciphers
        .open(command.from().use(), source)
        .chain(
            plaintext ->
                Uni.createFrom()
                    .item(plaintext)
                    .invoke(
                        secret -> Ciphers.requireSize(command.to(), destination, secret.length()))
                    .invoke(() -> DryRun.stop(command.from().dryRun()))
                    .chain(secret -> ciphers.seal(command.to(), destination, secret))
                    .eventually(plaintext::close))
        .map(made -> new Result(made, source.key(), source.material()));
  }
}

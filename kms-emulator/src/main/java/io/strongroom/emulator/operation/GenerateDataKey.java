package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes a data key and wraps it under a symmetric key. Thread-safe. */
@ApplicationScoped
public class GenerateDataKey {

  private final Keys keys;
  private final Messages messages;

  GenerateDataKey(Keys keys, Messages messages) {
    this.keys = keys;
    this.messages = messages;
  }

  /** Whether the caller may see the data key itself, and the action that needs. */
  public enum Form {
    WITH_PLAINTEXT("kms:GenerateDataKey"),
    WITHOUT_PLAINTEXT("kms:GenerateDataKeyWithoutPlaintext");

    private final String action;

    Form(String action) {
      this.action = action;
    }

    /** The action as AWS names it. */
    public String action() {
      return action;
    }
  }

  /**
   * Which data key.
   *
   * @param use under the action of its {@link Form}
   */
  public record Command(KeyReference key, EncryptionUse use, int sizeInBytes, boolean dryRun) {}

  /** The data key, which the receiver closes, and the same wrapped. */
  public record Result(Ciphertext wrapped, SecretBytes plaintext) implements AutoCloseable {
    @Override
    public void close() {
      plaintext.close();
    }
  }

  /** Fails as the key's demand says. */
  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), command.use().asked())
        .invoke(() -> DryRun.stop(command.dryRun()))
        .chain(key -> generate(key, command));
  }

  private Uni<Result> generate(KmsKey key, Command command) {
    SecretBytes secret = SecretBytes.random(command.sizeInBytes());
    return messages
        .seal(key, secret, command.use().key().context())
        .map(
            blob ->
                new Result(
                    new Ciphertext(key, blob.bytes(), Optional.of(blob.materialId())), secret))
        .onFailure()
        .invoke(secret::close)
        .onCancellation()
        .invoke(secret::close);
  }
}

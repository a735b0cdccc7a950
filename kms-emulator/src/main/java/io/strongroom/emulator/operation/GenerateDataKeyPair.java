package io.strongroom.emulator.operation;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.strongroom.crypto.secret.SecretBytes;
import io.strongroom.emulator.crypto.KeyPairKind;
import io.strongroom.emulator.crypto.KeyPairVault;
import io.strongroom.emulator.key.KeyReference;
import io.strongroom.emulator.key.KmsKey;
import io.strongroom.emulator.service.Messages;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Makes a key pair and wraps its private half under a symmetric key. Thread-safe. */
@ApplicationScoped
public class GenerateDataKeyPair {

  private final Keys keys;
  private final Messages messages;

  GenerateDataKeyPair(Keys keys, Messages messages) {
    this.keys = keys;
    this.messages = messages;
  }

  /** Whether the caller may see the private key itself, and the action that needs. */
  public enum Form {
    WITH_PLAINTEXT("kms:GenerateDataKeyPair"),
    WITHOUT_PLAINTEXT("kms:GenerateDataKeyPairWithoutPlaintext");

    private final String action;

    Form(String action) {
      this.action = action;
    }

    /** The action as AWS names it. */
    public String action() {
      return action;
    }
  }

  /** Which pair. */
  public record Command(KeyReference key, EncryptionUse use, KeyPairKind kind, boolean dryRun) {}

  /** The pair; the receiver closes the private key. */
  public static final class Result implements AutoCloseable {

    private final Ciphertext wrapped;
    private final SecretBytes privateKey;
    private final byte[] publicKey;

    Result(Ciphertext wrapped, SecretBytes privateKey, byte[] publicKey) {
      this.wrapped = wrapped;
      this.privateKey = privateKey;
      this.publicKey = publicKey;
    }

    /** The private key, wrapped. */
    public Ciphertext wrapped() {
      return wrapped;
    }

    /** The private key, PKCS #8. */
    public SecretBytes privateKey() {
      return privateKey;
    }

    /** The public key, X.509 SubjectPublicKeyInfo. */
    public byte[] publicKey() {
      return publicKey.clone();
    }

    @Override
    public void close() {
      privateKey.close();
    }
  }

  /** Makes the pair on a worker. Fails as the key's demand says. */
  public Uni<Result> execute(Call call, Command command) {
    return keys.get(call, command.key(), command.use().asked())
        .invoke(() -> DryRun.stop(command.dryRun()))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .chain(
            key ->
                KeyPairVault.generate(
                    command.kind(),
                    (privateKey, publicKey) -> sealed(key, command, privateKey, publicKey)));
  }

  private Uni<Result> sealed(
      KmsKey key, Command command, SecretBytes privateKey, byte[] publicKey) {
    return messages
        .seal(key, privateKey, command.use().key().context())
        .map(
            blob ->
                new Result(
                    new Ciphertext(key, blob.bytes(), Optional.of(blob.materialId())),
                    privateKey,
                    publicKey))
        .onFailure()
        .invoke(privateKey::close)
        .onCancellation()
        .invoke(privateKey::close);
  }
}
